/**
 * Frames in which the tracker found one hand twice, and which of the two is none. Picture, shoulder widths.
 *
 * Both lie in one place; the one that is there belongs there: it is near its own wrist of the body, or on the way between the nearest
 * frames in which the two hands are apart. Hands that are pressed together are both where they belong and stay.
 */
import { type HandPlaces, TWIN } from './hand-places.ts';

/** Distance from where a hand belongs from which it may be none: body wrists lag by up to 8 cm, and may be 4 cm off. */
const ELSEWHERE = 0.33;

/** Seconds within which frames before and after tell where a hand belongs. */
const REACH = 0.5;

/** @returns left and right [F], 1 where that hand is none */
export function findTwinHands(places: HandPlaces, fps: number): readonly [Uint8Array, Uint8Array] {
  const { frameCount, apart } = places;
  const none = [new Uint8Array(frameCount), new Uint8Array(frameCount)] as const;
  for (let f = 0; f < frameCount; f++) {
    if (apart[f] > TWIN) continue;
    const left = astray(places, 0, f, fps);
    const right = astray(places, 1, f, fps);
    if (Math.max(left, right) > ELSEWHERE) none[left > right ? 0 : 1][f] = 1;
  }
  return none;
}

/** How far a hand is from where it belongs: by the body's wrist or by its own way, whichever is nearer; 0 when nothing tells. */
function astray(
  { hands, wrists, wristSeen, ...rest }: HandPlaces,
  side: 0 | 1,
  f: number,
  fps: number,
): number {
  const x = hands[side][f * 2];
  const y = hands[side][f * 2 + 1];
  const way = wayAt(hands[side], rest.handSeen[side], rest.apart, f, Math.round(REACH * fps));
  let least = way ? Math.hypot(x - way[0], y - way[1]) : Number.POSITIVE_INFINITY;
  if (wristSeen[side][f])
    least = Math.min(least, Math.hypot(x - wrists[side][f * 2], y - wrists[side][f * 2 + 1]));
  return Number.isFinite(least) ? least : 0;
}

/** Between the nearest frames before and after in which the hand stands by itself, or at the only one; null when there is none. */
function wayAt(
  places: Float64Array,
  seen: Uint8Array,
  apart: Float64Array,
  f: number,
  reach: number,
): readonly [number, number] | null {
  const alone = (g: number) => seen[g] === 1 && apart[g] > TWIN;
  let before = f;
  while (before >= 0 && f - before <= reach && !alone(before)) before--;
  let after = f;
  while (after < seen.length && after - f <= reach && !alone(after)) after++;
  const hasBefore = before >= 0 && f - before <= reach;
  const hasAfter = after < seen.length && after - f <= reach;
  if (!hasBefore && !hasAfter) return null;
  const from = hasBefore ? before : after;
  const to = hasAfter ? after : before;
  const share = to > from ? (f - from) / (to - from) : 0;
  return [0, 1].map((k) => places[from * 2 + k] + (places[to * 2 + k] - places[from * 2 + k]) * share) as [
    number,
    number,
  ];
}
