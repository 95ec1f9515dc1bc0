/**
 * Distances between the palm's points -> the palm. Palm coordinates, metres.
 *
 * Method: the points of a palm that is already about right are moved along the lines between them until the distances agree, half of each
 * misfit at either end, the wrist fixed; how far they lie to the palmar side is not touched, for a picture of a palm does not tell.
 */
import type { HandProportions, PalmPoint } from '../skeleton/actor/proportions.ts';
import type { MeasuredLength } from './lengths.ts';

/** Points of the palm by landmark; the wrist is at the origin. */
const POINTS = [0, 1, 5, 9, 13, 17] as const;
const ROUNDS = 200;
/** Share of a misfit that is taken back in a round: distances that contradict each other settle in between. */
const STEP = 0.3;

/** @param distances palm lengths of LENGTHS with their metres */
export function fitPalm(
  start: Pick<HandProportions, 'knuckles' | 'thumbBase'>,
  distances: readonly { readonly length: MeasuredLength; readonly metres: number }[],
): Pick<HandProportions, 'knuckles' | 'thumbBase'> {
  const points = [[0, 0, 0], [...start.thumbBase], ...start.knuckles.map((point) => [...point])];
  const at = (landmark: number): number => POINTS.indexOf(landmark as (typeof POINTS)[number]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { length, metres } of distances) {
      const [[[from], [to]]] = length.between;
      const [a, b] = [at(from), at(to)];
      const [p, q] = [points[a], points[b]];
      const seen = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
      const share = (STEP * (seen - metres)) / seen;
      for (const k of [0, 1]) {
        const move = (p[k] - q[k]) * share;
        if (a !== 0) p[k] -= move / 2;
        q[k] += a === 0 ? move : move / 2;
      }
    }
  }
  const point = (i: number): PalmPoint => [points[i][0], points[i][1], points[i][2]];
  return { thumbBase: point(1), knuckles: [point(2), point(3), point(4), point(5)] };
}
