/** How fast a batch goes and when it will be done: over its last clips, so that a slow start or kept clips do not mislead. */

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Clips per second; 0 until two are done. */
  readonly rate: number;
  /** Until the end, seconds; null until it can be told. */
  readonly secondsLeft: number | null;
}

export interface ProgressMeter {
  /** @param atMillis when the clip was done */
  add(atMillis: number, hasFailed: boolean): void;
  /** Counts without time: what was there already. */
  skip(hasFailed: boolean): void;
  read(): Progress;
}

/** Clips the rate is taken over. */
const WINDOW = 200;

export function createProgressMeter(total: number): ProgressMeter {
  const times: number[] = [];
  let done = 0;
  let failed = 0;
  const count = (hasFailed: boolean) => {
    done++;
    if (hasFailed) failed++;
  };
  return {
    add(atMillis, hasFailed) {
      count(hasFailed);
      times.push(atMillis);
      if (times.length > WINDOW) times.shift();
    },
    skip: count,
    read() {
      const elapsed = times.length < 2 ? 0 : times[times.length - 1] - times[0];
      const rate = elapsed > 0 ? ((times.length - 1) * 1000) / elapsed : 0;
      return { done, total, failed, rate, secondsLeft: rate > 0 ? (total - done) / rate : null };
    },
  };
}

/** One line for a terminal. */
export function describeProgress({ done, total, failed, rate, secondsLeft }: Progress): string {
  const parts = [`[${done}/${total}]`];
  if (rate > 0) parts.push(`${rate.toFixed(1)} clips/s`);
  if (secondsLeft !== null && done < total) parts.push(`${describeSeconds(secondsLeft)} left`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}

/** "1 h 05 min", "3 min 20 s", "12 s". */
export function describeSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
