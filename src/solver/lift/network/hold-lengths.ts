/**
 * Lifted points whose bones change length a little from window to window -> the same directions with one length per bone for the whole
 * clip, the mean of all frames. Arms hang on the shoulders, hands on the wrists. Positions [F x 55 x 3], changed in place.
 */
import { LIFTED_BODY, LIFTED_LEFT_HAND, LIFTED_POINTS, LIFTED_RIGHT_HAND } from './lifted-clip.ts';

const POINTS = LIFTED_POINTS.length;

export function holdLengths(positions: Float32Array): void {
  const frames = positions.length / (POINTS * 3);
  const before = positions.slice();
  for (const [parent, child] of BONES) {
    let sum = 0;
    for (let f = 0; f < frames; f++) sum += distance(before, f, parent, child);
    for (let f = 0; f < frames; f++) {
      const own = distance(before, f, parent, child);
      const scale = own > 0 ? sum / frames / own : 0;
      for (let k = 0; k < 3; k++) {
        const from = (f * POINTS + parent) * 3 + k;
        const to = (f * POINTS + child) * 3 + k;
        positions[to] = positions[from] + (before[to] - before[from]) * scale;
      }
    }
  }
}

function distance(positions: Float32Array, f: number, a: number, b: number): number {
  const p = (f * POINTS + a) * 3;
  const q = (f * POINTS + b) * 3;
  const x = positions[p] - positions[q];
  const y = positions[p + 1] - positions[q + 1];
  const z = positions[p + 2] - positions[q + 2];
  return Math.sqrt(x * x + y * y + z * z);
}

/** Parent and child, parents first; a hand's first point is its wrist. */
const BONES: readonly (readonly [number, number])[] = [0, 1].flatMap((side) => {
  const [shoulder, elbow, wrist] = [11, 13, 15].map((landmark) =>
    (LIFTED_BODY as readonly number[]).indexOf(landmark + side),
  );
  const hand = side === 0 ? LIFTED_LEFT_HAND : LIFTED_RIGHT_HAND;
  const fingers = Array.from(
    { length: 20 },
    (_, i) => [i % 4 === 0 ? hand : hand + i, hand + i + 1] as const,
  );
  return [[shoulder, elbow] as const, [elbow, wrist] as const, [wrist, hand] as const, ...fingers];
});
