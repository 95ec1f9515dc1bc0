/**
 * What is seen of the source in a frame, to be kept: its pose, and which points of its hands are near which parts of its body. Model space,
 * metres.
 */

/**
 * A touch point near a part, or, within one hand, near another touch point: PAIR numbers from an offset on. Flat, since a frame has dozens.
 * HAND, GROUP, TOUCH: slots. PART: slot of the part; of the other touch point within one hand. GAP: between the surfaces, metres.
 * PLACE: the touch point in coordinates of the part over its scale; nothing within one hand. NORMAL: unit normal of the nearest surface,
 * part's frame; within one hand from the other point to this one, model space.
 */
export const PAIR = 11;
export const HAND = 0;
export const GROUP = 1;
export const TOUCH = 2;
export const PART = 3;
export const GAP = 4;
export const PLACE = 5;
export const NORMAL = 8;

export interface Observation {
  /** [J x 4] model space. */
  readonly rotations: Float64Array;
  readonly translation: Float64Array;
  /** [count x PAIR], maybe with room behind; by hand, then by group. */
  pairs: Float64Array;
  count: number;
  /** [2 x groups + 1] index of the first pair of each hand and group: pairs of one end where the next begin. */
  readonly starts: Int32Array;
  /** [2 x groups] smallest gap per hand and group; the group's reach where nothing is nearer. Larger below the waist: hands rest there. */
  readonly nearest: Float64Array;
  /** [2 x 3] the wrists, metres. */
  readonly wrists: Float64Array;
  /** [2] 1 where the hand's own pose was measured: only then can it be told what it touches. */
  readonly shaped: Uint8Array;
}

/** A copy to keep, in one piece of memory. */
export function copyObservation(observation: Observation): Observation {
  const { rotations, translation, count, nearest, wrists, shaped } = observation;
  const numbers = count * PAIR;
  const fixed = translation.length + nearest.length + wrists.length;
  const memory = new Float64Array(rotations.length + fixed + numbers);
  let at = 0;
  const kept = (values: Float64Array, length = values.length): Float64Array => {
    const copy = memory.subarray(at, at + length);
    for (let i = 0; i < length; i++) copy[i] = values[i];
    at += length;
    return copy;
  };
  return {
    rotations: kept(rotations),
    translation: kept(translation),
    nearest: kept(nearest),
    wrists: kept(wrists),
    pairs: kept(observation.pairs, numbers),
    count,
    starts: observation.starts.slice(),
    shaped: Uint8Array.of(shaped[0], shaped[1]),
  };
}
