/** A landmarks message of the live protocol -> one instant of landmarks as the solver takes it: MediaPipe's axes turned, missing points 0. */
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../landmarks/landmark-frame.ts';
import { LANDMARK_COUNT, type LandmarkPartName, landmarkPart } from '../landmarks/schema.ts';
import type { LandmarksMessage, Point } from '../livelink/protocol/landmarks-message.ts';
import { clamp } from '../math/scalar.ts';
import { vec3 } from '../math/vec3.ts';
import { solveFromMediapipe } from '../space/spaces.ts';

const IMAGE_LISTS: readonly [keyof LandmarksMessage & LandmarkPartName, LandmarkPartName][] = [
  ['pose', 'pose'],
  ['leftHand', 'leftHand'],
  ['rightHand', 'rightHand'],
  ['face', 'face'],
];
const WORLD_LISTS = [
  ['poseWorld', 'pose'],
  ['leftHandWorld', 'leftHand'],
  ['rightHandWorld', 'rightHand'],
] as const;

/** Picture sizes or metres; points farther out are damage and count as missing. */
const COORDINATE_LIMIT = 100;
/** z of image landmarks that differ by less are no depth (finish-recording.ts). */
const LEAST_DEPTH = 1e-5;

/** New arrays every time: a solver with look-ahead may hold them. */
export function landmarksFromMessage(message: LandmarksMessage, withWorld: boolean): LandmarkFrame {
  const image = emptyPoints();
  for (const [list, part] of IMAGE_LISTS) setPart(image, part, message[list], false);
  const world = withWorld ? emptyPoints() : null;
  if (world) for (const [list, part] of WORLD_LISTS) setPart(world, part, message[list], true);
  return {
    image: image.positions,
    imageConfidences: image.confidences,
    world: world?.positions ?? null,
    worldConfidences: world?.confidences ?? null,
  };
}

/** What the depth of a tracker's landmarks rests on, by its first message that shows somebody; null before that. */
export function depthOfMessage(message: LandmarksMessage): DepthSource | null {
  if (WORLD_LISTS.some(([list]) => message[list])) return 'world';
  const points = IMAGE_LISTS.flatMap(([list]) => message[list] ?? []);
  if (points.length === 0) return null;
  return points.some((point) => Math.abs(point[2] - points[0][2]) > LEAST_DEPTH) ? 'image' : 'none';
}

const emptyPoints = () => ({
  positions: new Float32Array(LANDMARK_COUNT * 3),
  confidences: new Float32Array(LANDMARK_COUNT),
});

function setPart(
  { positions, confidences }: ReturnType<typeof emptyPoints>,
  part: LandmarkPartName,
  points: readonly Point[] | undefined,
  isWorld: boolean,
): void {
  if (!points) return;
  const { offset } = landmarkPart(part);
  for (let i = 0; i < points.length; i++) {
    const [x, y, z, confidence = 1] = points[i];
    if (!(confidence > 0) || Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) > COORDINATE_LIMIT) continue;
    confidences[offset + i] = clamp(confidence, 0, 1);
    scratch[0] = x;
    scratch[1] = y;
    scratch[2] = z;
    if (isWorld) solveFromMediapipe(scratch, scratch);
    for (let k = 0; k < 3; k++) positions[(offset + i) * 3 + k] = scratch[k];
  }
}

const scratch = vec3();
