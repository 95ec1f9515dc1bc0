/** A tracker's landmarks as they came in -> one instant of landmarks as the solver takes it: MediaPipe's axes turned, missing points 0. */
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../landmarks/landmark-frame.ts';
import { LANDMARK_COUNT, type LandmarkPartName, landmarkPart } from '../landmarks/schema.ts';
import type { TrackedLandmarks } from '../livelink/tracked-landmarks.ts';
import { vec3 } from '../math/vec3.ts';
import { solveFromMediapipe } from '../space/spaces.ts';

const IMAGE_LISTS = [
  ['pose', 'pose'],
  ['leftHand', 'leftHand'],
  ['rightHand', 'rightHand'],
  ['face', 'face'],
] as const;
const WORLD_LISTS = [
  ['poseWorld', 'pose'],
  ['leftHandWorld', 'leftHand'],
  ['rightHandWorld', 'rightHand'],
] as const;

/** Picture sizes or metres; points farther out are damage and count as missing. */
const COORDINATE_LIMIT = 100;
/** z of image landmarks that differ by less are no depth (finish-recording.ts). */
const LEAST_DEPTH = 1e-5;

/** An instant with nothing in it, for landmarksFromMessage to fill. */
export function createTrackedFrame(withWorld: boolean): LandmarkFrame {
  return {
    image: new Float32Array(LANDMARK_COUNT * 3),
    imageConfidences: new Float32Array(LANDMARK_COUNT),
    world: withWorld ? new Float32Array(LANDMARK_COUNT * 3) : null,
    worldConfidences: withWorld ? new Float32Array(LANDMARK_COUNT) : null,
  };
}

/** @param dst made by createTrackedFrame; filled */
export function landmarksFromMessage({ lists }: TrackedLandmarks, dst: LandmarkFrame): LandmarkFrame {
  const { image, imageConfidences, world, worldConfidences } = dst;
  imageConfidences!.fill(0);
  for (const [list, part] of IMAGE_LISTS) setPart(image!, imageConfidences!, part, lists[list], false);
  if (!world || !worldConfidences) return dst;
  worldConfidences.fill(0);
  for (const [list, part] of WORLD_LISTS) setPart(world, worldConfidences, part, lists[list], true);
  return dst;
}

/** What the depth of a tracker's landmarks rests on, by its first message that shows somebody; null before that. */
export function depthOfMessage({ lists }: TrackedLandmarks): DepthSource | null {
  if (WORLD_LISTS.some(([list]) => lists[list])) return 'world';
  const depths = IMAGE_LISTS.flatMap(([list]) => Array.from(lists[list] ?? []).filter((_, i) => i % 4 === 2));
  if (depths.length === 0) return null;
  return depths.some((z) => Math.abs(z - depths[0]) > LEAST_DEPTH) ? 'image' : 'none';
}

function setPart(
  positions: Float32Array,
  confidences: Float32Array,
  part: LandmarkPartName,
  points: Float32Array | undefined,
  isWorld: boolean,
): void {
  if (!points) return;
  const { offset } = landmarkPart(part);
  for (let i = 0; i < points.length / 4; i++) {
    const confidence = points[i * 4 + 3];
    for (let k = 0; k < 3; k++) scratch[k] = points[i * 4 + k];
    const farthest = Math.max(Math.abs(scratch[0]), Math.abs(scratch[1]), Math.abs(scratch[2]));
    if (!(confidence > 0) || farthest > COORDINATE_LIMIT) continue;
    confidences[offset + i] = Math.min(confidence, 1);
    if (isWorld) solveFromMediapipe(scratch, scratch);
    for (let k = 0; k < 3; k++) positions[(offset + i) * 3 + k] = scratch[k];
  }
}

const scratch = vec3();
