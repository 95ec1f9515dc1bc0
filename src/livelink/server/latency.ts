/** Times that frames spent in this process, and how many there were: the newest few hundred, for a status line. */

/** Ten seconds at 60 frames a second. */
const KEPT = 600;
/** Seconds over which frames are counted. */
const WINDOW = 2;

export interface LatencyLog {
  /** @param seconds from arrival to the last send @param now clock seconds */
  add(seconds: number, now: number): void;
  /** Value below which that share of the kept times lies, seconds; 0 without any. */
  quantile(share: number): number;
  framesPerSecond(now: number): number;
}

export function createLatencyLog(): LatencyLog {
  const times = new Float64Array(KEPT);
  const stamps = new Float64Array(KEPT).fill(Number.NEGATIVE_INFINITY);
  let count = 0;
  return {
    add(seconds, now) {
      times[count % KEPT] = seconds;
      stamps[count % KEPT] = now;
      count++;
    },
    quantile(share) {
      const kept = times.slice(0, Math.min(count, KEPT)).sort();
      return kept.length === 0 ? 0 : kept[Math.min(kept.length - 1, Math.floor(share * kept.length))];
    },
    framesPerSecond: (now) => stamps.reduce((sum, stamp) => sum + Number(stamp > now - WINDOW), 0) / WINDOW,
  };
}
