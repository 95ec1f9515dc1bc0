/** The landmarks of a motion as any camera would give them, exact and complete: distance, lens and place in the picture are free. */
import { facePoints, NEUTRAL_FACE } from '../../samples/generate/face-expression.ts';
import { handLandmarks } from '../../samples/generate/hand-points.ts';
import { headPoint } from '../../samples/generate/head-point.ts';
import { poseLandmarks } from '../../samples/generate/pose-landmarks.ts';
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import {
  FACE_OFFSET,
  FACE_POINT_COUNT,
  HOLISTIC_SCHEMA,
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  POSE_OFFSET,
  RIGHT_HAND_OFFSET,
} from '../../src/landmarks/schema.ts';
import { expQuat, rotateVec3 } from '../../src/math/quat.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import { addVec3, lerpVec3, type Numbers, scaleVec3, subtractVec3 } from '../../src/math/vec3.ts';
import type { MotionClip } from '../../src/motion/motion-clip.ts';
import { actorJoint, SIDES } from '../../src/skeleton/actor/joints.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createCamera, project } from '../../src/space/camera.ts';
import { poseAt } from './compare-motion.ts';

export interface Filming {
  /** From the camera to the person's hips, metres. */
  readonly distance?: number;
  /** Along the longer side, degrees. */
  readonly fieldOfViewDeg?: number;
  /** Where the person stands and sits: hips right of and above the middle of the picture, metres. */
  readonly right?: number;
  readonly up?: number;
  /** Turn of the person before the camera, or of the camera about the person's hips: about x, y and z, degrees. */
  readonly turnDeg?: readonly [pitch: number, yaw: number, roll: number];
  /** World landmarks times this; the picture stays as it is. */
  readonly worldScale?: number;
}

const WIDTH = 1280;
const HEIGHT = 720;

export function filmMotion(actor: Rig, clip: MotionClip, filming: Filming = {}): LandmarkRecording {
  const { distance = 2, fieldOfViewDeg = 50, right = 0, up = -0.35, worldScale = 1 } = filming;
  const turn = expQuat((filming.turnDeg ?? [0, 0, 0]).map((angle) => angle * RADIANS));
  const camera = createCamera(WIDTH, HEIGHT, fieldOfViewDeg * RADIANS);
  const image = emptyClip(clip, 'image');
  const world = emptyClip(clip, 'world');
  const hipHeight = clip.translations[1];
  const view = (point: Numbers) =>
    addVec3(rotateVec3(turn, subtractVec3(point, [0, hipHeight, 0])), [right, up, -distance]);
  for (let frame = 0; frame < clip.frameCount; frame++) {
    const pose = poseAt({ actor, clip }, frame);
    const write = (target: LandmarkClip, offset: number, points: readonly Numbers[]) => {
      points.forEach((point, i) => {
        const at = frame * LANDMARK_COUNT + offset + i;
        target.positions.set(Array.from(point).slice(0, 3), at * 3);
        target.confidences[at] = 1;
      });
    };
    const picture = (points: readonly Numbers[], origin: Numbers) => {
      const depth = -view(origin)[2];
      return points.map((point) => {
        const at = view(point);
        const [x, y] = project(camera, at, [0, 0]) as number[];
        return [x, y, ((-at[2] - depth) / depth) * (camera.focal / WIDTH)];
      });
    };
    const metres = (points: readonly Numbers[], origin: Numbers) =>
      points.map((point) => scaleVec3(rotateVec3(turn, subtractVec3(point, origin)), worldScale));
    const body = poseLandmarks(actor, pose);
    const hips = lerpVec3(
      pose.positions[actorJoint('leftThigh')],
      pose.positions[actorJoint('rightThigh')],
      0.5,
    );
    write(image, POSE_OFFSET, picture(body, hips));
    write(world, POSE_OFFSET, metres(body, hips));
    for (const side of SIDES) {
      const hand = handLandmarks(actor, pose, side);
      const offset = side === 'left' ? LEFT_HAND_OFFSET : RIGHT_HAND_OFFSET;
      const middle = scaleVec3(
        hand.reduce((sum, point) => addVec3(sum, point), [0, 0, 0]),
        1 / hand.length,
      );
      write(image, offset, picture(hand, hand[0]));
      write(world, offset, metres(hand, middle));
    }
    const neutral = facePoints(NEUTRAL_FACE);
    const face = Array.from({ length: FACE_POINT_COUNT }, (_, i) =>
      headPoint(actor, pose, neutral.subarray(i * 3, i * 3 + 3)),
    );
    write(image, FACE_OFFSET, picture(face, headPoint(actor, pose, [0, 0, 0])));
  }
  return {
    image,
    world,
    imageSize: { width: WIDTH, height: HEIGHT },
    depth: 'world',
    source: { kind: 'filmed', name: clip.name, metadata: {} },
    issues: [],
  };
}

const emptyClip = ({ timing, frameCount }: MotionClip, space: 'image' | 'world'): LandmarkClip => ({
  schema: HOLISTIC_SCHEMA,
  timing,
  frameCount,
  positions: new Float32Array(frameCount * LANDMARK_COUNT * 3),
  confidences: new Float32Array(frameCount * LANDMARK_COUNT),
  space,
});
