/** How late the newest frames came: seconds from the time at which a pose belonged on screen to its arrival here. A ring, filled in place. */
export interface LatencyLog {
  readonly size: number;
  /** How many there ever were. */
  count(): number;
  add(seconds: number): void;
  /** `back` frames ago, 0 = the newest. */
  at(back: number): number;
  /** Value below which that share of the kept ones lies; 0 without any. */
  quantile(share: number): number;
  clear(): void;
}

/** Ten seconds at 30 frames a second. */
const SIZE = 300;

export function createLatencyLog(): LatencyLog {
  const kept = new Float32Array(SIZE);
  const sorted = new Float32Array(SIZE);
  let count = 0;
  return {
    size: SIZE,
    count: () => count,
    add(seconds) {
      kept[count % SIZE] = seconds;
      count++;
    },
    at: (back) => kept[(count - 1 - back) % SIZE],
    quantile(share) {
      const length = Math.min(count, SIZE);
      if (length === 0) return 0;
      sorted.set(kept);
      return sorted.subarray(0, length).sort()[Math.min(length - 1, Math.floor(share * length))];
    },
    clear() {
      count = 0;
    },
  };
}
