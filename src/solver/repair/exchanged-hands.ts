/**
 * Frames in which the tracker gave each hand, or the only one, the other's name. Picture, shoulder widths.
 *
 * Every frame keeps its labels or swaps them; each hand costs its distance from its side's wrist of the body and from where its side's
 * hand was before, and the cheapest sequence over the clip wins. A swap stays only where places tell it clearly: a sign that is changed
 * is worse than a fault that is seen. Limit: hands that cross without a body to be seen, at one place.
 */
import { bestPath, capped } from './best-path.ts';
import { type HandPlaces, TWIN } from './hand-places.ts';
import { miss, PLACE_SIZE, see, strayed } from './place-memory.ts';
import { rangesOf } from './ranges.ts';

/** Standard deviations: the body's wrist from the hand's (it lags), and of a hand's step at 25 frames per second. */
const FROM_BODY = 0.15;
const STEP = 0.12;
const STEP_FPS = 25;

/** Cost of changing over, and of a frame with swapped labels: they are right unless much speaks against them. */
const SWITCHING = 6;
const SWAPPED = 0.3;

/**
 * Shoulder widths by which a hand must be nearer to the other side's place than to its own: 4 cm, as much as a body's wrist may be off.
 * Seconds within which hands tell their places.
 */
const CLEARLY = 0.1;
const REACH = 0.5;

/** Share of the hands that may be swapped: beyond it the reader, which judges clips as a whole, has had its reasons. */
const MOST_SWAPPED = 0.4;

/** @returns [F] 1 where the hands are to be swapped */
export function findExchangedHands(places: HandPlaces, fps: number): Uint8Array {
  const { frameCount, hands, handSeen, wrists, wristSeen } = places;
  const sigma = (STEP * STEP_FPS) / fps;
  const path = bestPath(frameCount, 2, 2 * PLACE_SIZE, SWITCHING, (f, state, from, to) => {
    let cost = 0;
    for (let side = 0; side < 2; side++) {
      const label = state === 1 ? 1 - side : side;
      const at = side * PLACE_SIZE;
      if (!handSeen[label][f]) {
        miss(from, at, to);
        continue;
      }
      const x = hands[label][f * 2];
      const y = hands[label][f * 2 + 1];
      cost += state * SWAPPED + capped(strayed(from, at, x, y), sigma * Math.max(1, from[at + 4]));
      if (wristSeen[side][f])
        cost += capped(Math.hypot(x - wrists[side][f * 2], y - wrists[side][f * 2 + 1]), FROM_BODY);
      see(from, at, x, y, to);
    }
    return cost;
  });
  dropUntold(path, places, Math.round(REACH * fps));
  const seen = (f: number) => handSeen[0][f] + handSeen[1][f];
  const total = path.reduce((sum, _, f) => sum + seen(f), 0);
  const swapped = path.reduce((sum, state, f) => sum + state * seen(f), 0);
  return swapped > MOST_SWAPPED * total ? path.fill(0) : path;
}

/**
 * Sets runs back in which nothing tells clearly that labels are wrong: neither the body's wrists, both of them seen, nor where both hands
 * are before or after the run. A side that is nowhere to be seen has no place that a hand could have been taken from.
 */
function dropUntold(path: Uint8Array, places: HandPlaces, reach: number): void {
  const { hands, handSeen, wrists, wristSeen } = places;
  for (const [first, last] of rangesOf(path, 1)) {
    const around = SIDES.map((side) => framesAround(places, side, path, first, last, reach));
    let [byWrists, byHands, count] = [0, 0, 0];
    for (let f = first; f <= last; f++) {
      for (const label of SIDES) {
        if (!handSeen[label][f]) continue;
        const away = (to: Float64Array, g: number) =>
          Math.hypot(hands[label][f * 2] - to[g * 2], hands[label][f * 2 + 1] - to[g * 2 + 1]);
        const nearest = (side: number) => Math.min(...around[side].map((g) => away(hands[side], g)));
        count++;
        if (wristSeen[0][f] && wristSeen[1][f])
          byWrists += away(wrists[label], f) - away(wrists[1 - label], f);
        if (around.every(({ length }) => length > 0)) byHands += nearest(label) - nearest(1 - label);
      }
    }
    if (Math.max(byWrists, byHands) < CLEARLY * count) path.fill(0, first, last + 1);
  }
}

/** The nearest frames before and after a run in which a hand is seen by itself and under its own label, as far as there are any. */
function framesAround(
  { frameCount, handSeen, apart }: HandPlaces,
  side: number,
  path: Uint8Array,
  first: number,
  last: number,
  reach: number,
): number[] {
  const tells = (f: number) => handSeen[side][f] === 1 && apart[f] > TWIN && path[f] === 0;
  const nearest = (start: number, step: number) => {
    for (let k = 0, f = start; k < reach && f >= 0 && f < frameCount; k++, f += step)
      if (tells(f)) return [f];
    return [];
  };
  return [...nearest(first - 1, -1), ...nearest(last + 1, 1)];
}

/** Left, right. */
const SIDES = [0, 1] as const;
