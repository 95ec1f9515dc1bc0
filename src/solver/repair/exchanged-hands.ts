/**
 * Frames in which the tracker gave each hand, or the only one, the other's name. Picture, shoulder widths.
 *
 * Every frame keeps its labels or swaps them; each hand costs its distance from its side's wrist of the body and from where its side's
 * hand was before and what its fingers say of which hand it is, and the cheapest sequence over the clip wins. Limit: hands that cross without a body to be seen, at one place.
 */
import { bestPath, capped } from './best-path.ts';
import type { HandPlaces } from './hand-places.ts';
import { miss, PLACE_SIZE, see, strayed } from './place-memory.ts';

/** Standard deviations: the body's wrist from the hand's (it lags), and of a hand's step at 25 frames per second. */
const FROM_BODY = 0.15;
const STEP = 0.12;
const STEP_FPS = 25;

/** Cost of changing over, and of a frame with swapped labels: they are right unless much speaks against them. */
const SWITCHING = 6;
const SWAPPED = 0.3;

/** Cost of a swapped label where nothing tells of it. */
const UNTOLD = 4;

/** Cost of fingers that would bend backwards; by themselves, without the body's wrists, they are not enough. */
const SHAPE = 3;

/** Share of the hands that may be swapped: beyond it the reader, which judges clips as a whole, has had its reasons. */
const MOST_SWAPPED = 0.4;

/** @returns [F] 1 where the hands are to be swapped */
export function findExchangedHands(places: HandPlaces, fps: number): Uint8Array {
  const { frameCount, hands, handSeen, wrists, wristSeen, leftness } = places;
  const sigma = (STEP * STEP_FPS) / fps;
  const path = bestPath(frameCount, 2, 2 * PLACE_SIZE, SWITCHING, (f, state, from, to) => {
    // one hand without a body has only its own way to tell which it is
    const untold = handSeen[0][f] + handSeen[1][f] < 2 && !wristSeen[0][f] && !wristSeen[1][f];
    let cost = untold ? state * UNTOLD : 0;
    for (let side = 0; side < 2; side++) {
      const label = state === 1 ? 1 - side : side;
      const at = side * PLACE_SIZE;
      if (!handSeen[label][f]) {
        miss(from, at, to);
        continue;
      }
      const x = hands[label][f * 2];
      const y = hands[label][f * 2 + 1];
      if (wristSeen[0][f] && wristSeen[1][f])
        cost += SHAPE * Math.max(0, (side === 0 ? -1 : 1) * leftness[label][f]);
      cost += state * SWAPPED + capped(strayed(from, at, x, y), sigma * Math.max(1, from[at + 4]));
      if (wristSeen[side][f])
        cost += capped(Math.hypot(x - wrists[side][f * 2], y - wrists[side][f * 2 + 1]), FROM_BODY);
      see(from, at, x, y, to);
    }
    return cost;
  });
  const seen = (f: number) => handSeen[0][f] + handSeen[1][f];
  const total = path.reduce((sum, _, f) => sum + seen(f), 0);
  const swapped = path.reduce((sum, state, f) => sum + state * seen(f), 0);
  return swapped > MOST_SWAPPED * total ? path.fill(0) : path;
}
