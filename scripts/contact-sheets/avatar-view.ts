/**
 * A solved clip -> the camera that sees the avatar as the recording's camera saw the signer, and what it sees of it.
 *
 * Model space, metres, to pixels of the recording's picture. The camera has the focal length the solver assumes and one place for the
 * whole clip: where shoulders and head best cover those of the signer. Without a body it stands in front of the chest.
 */
import {
  type ActorJoint,
  computeModelPose,
  createLandmarkFrame,
  frameRotations,
  frameTranslation,
  type LandmarkRecording,
  landmarkFrame,
  type ModelPose,
  type MotionClip,
  POSE_NAMES,
  type Rig,
} from '../../src/index.ts';
import { rotateVec3 } from '../../src/math/quat.ts';
import { learnCamera } from '../../src/solver/lift/learn-camera.ts';
import { createLiftState, LIFTED_FIELD_OF_VIEW } from '../../src/solver/lift/lift-state.ts';
import { addPlacedPoint, createPlacement, solvePlacement } from '../../src/solver/lift/placement.ts';
import type { Picture, PointsOfFrame } from './picture-points.ts';
import type { HandSide, PictureWindow, Sheet } from './sheet.ts';

export type PicturePoint = readonly [x: number, y: number];

export interface AvatarView {
  readonly camera: Sheet['camera'];
  /** False where there was no body to place the camera by. */
  readonly isPlaced: boolean;
  /** Crown, elbows, wrists and hands. */
  outline(frame: number): PicturePoint[];
  /** A square around the hand; the hand fills as much of it wherever it is. */
  hand(frame: number, side: HandSide): PictureWindow;
  /** [21] Wrist, and joints and tips of thumb and fingers, in the order of the landmarks. */
  handPoints(frame: number, side: HandSide): PicturePoint[];
}

/** Nearer than this nothing is drawn, metres: a hand that the solver puts behind the camera must not make the windows endless. */
const NEAREST = 0.08;

/** Side of the square around a hand, in lengths from the wrist to the tip of the stretched middle finger. */
const HAND_ROOM = 1.25;

/** Where the camera stands for a recording without a body, metres. */
const IN_FRONT = [0, 1.35, 1.8] as const;

export function createAvatarView(
  recording: LandmarkRecording,
  picture: Picture,
  clip: MotionClip,
  rig: Rig,
  isLifted = false,
): AvatarView {
  const poses = Array.from({ length: clip.frameCount }, (_, frame) =>
    computeModelPose(clip.skeleton, frameRotations(clip, frame), frameTranslation(clip, frame)),
  );
  const lift = createLiftState(
    picture,
    recording.depth,
    undefined,
    null,
    isLifted ? LIFTED_FIELD_OF_VIEW : undefined,
  );
  const landmarks = createLandmarkFrame();
  if (recording.image)
    poses.forEach((_, frame) => {
      learnCamera(lift, landmarkFrame(recording, frame, landmarks));
    });
  const { camera: lens } = lift;

  const placement = createPlacement();
  poses.forEach((pose, frame) => {
    const points = picture.pointsOf(frame);
    for (const [joint, names] of ANCHORS) {
      const place = meanPoint(points, names);
      if (!place) continue;
      const [x, y] = [place[0] / picture.width, place[1] / picture.height];
      addPlacedPoint(placement, lens, x, y, pose.positions[rig.joints[joint]!], 1);
    }
  });
  const isPlaced = solvePlacement(placement, lens);
  const [tx, ty, tz] = placement.translation;
  const position = isPlaced ? ([-tx, -ty, -tz] as const) : IN_FRONT;

  const project = ([x, y, z]: ArrayLike<number> & Iterable<number>): PicturePoint => {
    const scale = lens.focal / Math.max(NEAREST, position[2] - z);
    return [picture.width / 2 + (x - position[0]) * scale, picture.height / 2 - (y - position[1]) * scale];
  };
  const placeOf = (frame: number, joint: ActorJoint) => poses[frame].positions[rig.joints[joint]!];
  const hand = (frame: number, side: HandSide) => [
    placeOf(frame, `${side}Hand`),
    ...FINGERS.flatMap((finger) => [
      placeOf(frame, `${side}${finger}1`),
      placeOf(frame, `${side}${finger}2`),
      placeOf(frame, `${side}${finger}3`),
      endOf(poses[frame], rig, `${side}${finger}3`),
    ]),
  ];
  return {
    camera: { focal: lens.focal, position },
    isPlaced,
    hand(frame, side) {
      const middle = middleOf(hand(frame, side));
      const [x, y] = project(middle);
      const scale = lens.focal / Math.max(NEAREST, position[2] - middle[2]);
      const width = HAND_ROOM * handLength(rig, side) * scale;
      return { x: x - width / 2, y: y - width / 2, width, height: width };
    },
    handPoints: (frame, side) => hand(frame, side).map(project),
    outline: (frame) =>
      [
        endOf(poses[frame], rig, 'head'),
        placeOf(frame, 'leftLowerArm'),
        placeOf(frame, 'rightLowerArm'),
        ...hand(frame, 'left'),
        ...hand(frame, 'right'),
      ].map(project),
  };
}

/** Joints of the avatar and the body landmarks whose middle lies where they are. */
const ANCHORS: readonly (readonly [ActorJoint, readonly (typeof POSE_NAMES)[number][]])[] = [
  ['leftUpperArm', ['leftShoulder']],
  ['rightUpperArm', ['rightShoulder']],
  ['head', ['leftEar', 'rightEar']],
];

function meanPoint(
  points: PointsOfFrame,
  names: readonly (typeof POSE_NAMES)[number][],
): PicturePoint | null {
  const present = names.flatMap((name) => points[POSE_NAMES.indexOf(name)] ?? []);
  if (present.length < names.length * 3) return null;
  const mean = (axis: number) =>
    present.reduce((sum, value, i) => (i % 3 === axis ? sum + value : sum), 0) / names.length;
  return [mean(0), mean(1)];
}

const FINGERS = ['Thumb', 'Index', 'Middle', 'Ring', 'Pinky'] as const;

/** From the wrist to the tip of the middle finger, stretched; metres. */
function handLength(rig: Rig, side: HandSide): number {
  const roles = [`${side}Hand`, `${side}Middle1`, `${side}Middle2`, `${side}Middle3`] as const;
  return roles.reduce((sum, role) => {
    const joint = rig.joints[role]!;
    return sum + Math.hypot(...rig.endOffsets.subarray(joint * 3, joint * 3 + 3));
  }, 0);
}

/** Middle of the box around the points. */
const middleOf = (points: readonly Float64Array[]): Float64Array =>
  Float64Array.from([0, 1, 2], (axis) => {
    const values = points.map((point) => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });

function endOf(pose: ModelPose, rig: Rig, role: ActorJoint): Float64Array {
  const joint = rig.joints[role]!;
  const end = new Float64Array(3);
  rotateVec3(pose.rotations[joint], rig.endOffsets.subarray(joint * 3, joint * 3 + 3), end);
  return end.map((value, axis) => value + pose.positions[joint][axis]);
}
