/**
 * A clip -> a few frames to look at: the landmarks as they were tracked, and where the joints of the target are. Small enough to keep
 * thousands of: whole numbers 0..255 in a box that fits all frames, x to the right and y down, as in a picture of the signer.
 */

import { primaryClip } from '../landmarks/landmark-clip.ts';
import { landmarkFrame } from '../landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET } from '../landmarks/schema.ts';
import { rotateVec3 } from '../math/quat.ts';
import { addScaledVec3, addVec3, distanceVec3, type Numbers } from '../math/vec3.ts';
import { frameRotations, frameTranslation } from '../motion/motion-clip.ts';
import { ACTOR_JOINTS, type ActorJoint } from '../skeleton/actor/joints.ts';
import { computeModelPose, createModelPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import type { MeasurableClip } from './measurable-clip.ts';
import type { SignRange } from './sign-range.ts';

/** Frames of a strip, spread evenly over the sign. */
export const STRIP_FRAMES = 6;

/** Body points that are drawn: face, shoulders, elbows, wrists, hips; then both hands. */
export const STRIP_LANDMARKS: readonly number[] = [
  ...[0, 2, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 23, 24],
  ...Array.from({ length: 42 }, (_, i) => LEFT_HAND_OFFSET + i),
];

/** Joints that are drawn, legs left out. */
const STRIP_JOINTS: readonly ActorJoint[] = ACTOR_JOINTS.filter(
  (name) => name !== 'root' && !/Thigh|Calf|Foot|Ball|Metacarpal/.test(name),
);

/** Joints whose far end is drawn too: the finger tips. */
const ENDS: readonly ActorJoint[] = STRIP_JOINTS.filter((name) =>
  /(Thumb|Index|Middle|Ring|Pinky)3$/.test(name),
);

/** What is known of every frame: the joints, the finger tips, then the head: its middle, its crown and the tip of the nose. */
export const STRIP_POINTS: readonly string[] = [
  ...STRIP_JOINTS,
  ...ENDS.map((name) => name.replace('3', 'Tip')),
  'headCenter',
  'crown',
  'nose',
];

export interface Strip {
  /** Frames of the clip. */
  readonly frames: readonly number[];
  /** [frames x STRIP_LANDMARKS x 2]; 0, 0 where a point is missing. */
  readonly landmarks: Uint8Array;
  /** [frames x STRIP_POINTS x 3] x, y, and depth towards the viewer; 0, 0, 0 for a point that the target lacks. */
  readonly joints: Uint8Array;
}

export function createStrip(made: MeasurableClip, { first, last }: SignRange): Strip {
  const frames = Array.from({ length: STRIP_FRAMES }, (_, i) =>
    Math.round(first + ((i + 0.5) * (last - first)) / STRIP_FRAMES),
  );
  return { frames, landmarks: landmarksOf(made, frames), joints: jointsOf(made, frames) };
}

function landmarksOf(
  { recording, actorClip, metadata }: MeasurableClip,
  frames: readonly number[],
): Uint8Array {
  const source = primaryClip(recording);
  const ratio = framesPerSecond(source.timing.rate) / framesPerSecond(actorClip.timing.rate);
  const trim = metadata.options['trim'] as readonly [number, number] | undefined;
  const start = trim ? Math.ceil(trim[0] * framesPerSecond(source.timing.rate) - 1e-6) : 0;
  const aspect = recording.image ? recording.imageSize.width / recording.imageSize.height : 1;
  const up = recording.image ? 1 : -1;
  const points = frames.flatMap((frame) => {
    const f = Math.min(source.frameCount - 1, start + Math.round(frame * ratio));
    const { image, imageConfidences, world, worldConfidences } = landmarkFrame(recording, f);
    const [positions, confidences] = image ? [image, imageConfidences!] : [world!, worldConfidences!];
    return STRIP_LANDMARKS.map((point) =>
      confidences[point] > 0 ? [positions[point * 3] * aspect, positions[point * 3 + 1] * up, 0] : null,
    );
  });
  return pack(points, 2);
}

function jointsOf({ rig, clip }: MeasurableClip, frames: readonly number[]): Uint8Array {
  const pose = createModelPose(clip.skeleton.jointNames.length);
  const points = frames.flatMap((frame) => {
    computeModelPose(clip.skeleton, frameRotations(clip, frame), frameTranslation(clip, frame), pose);
    const of = (name: ActorJoint, place: (joint: number) => Numbers) => {
      const joint = rig.joints[name];
      if (joint === undefined) return null;
      const [x, y, z] = Array.from(place(joint));
      // the character faces the viewer: its left is on the right, as +X already is; pictures count down
      return [x, -y, z];
    };
    return [
      ...STRIP_JOINTS.map((name) => of(name, (joint) => pose.positions[joint])),
      ...ENDS.map((name) => of(name, (joint) => endOf(rig, pose, joint))),
      ...(['headCenter', 'crown', 'nose'] as const).map((point) =>
        of('head', (joint) => headOf(rig, pose, joint)[point]),
      ),
    ];
  });
  return pack(points, 3);
}

const inModel = ({ positions, rotations }: ModelPose, joint: number, offset: Numbers): Numbers =>
  addVec3(positions[joint], rotateVec3(rotations[joint], offset));

const endOf = ({ endOffsets }: Rig, pose: ModelPose, joint: number): Numbers =>
  inModel(pose, joint, endOffsets.subarray(joint * 3, joint * 3 + 3));

/** Of the way from the middle of a head to its crown, how far the tip of the nose lies in front of the middle. */
const NOSE = 0.95;

function headOf(rig: Rig, pose: ModelPose, joint: number) {
  const crown = endOf(rig, pose, joint);
  const headCenter = rig.headCenter ? inModel(pose, joint, rig.headCenter) : pose.positions[joint];
  const front = rotateVec3(rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4), [0, 1, 0]);
  const ahead = rotateVec3(pose.rotations[joint], front);
  return {
    headCenter,
    crown,
    nose: addScaledVec3(headCenter, ahead, NOSE * distanceVec3(headCenter, crown)),
  };
}

/** Into 1..255 by one scale for all axes and frames, 0 for what is missing. */
function pack(points: readonly (readonly number[] | null)[], axes: number): Uint8Array {
  const packed = new Uint8Array(points.length * axes);
  const known = points.filter((point) => point !== null);
  const low = Array.from({ length: axes }, (_, k) => Math.min(...known.map((point) => point[k])));
  const size = Math.max(1e-6, ...low.map((from, k) => Math.max(...known.map((point) => point[k])) - from));
  points.forEach((point, i) => {
    if (point === null) return;
    for (let k = 0; k < axes; k++) packed[i * axes + k] = 1 + Math.round(((point[k] - low[k]) / size) * 254);
  });
  return packed;
}
