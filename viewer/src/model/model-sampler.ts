/**
 * A motion clip on a model's own skeleton -> the pose of the model at a position in frames. Solve space, metres.
 * Local rotations go to the joints of the same name as they are: the rig was read from the same file. What is different is how the roots
 * stand (the file's axes and unit against solve space), so the root and the joint that is translated are placed by way of their parents.
 */
import { Matrix4, type Object3D, Quaternion, Vector3 } from 'three';
import { framesPerSecond, type MotionClip, type Skeleton } from '../../../src/index.ts';
import type { Sampler } from '../clip/sampler.ts';
import { createFacePoser } from './face-poser.ts';

export function createModelSampler(
  body: Object3D,
  joints: ReadonlyMap<string, Object3D>,
  clip: MotionClip,
  { jointNames, parents, restTranslations, translatedJoint }: Skeleton,
): Sampler {
  const { frameCount, rotations, translations } = clip;
  const objects = jointNames.map((name) => joints.get(name));
  const width = jointNames.length * 4;
  const face = createFacePoser(body, clip);
  const turned = new Float64Array(4);
  const moved = new Vector3();
  const next = new Vector3();

  // where it stands on the stage is no part of its pose
  const stands = body.position.clone();
  body.position.set(0, 0, 0);
  body.updateWorldMatrix(true, true);
  const root = objects[parents.indexOf(-1)];
  const rootFromModel = new Quaternion();
  if (root?.parent) {
    root.parent.getWorldQuaternion(rootFromModel).invert();
    root.position.fromArray(restTranslations, parents.indexOf(-1) * 3);
    root.parent.worldToLocal(root.position);
  }
  poseRotations(0, 0);
  body.updateWorldMatrix(true, true);
  const translated = objects[translatedJoint];
  /** Takes what the clip says of it to the file's own units: from metres of its parent, or of the model where it is the root. */
  const localFromClip = new Matrix4();
  if (translated?.parent) {
    const above = translated.parent.matrixWorld;
    if (translated === root) localFromClip.copy(above).invert();
    else localFromClip.makeScale(...inverted(next.setFromMatrixScale(above)));
  }
  body.position.copy(stands);

  function poseRotations(frame: number, t: number): void {
    const from = frame * width;
    const to = Math.min(frame + 1, frameCount - 1) * width;
    for (let j = 0; j < objects.length; j++) {
      const object = objects[j];
      if (!object) continue;
      Quaternion.slerpFlat(
        turned as never,
        0,
        rotations as never,
        from + j * 4,
        rotations as never,
        to + j * 4,
        t,
      );
      object.quaternion.fromArray(turned);
      if (object === root) object.quaternion.premultiply(rootFromModel);
    }
  }

  return {
    frameCount,
    framesPerSecond: framesPerSecond(clip.timing.rate),
    pose(position) {
      const frame = Math.min(frameCount - 1, Math.max(0, Math.floor(position)));
      const following = Math.min(frame + 1, frameCount - 1);
      const t = Math.min(1, Math.max(0, position - frame));
      poseRotations(frame, t);
      if (translated) {
        moved.fromArray(translations, frame * 3);
        next.fromArray(translations, following * 3);
        translated.position.copy(moved.lerp(next, t)).applyMatrix4(localFromClip);
      }
      face(frame, following, t);
    },
  };
}

const inverted = ({ x, y, z }: Vector3): [number, number, number] => [1 / x, 1 / y, 1 / z];
