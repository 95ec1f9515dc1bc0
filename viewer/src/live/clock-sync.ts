/**
 * How far the server's clock is ahead of this page's, from questions and their answers (docs/protocol.md, "clock"): that of the exchange
 * with the shortest way among the newest few, since an answer that waited somewhere says less. Seconds.
 */
export interface ClockSync {
  /** @param asked when the question was sent, and `answered` when its answer came, on this page's clock */
  add(asked: number, receiveTime: number, sendTime: number, answered: number): void;
  /** To be added to this page's clock; null before the first answer. */
  offset(): number | null;
  /** Of the exchange that the offset comes from: there and back, without the server's own time. */
  way(): number | null;
  clear(): void;
}

/** Two clocks of good machines drift by a millisecond in a minute; questions are asked every two seconds. */
const KEPT = 8;

export function createClockSync(): ClockSync {
  const offsets = new Float64Array(KEPT);
  const ways = new Float64Array(KEPT).fill(Number.POSITIVE_INFINITY);
  let count = 0;
  const best = (): number => ways.indexOf(Math.min(...ways));
  return {
    add(asked, receiveTime, sendTime, answered) {
      offsets[count % KEPT] = (receiveTime - asked + (sendTime - answered)) / 2;
      ways[count % KEPT] = answered - asked - (sendTime - receiveTime);
      count++;
    },
    offset: () => (count === 0 ? null : offsets[best()]),
    way: () => (count === 0 ? null : ways[best()]),
    clear() {
      count = 0;
      ways.fill(Number.POSITIVE_INFINITY);
    },
  };
}
