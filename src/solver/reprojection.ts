/**
 * How far the posed skeleton falls from the landmarks it was solved from, seen by the recording's camera: per frame and part, millimetres
 * in the picture's plane at the signer's distance.
 *
 * Per frame the actor is moved, not turned, to where shoulders, elbows and wrists fit their picture best (placement.ts); an arm is its elbow
 * and wrist, a hand its 20 points from its own wrist; mean distance, weighted by confidence.
 * Limits: what the picture does not show is not judged, above all depth; bones of another length than the signer's count as error.
 */
import type { LandmarkRecording } from '../landmarks/landmark-clip.ts';
import { landmarkFrame } from '../landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../landmarks/schema.ts';
import { rotateVec3 } from '../math/quat.ts';
import { median, quantile } from '../math/scalar.ts';
import { addVec3, vec3 } from '../math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip, type PartName } from '../motion/motion-clip.ts';
import { type ActorJoint, FINGERS, SIDES, type Side } from '../skeleton/actor/joints.ts';
import { computeModelPose, createModelPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';
import { type Camera, project } from '../space/camera.ts';
import { addPlacedPoint, createPlacement, resetPlacement, solvePlacement } from './lift/placement.ts';

/** Per part [F] millimetres, NaN where the part is not seen. */
export type Reprojection = Readonly<Partial<Record<PartName, Float32Array>>>;

export interface ReprojectionReport {
  readonly medianMm: number;
  readonly p95Mm: number;
  /** [F] null where the part is not seen. */
  readonly framesMm: readonly (number | null)[];
}

/** Nothing for recordings without a picture. */
export function measureReprojection(
  rig: Rig,
  clip: MotionClip,
  recording: LandmarkRecording,
  camera: Camera,
): Reprojection {
  if (recording.image === null) return {};
  const parts = SIDES.flatMap((side) => [armPoints(side), handPoints(side)]);
  const result = Object.fromEntries(
    parts.map(({ part }) => [part, new Float32Array(clip.frameCount).fill(Number.NaN)]),
  ) as Record<PartName, Float32Array>;
  const pose = createModelPose(clip.skeleton.jointNames.length);
  const placement = createPlacement();
  const place = vec3();
  for (let f = 0; f < clip.frameCount; f++) {
    const { image, imageConfidences: confidences } = landmarkFrame(recording, f);
    if (!image || !confidences) continue;
    computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f), pose);
    resetPlacement(placement);
    for (const { landmark, joint } of ANCHORS) {
      if (!(confidences[landmark] > 0)) continue;
      const [x, y] = [image[landmark * 3], image[landmark * 3 + 1]];
      addPlacedPoint(placement, camera, x, y, placeOf(rig, pose, joint, false, place), confidences[landmark]);
    }
    if (!solvePlacement(placement, camera)) continue;
    const { translation } = placement;
    /** Metres from where the landmark is to where the joint is seen, at the joint's distance. */
    const offsetOf = ({ landmark, joint, isTip = false }: SeenJoint, dst: [number, number]): void => {
      addVec3(placeOf(rig, pose, joint, isTip, place), translation, place);
      const metresPerPixel = -place[2] / camera.focal;
      project(camera, place, seen);
      dst[0] = (seen[0] - image[landmark * 3]) * camera.width * metresPerPixel;
      dst[1] = (seen[1] - image[landmark * 3 + 1]) * camera.height * metresPerPixel;
    };
    for (const { part, origin, points } of parts) {
      const start: [number, number] = [0, 0];
      if (origin) {
        if (!(confidences[origin.landmark] > 0)) continue;
        offsetOf(origin, start);
      }
      let sum = 0;
      let weight = 0;
      for (const point of points) {
        const confidence = confidences[point.landmark];
        if (!(confidence > 0)) continue;
        offsetOf(point, offset);
        sum += confidence * Math.hypot(offset[0] - start[0], offset[1] - start[1]);
        weight += confidence;
      }
      if (weight > 0) result[part][f] = (1000 * sum) / weight;
    }
  }
  return result;
}

/** Of the frames first..last. */
export function reportReprojection(
  reprojection: Reprojection,
  first: number,
  last: number,
): Partial<Record<PartName, ReprojectionReport>> {
  const entries = Object.entries(reprojection).flatMap(([part, frames]) => {
    const kept = Array.from(frames.subarray(Math.max(0, first), last + 1));
    const known = kept.filter((value) => !Number.isNaN(value));
    if (known.length === 0) return [];
    const framesMm = kept.map((value) => (Number.isNaN(value) ? null : tenths(value)));
    const summary = { medianMm: tenths(median(known)), p95Mm: tenths(quantile(known, 0.95)), framesMm };
    return [[part, summary] as const];
  });
  return Object.fromEntries(entries);
}

interface SeenJoint {
  readonly landmark: number;
  readonly joint: ActorJoint;
  /** The end of the joint's bone instead of its start. */
  readonly isTip?: boolean;
}

const ANCHORS: readonly SeenJoint[] = SIDES.flatMap((side, i): SeenJoint[] => [
  { landmark: 11 + i, joint: `${side}UpperArm` },
  { landmark: 13 + i, joint: `${side}LowerArm` },
  { landmark: 15 + i, joint: `${side}Hand` },
]);

interface SeenPart {
  readonly part: PartName;
  /** What the others are measured from. */
  readonly origin?: SeenJoint;
  readonly points: readonly SeenJoint[];
}

const armPoints = (side: Side): SeenPart => ({
  part: `${side}Arm`,
  points: ANCHORS.filter(({ joint }) => joint === `${side}LowerArm` || joint === `${side}Hand`),
});

function handPoints(side: Side): SeenPart {
  const offset = side === 'left' ? LEFT_HAND_OFFSET : RIGHT_HAND_OFFSET;
  const points = (['Thumb', ...FINGERS] as const).flatMap((finger, chain): SeenJoint[] => {
    const landmark = offset + 1 + chain * 4;
    return [
      ...([1, 2, 3] as const).map((k) => ({
        landmark: landmark + k - 1,
        joint: `${side}${finger}${k}` as ActorJoint,
      })),
      { landmark: landmark + 3, joint: `${side}${finger}3`, isTip: true },
    ];
  });
  return { part: `${side}Hand`, origin: { landmark: offset, joint: `${side}Hand` }, points };
}

function placeOf(
  rig: Rig,
  pose: ModelPose,
  joint: ActorJoint,
  isTip: boolean,
  dst: Float64Array,
): Float64Array {
  const index = rig.joints[joint]!;
  if (!isTip) {
    dst.set(pose.positions[index]);
    return dst;
  }
  rotateVec3(pose.rotations[index], rig.endOffsets.subarray(index * 3, index * 3 + 3), dst);
  addVec3(dst, pose.positions[index], dst);
  return dst;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

const seen = [0, 0];
const offset: [number, number] = [0, 0];
