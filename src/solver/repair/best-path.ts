/**
 * The cheapest sequence of states over all frames of a clip: what each frame's landmarks are taken for, decided by what comes before and
 * after. Costs are squared deviations in standard deviations, capped, so that one broken frame cannot decide for the others.
 *
 * Method: dynamic programming (Viterbi 1967); each state carries the memory of its own best past, such as where a hand was last seen,
 * so that costs may look back past frames that are left out.
 */

/**
 * Cost of a frame in a state.
 * @param from memory of the best past, all zero before the first frame
 * @param to memory after this frame, written
 */
export type Step = (frame: number, state: number, from: Float64Array, to: Float64Array) => number;

/**
 * @param size numbers in a memory
 * @param switching cost of another state than in the frame before
 * @returns [F] states
 */
export function bestPath(
  frames: number,
  states: number,
  size: number,
  switching: number,
  step: Step,
): Uint8Array {
  const memories = () => Array.from({ length: states }, () => new Float64Array(size));
  let [past, next] = [memories(), memories()];
  let [costs, sums] = [new Float64Array(states), new Float64Array(states)];
  const came = new Uint8Array(frames * states);
  let tried = new Float64Array(size);
  for (let frame = 0; frame < frames; frame++) {
    for (let state = 0; state < states; state++) {
      sums[state] = Number.POSITIVE_INFINITY;
      for (let before = 0; before < states; before++) {
        const change = frame > 0 && before !== state ? switching : 0;
        const sum = costs[before] + change + step(frame, state, past[before], tried);
        if (sum >= sums[state]) continue;
        sums[state] = sum;
        came[frame * states + state] = before;
        [next[state], tried] = [tried, next[state]];
      }
    }
    [past, next] = [next, past];
    [costs, sums] = [sums, costs];
  }
  const path = new Uint8Array(frames);
  let state = costs.indexOf(Math.min(...costs));
  for (let frame = frames - 1; frame >= 0; frame--) {
    path[frame] = state;
    state = came[frame * states + state];
  }
  return path;
}

/** Squared deviation in standard deviations, capped. */
export const capped = (deviation: number, sigma: number): number =>
  Math.min((deviation / sigma) ** 2, MOST_COST);

/** A deviation of four standard deviations says all that a deviation can say. */
const MOST_COST = 16;
