/**
 * Keyed values over time with minimum-jerk moves between them: a value is reached at one frame, held until another, then left.
 * Source of the curve: Flash & Hogan 1985, the smoothest way from rest to rest; speed and acceleration are 0 at both ends.
 */

export interface Key<T> {
  /** Frame at which the value is reached. */
  readonly reach: number;
  /** Last frame that holds it. */
  readonly leave: number;
  readonly value: T;
}

/** In order of time, not overlapping. */
export type Track<T> = readonly Key<T>[];

/** Where a frame lies in a track: on the way between two keys, or at rest, when both are the same. */
export interface TrackSpan<T> {
  readonly from: T;
  readonly to: T;
  /** Frames at which `from` is left and `to` is reached; the frame itself at rest. */
  readonly leave: number;
  readonly reach: number;
  /** 0 at `from`, 1 at `to`, eased. */
  readonly share: number;
}

export const key = <T>(reach: number, leave: number, value: T): Key<T> => ({ reach, leave, value });

/** A value that never changes. */
export const always = <T>(value: T): Track<T> => [key(0, 0, value)];

export function trackSpan<T>(track: Track<T>, frame: number): TrackSpan<T> {
  const next = track.findIndex((k) => frame < k.reach);
  const last = track[next < 0 ? track.length - 1 : Math.max(0, next - 1)];
  if (next <= 0 || frame <= last.leave) {
    return { from: last.value, to: last.value, leave: frame, reach: frame, share: 0 };
  }
  const { leave, value: from } = last;
  const { reach, value: to } = track[next];
  return { from, to, leave, reach, share: minimumJerk((frame - leave) / (reach - leave)) };
}

/** Value of a track whose values are numbers or hold nothing but numbers. */
export function sampleTrack<T>(track: Track<T>, frame: number): T {
  const { from, to, share } = trackSpan(track, frame);
  return share === 0 ? from : (mix(from, to, share) as T);
}

/** t and the result 0..1 */
const minimumJerk = (t: number): number => t * t * t * (10 + t * (-15 + 6 * t));

/** a + t (b - a) for numbers, and item by item for arrays and plain objects of the same form. */
function mix(a: unknown, b: unknown, t: number): unknown {
  if (typeof a === 'number') return a + ((b as number) - a) * t;
  if (Array.isArray(a)) return a.map((item, i) => mix(item, (b as unknown[])[i], t));
  const to = b as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(a as object).map(([name, item]) => [name, mix(item, to[name], t)]),
  );
}
