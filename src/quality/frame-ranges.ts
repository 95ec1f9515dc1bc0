/** Runs of frames, both ends included. */
export type FrameRange = readonly [first: number, last: number];

/** The runs of first..last for which a test holds. */
export function rangesWhere(first: number, last: number, test: (frame: number) => boolean): FrameRange[] {
  const ranges: FrameRange[] = [];
  let start = -1;
  for (let f = first; f <= last + 1; f++) {
    const holds = f <= last && test(f);
    if (holds && start < 0) start = f;
    if (holds || start < 0) continue;
    ranges.push([start, f - 1]);
    start = -1;
  }
  return ranges;
}

/** The longest `count` of them, `otherwise` where there are none. */
export function longestOf(
  ranges: readonly FrameRange[],
  count: number,
  otherwise?: FrameRange,
): FrameRange[] {
  const longest = [...ranges].sort((a, b) => b[1] - b[0] - (a[1] - a[0])).slice(0, count);
  return longest.length === 0 && otherwise ? [otherwise] : longest;
}

/** Share of the frames of `whole` that lie in any of the ranges, 0..1. */
export function shareOf(ranges: readonly FrameRange[], whole: FrameRange): number {
  const total = whole[1] - whole[0] + 1;
  return rangesWhere(whole[0], whole[1], (f) => ranges.some(([a, b]) => f >= a && f <= b)).reduce(
    (sum, [a, b]) => sum + (b - a + 1) / total,
    0,
  );
}
