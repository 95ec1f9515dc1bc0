/** Where a point was last seen and how it moved then, as five numbers in a path's memory (best-path.ts): x, y, its step per frame, age. */

export const PLACE_SIZE = 5;

/** How far a point is from where it was or would be had it kept its speed, whichever is nearer; 0 when it was never seen. */
export function strayed(memory: Float64Array, at: number, x: number, y: number): number {
  const age = memory[at + 4];
  if (age === 0) return 0;
  const dx = x - memory[at];
  const dy = y - memory[at + 1];
  return Math.min(Math.hypot(dx, dy), Math.hypot(dx - memory[at + 2] * age, dy - memory[at + 3] * age));
}

/** Notes a place. */
export function see(from: Float64Array, at: number, x: number, y: number, to: Float64Array): void {
  const age = from[at + 4];
  to[at + 2] = age > 0 ? (x - from[at]) / age : 0;
  to[at + 3] = age > 0 ? (y - from[at + 1]) / age : 0;
  to[at] = x;
  to[at + 1] = y;
  to[at + 4] = 1;
}

/** Passes a frame in which the point is not seen or not believed. */
export function miss(from: Float64Array, at: number, to: Float64Array): void {
  for (let k = 0; k < 4; k++) to[at + k] = from[at + k];
  to[at + 4] = from[at + 4] > 0 ? from[at + 4] + 1 : 0;
}
