/** Poses by hand -> a motion clip: frame by frame, anatomical angles in degrees on top of the T-pose. */
import { alignQuatSign, expQuat, identityQuat, multiplyQuat, quat } from '../../src/math/quat.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, actorJoint, type Side } from '../../src/skeleton/actor/joints.ts';
import { createAnatomy, rotationFromAngles } from '../../src/solver/anatomy.ts';
import type { Motion } from './compare-motion.ts';

export interface Poser {
  /** Anatomical angles of a joint. */
  set(joint: ActorJoint, flexion: number, abduction?: number, twist?: number): void;
  /** Turn about the model's axes. */
  turn(joint: ActorJoint, x: number, y: number, z: number): void;
  /** Upper arm from the T-pose: down, then to the front, with a twist about itself. */
  raise(side: Side, down: number, front: number, twist?: number): void;
}

export function posedMotion(
  frameCount: number,
  pose: (poser: Poser, frame: number) => void,
  fps = 25,
  actor = createActor(),
): Motion {
  const anatomy = createAnatomy(actor);
  const joints = ACTOR_JOINTS.length;
  const rotations = new Float32Array(frameCount * joints * 4);
  for (let f = 0; f < frameCount; f++) {
    const local = ACTOR_JOINTS.map(() => identityQuat(quat()) as Float64Array);
    pose(
      {
        set: (joint, flexion, abduction = 0, twist = 0) => {
          const angles = {
            flexion: flexion * RADIANS,
            abduction: abduction * RADIANS,
            twist: twist * RADIANS,
          };
          rotationFromAngles(anatomy, actorJoint(joint), angles, local[actorJoint(joint)]);
        },
        turn: (joint, x, y, z) => {
          expQuat([x * RADIANS, y * RADIANS, z * RADIANS], local[actorJoint(joint)]);
        },
        raise: (side, down, front, twist = 0) => {
          const s = side === 'left' ? RADIANS : -RADIANS;
          const lowered = multiplyQuat(expQuat([0, -s * front, 0]), expQuat([0, 0, -s * down]));
          multiplyQuat(lowered, expQuat([s * twist, 0, 0]), local[actorJoint(`${side}UpperArm`)]);
        },
      },
      f,
    );
    local.forEach((rotation, j) => {
      const at = rotations.subarray((f * joints + j) * 4, (f * joints + j + 1) * 4);
      at.set(rotation);
      if (f > 0)
        alignQuatSign(at, rotations.subarray(((f - 1) * joints + j) * 4, ((f - 1) * joints + j + 1) * 4));
    });
  }
  const at = 3 * actorJoint('pelvis');
  const pelvis = actor.skeleton.restTranslations.subarray(at, at + 3);
  const clip: MotionClip = {
    name: 'posed',
    skeleton: actor.skeleton,
    timing: { rate: { numerator: fps, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: Float32Array.from({ length: frameCount * 3 }, (_, i) => pelvis[i % 3]),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
  assertMotionClip(clip);
  return { actor, clip };
}
