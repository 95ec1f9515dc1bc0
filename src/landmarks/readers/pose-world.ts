/**
 * Tells how the world landmarks of a .pose file become metres, or why they cannot.
 *
 * pose-format multiplies x and y of every component by the picture's width and height, world landmarks too; only z stays in metres.
 * Whoever normalises, moves or mirrors such a file treats them as pixels, which leaves nothing measurable. So both readings, divided
 * and as stored, must give a body: shoulders 0.15 to 0.8 m apart and the origin between the hips.
 * Mirrored files are found by the arms: they fit the image landmarks better after swapping sides.
 */
import type { PoseTrack } from '../../formats/pose/pose-body.ts';
import { median } from '../../math/scalar.ts';
import { solveFromMediapipe } from '../../space/spaces.ts';
import { POSE_NAMES } from '../schema.ts';
import type { PointRange } from './pose-points.ts';

export type WorldScale =
  | { readonly toMetres: (x: number, y: number, z: number, dst: Float64Array) => void }
  | { readonly reason: string };

/** Metres. MediaPipe's own bodies have 0.28 to 0.34, whoever signs. */
const SHOULDERS: readonly [number, number] = [0.15, 0.8];

/** Metres. Measured on four files: at most 0.005. */
const HIPS_FROM_ORIGIN = 0.05;

/** Frames looked at. */
const SAMPLES = 64;

const landmark = (name: (typeof POSE_NAMES)[number]) => POSE_NAMES.indexOf(name);

/** The ranges of all components of the file; at least one is a world component. */
export function worldScale(
  track: PoseTrack,
  ranges: readonly PointRange[],
  { width, height }: { readonly width: number; readonly height: number },
): WorldScale {
  const body = ranges.find((range) => range.isWorld && range.part === 'pose');
  const world = body && pointsOf(track, body);
  const scales: [number, number][] = [
    [1 / width, 1 / height],
    [1, 1],
  ];
  const scale = world ? scales.find(([sx, sy]) => isBody(world, track.frames.length, sx, sy)) : scales[0];
  if (!scale) return { reason: 'they are not in metres' };
  const image = ranges.find((range) => !range.isWorld && range.part === 'pose');
  if (world && image && isMirrored(world, pointsOf(track, image), track.frames.length, scale)) {
    return { reason: 'they are mirrored against the picture' };
  }
  const [sx, sy] = scale;
  return {
    toMetres(x, y, z, dst) {
      dst[0] = x * sx;
      dst[1] = y * sy;
      dst[2] = z;
      solveFromMediapipe(dst, dst);
    },
  };
}

/** Writes point `landmark` of entry n to dst; false when it is missing. */
type Points = (n: number, landmark: number, dst: Float64Array) => boolean;

function pointsOf(track: PoseTrack, range: PointRange): Points {
  const { points, dims } = track;
  return (n, wanted, dst) => {
    const i = range.landmarks.indexOf(wanted);
    const at = n * points + range.start + i;
    if (i < 0 || !(track.confidences[at] > 0)) return false;
    for (let axis = 0; axis < 3; axis++) dst[axis] = axis < dims ? track.data[at * dims + axis] : 0;
    return Number.isFinite(dst[0] + dst[1] + dst[2]);
  };
}

function isBody(world: Points, frames: number, sx: number, sy: number): boolean {
  const a = new Float64Array(3);
  const b = new Float64Array(3);
  const shoulders: number[] = [];
  const hips: number[] = [];
  for (const n of sampled(frames)) {
    if (world(n, landmark('leftShoulder'), a) && world(n, landmark('rightShoulder'), b)) {
      shoulders.push(Math.hypot((a[0] - b[0]) * sx, (a[1] - b[1]) * sy, a[2] - b[2]));
    }
    if (world(n, landmark('leftHip'), a) && world(n, landmark('rightHip'), b)) {
      hips.push(Math.hypot(((a[0] + b[0]) / 2) * sx, ((a[1] + b[1]) / 2) * sy, (a[2] + b[2]) / 2));
    }
  }
  const width = median(shoulders);
  return width >= SHOULDERS[0] && width <= SHOULDERS[1] && !(median(hips) > HIPS_FROM_ORIGIN);
}

/** Left and right of the points that tell the sides of a signer apart. */
const ARMS = (['Elbow', 'Wrist'] as const).flatMap((joint): [number, number][] => [
  [landmark(`left${joint}`), landmark(`right${joint}`)],
  [landmark(`right${joint}`), landmark(`left${joint}`)],
]);

function isMirrored(world: Points, image: Points, frames: number, scale: readonly [number, number]): boolean {
  let straight = 0;
  let mirrored = 0;
  for (const n of sampled(frames)) {
    const seen = relative(image, n, [1, 1]);
    const known = relative(world, n, scale);
    if (!seen || !known) continue;
    for (const [own, opposite] of ARMS) {
      const p = seen(own);
      const same = known(own);
      const other = known(opposite);
      if (!p || !same || !other) continue;
      straight += Math.hypot(p[0] - same[0], p[1] - same[1]);
      mirrored += Math.hypot(p[0] + other[0], p[1] - other[1]);
    }
  }
  // A symmetrical pose fits both ways; a mirrored one fits one way only.
  return mirrored < straight / 2;
}

/** Points in the picture plane, from the middle of the shoulders, in shoulder widths. */
function relative(
  points: Points,
  n: number,
  [sx, sy]: readonly [number, number],
): ((landmark: number) => [number, number] | null) | null {
  const left = new Float64Array(3);
  const right = new Float64Array(3);
  const p = new Float64Array(3);
  if (!points(n, landmark('leftShoulder'), left) || !points(n, landmark('rightShoulder'), right)) return null;
  const width = Math.hypot((left[0] - right[0]) * sx, (left[1] - right[1]) * sy);
  if (!(width > 0)) return null;
  return (wanted) => {
    if (!points(n, wanted, p)) return null;
    return [
      ((p[0] - (left[0] + right[0]) / 2) * sx) / width,
      ((p[1] - (left[1] + right[1]) / 2) * sy) / width,
    ];
  };
}

function sampled(frames: number): number[] {
  const step = Math.max(1, Math.ceil(frames / SAMPLES));
  return Array.from({ length: Math.ceil(frames / step) }, (_, i) => i * step);
}
