/**
 * A frame's landmarks with the estimated skeleton laid over them -> SVG in the picture's pixels.
 *
 * The skeleton starts at the middle of the shoulders and at each hand's wrist, points where the landmarks point, in three dimensions, and
 * is as long as it was estimated: where it ends beside a landmark, the length or the depth of that frame is off.
 */
import { type LandmarkPartName, landmarkPart } from '../landmarks/schema.ts';
import { addScaledVec3, lengthVec3, lerpVec3, type Numbers, subtractVec3, vec3 } from '../math/vec3.ts';
import type { EvidencePoints } from '../solver/lift/evidence.ts';
import { project } from '../space/camera.ts';
import { lengthNamed } from './lengths.ts';
import type { Observation } from './observe-recording.ts';
import type { SkeletonEstimate } from './skeleton-estimate.ts';

/** Chains of landmarks and the lengths between them. */
type Step = readonly [from: number, to: number, length: string];
const ARMS: readonly Step[] = [
  [11, 13, 'upperArm'],
  [13, 15, 'lowerArm'],
  [12, 14, 'upperArm'],
  [14, 16, 'lowerArm'],
];
const FINGERS: readonly Step[] = ['Index', 'Middle', 'Ring', 'Pinky'].flatMap((finger, f): Step[] => {
  const knuckle = 5 + 4 * f;
  return [
    [0, knuckle, `palm${finger}`],
    ...[0, 1, 2].map((k): Step => [knuckle + k, knuckle + k + 1, `${finger.toLowerCase()}${k + 1}`]),
  ];
});
const HAND: readonly Step[] = [
  [0, 1, 'thumbBase'],
  [1, 2, 'thumb1'],
  [2, 3, 'thumb2'],
  [3, 4, 'thumb3'],
  ...FINGERS,
];

const COLOURS = { measured: '#d9480f', ratio: '#d9480f', prior: '#868e96' } as const;

/** @param scale metres of the estimate per metre of the observation */
export function drawOverlay(
  { name, recording, camera, frames }: Observation,
  frame: number,
  estimate: SkeletonEstimate,
  scale: number,
): string {
  const { width, height } = camera;
  const { body, leftHand, rightHand } = frames[frame];
  const metres = (length: string): number => estimate.lengths[length].metres / scale;
  const bones = [
    ...trunkBones(body, metres),
    ...bonesAlong(body, ARMS, metres, shouldersOf(body, metres)),
    ...[leftHand, rightHand].flatMap((hand) =>
      bonesAlong(hand, HAND, metres, new Map([[0, hand.positions[0]]])),
    ),
  ];
  const pixel = (point: Numbers): [number, number] => {
    const [x, y] = project(camera, point, [0, 0]) as number[];
    return [x * width, y * height];
  };
  const lines = bones.map(({ from, to, seenFrom, seenTo, length }) => {
    const colour = COLOURS[estimate.lengths[length].source];
    return `${line(pixel(seenFrom), pixel(seenTo), '#adb5bd', 1.5)}${line(pixel(from), pixel(to), colour, 3)}`;
  });
  const image = recording.image;
  const first = frame * (image?.schema.names.length ?? 0);
  const dots = (part: LandmarkPartName, radius: number, colour: (confidence: number) => string): string[] =>
    image === null
      ? []
      : Array.from({ length: landmarkPart(part).count }, (_, i) => {
          const at = first + landmarkPart(part).offset + i;
          if (!(image.confidences[at] > 0)) return '';
          const [x, y] = [image.positions[at * 3] * width, image.positions[at * 3 + 1] * height];
          return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${colour(image.confidences[at])}"/>`;
        });
  const legend = `${escaped(name.replace(/^.*[\\/]/, ''))}, frame ${frame}. Landmarks: blue, unsure ones pale. Skeleton: orange, priors grey.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...dots('face', width / 900, () => '#dee2e6'),
    ...lines,
    ...dots('pose', width / 300, (confidence) => (confidence >= 0.5 ? '#1971c2' : '#a5d8ff')),
    ...dots('leftHand', width / 450, () => '#1971c2'),
    ...dots('rightHand', width / 450, () => '#1971c2'),
    `<text x="${width / 80}" y="${height - height / 50}" font-family="sans-serif" font-size="${round(width / 60)}" fill="#495057">${legend}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

/** Frames of different recordings that tell the most lengths. */
export function bestFrames(
  observations: readonly Observation[],
  samplesOf: (observation: Observation) => readonly { readonly frame: number }[],
  count: number,
): { readonly observation: Observation; readonly frame: number }[] {
  const best = observations.flatMap((observation) => {
    const counts = new Float64Array(observation.frames.length);
    for (const { frame } of samplesOf(observation)) counts[frame]++;
    const most = counts.reduce((sum, value) => Math.max(sum, value), 0);
    return most > 0 ? [{ observation, frame: counts.indexOf(most), most }] : [];
  });
  return best.sort((a, b) => b.most - a.most).slice(0, count);
}

interface Bone {
  readonly from: Numbers;
  readonly to: Numbers;
  readonly seenFrom: Numbers;
  readonly seenTo: Numbers;
  readonly length: string;
}

const isSeen = ({ confidences }: EvidencePoints, ...points: number[]): boolean =>
  points.every((point) => confidences[point] > 0);

/** Where the shoulders are when they stand about their middle. */
function shouldersOf(body: EvidencePoints, metres: (length: string) => number): Map<number, Numbers> {
  const [left, right] = [body.positions[11], body.positions[12]];
  if (!isSeen(body, 11, 12)) return new Map();
  const middle = lerpVec3(left, right, 0.5, vec3());
  const half = metres('shoulderWidth') / 2;
  return new Map([
    [11, stepTo(middle, left, middle, half)],
    [12, stepTo(middle, right, middle, half)],
  ]);
}

function trunkBones(body: EvidencePoints, metres: (length: string) => number): Bone[] {
  const shoulders = shouldersOf(body, metres);
  if (shoulders.size === 0) return [];
  const [seenFrom, seenTo] = lengthNamed('shoulderWidth').between[0].map(([i]) => body.positions[i]);
  return [{ from: shoulders.get(11)!, to: shoulders.get(12)!, seenFrom, seenTo, length: 'shoulderWidth' }];
}

/** @param placed where chains start; ends are added */
function bonesAlong(
  points: EvidencePoints,
  steps: readonly Step[],
  metres: (length: string) => number,
  placed: Map<number, Numbers>,
): Bone[] {
  return steps.flatMap(([a, b, length]) => {
    const from = placed.get(a);
    if (!from || !isSeen(points, a, b)) return [];
    const [seenFrom, seenTo] = [points.positions[a], points.positions[b]];
    const to = stepTo(seenFrom, seenTo, from, metres(length));
    placed.set(b, to);
    return [{ from, to, seenFrom, seenTo, length }];
  });
}

/** From `start` by `length` in the direction in which q lies from p. */
function stepTo(p: Numbers, q: Numbers, start: Numbers, length: number): Numbers {
  const direction = subtractVec3(q, p, vec3());
  return addScaledVec3(start, direction, length / Math.max(lengthVec3(direction), 1e-9), vec3());
}

const round = (value: number): number => Math.round(value * 10) / 10;

const line = ([x1, y1]: [number, number], [x2, y2]: [number, number], colour: string, width: number) =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
