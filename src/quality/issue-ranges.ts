/** Issues of some codes -> the frames of the clip that they cover, as far as those lie in the sign. */
import type { IssueCode } from '../issues/codes.ts';
import type { Issue } from '../issues/issues.ts';
import { primaryClip } from '../landmarks/landmark-clip.ts';
import { framesPerSecond } from '../space/timing.ts';
import { type FrameRange, rangesWhere } from './frame-ranges.ts';
import type { MeasurableClip } from './measurable-clip.ts';

/** Issues count frames of the recording; the clip may be a part of it at another rate. An issue without frames covers all. */
export function issueRanges(
  { recording, actorClip, metadata, issues }: MeasurableClip,
  codes: readonly IssueCode[],
  test: (issue: Issue) => boolean,
  [first, last]: FrameRange,
): FrameRange[] {
  const recorded = framesPerSecond(primaryClip(recording).timing.rate);
  const ratio = framesPerSecond(actorClip.timing.rate) / recorded;
  const trim = metadata.options['trim'] as readonly [number, number] | undefined;
  const start = trim ? Math.ceil(trim[0] * recorded - 1e-6) : 0;
  const covered = issues
    .filter((told) => codes.includes(told.code) && test(told))
    .map(
      ({ frame, lastFrame = frame }): FrameRange =>
        frame === undefined
          ? [first, last]
          : [Math.floor((frame - start) * ratio), Math.ceil((lastFrame! - start + 1) * ratio) - 1],
    );
  return rangesWhere(first, last, (f) => covered.some(([a, b]) => f >= a && f <= b));
}
