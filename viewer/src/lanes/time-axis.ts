/**
 * Frames <-> pixels across a lane. A frame stands at its whole number and reaches half a frame to either side, so that the playhead
 * of a paused clip stands in the middle of its frame.
 */

/** The part of a clip that is shown, in frames; fractions are fine. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Pixels at both ends of a lane that hold no whole frame: half the handle of the scrubber, which then stands over its frame. */
export const INSET = 7;

/** No closer than this many frames across a lane. */
const CLOSEST = 8;

export const xOfFrame = ({ first, last }: Span, frame: number, width: number): number =>
  last > first ? INSET + ((frame - first) / (last - first)) * (width - 2 * INSET) : width / 2;

/** A fraction; may lie outside of the span. */
export const frameAtX = ({ first, last }: Span, x: number, width: number): number =>
  first + ((x - INSET) / Math.max(1, width - 2 * INSET)) * (last - first);

/** Shows less (factor below 1) or more, with `anchor` staying where it is; never more than 0..end. */
export function zoomSpan(span: Span, factor: number, anchor: number, end: number): Span {
  const length = span.last - span.first;
  const to = Math.min(end, Math.max(Math.min(CLOSEST, end), length * factor));
  const share = length > 0 ? (anchor - span.first) / length : 0;
  return within(anchor - share * to, to, end);
}

export const moveSpan = ({ first, last }: Span, frames: number, end: number): Span =>
  within(first + frames, last - first, end);

/** The span that shows a frame: the same where it does already, else one page on. */
export function spanAround(span: Span, frame: number, end: number): Span {
  if (frame >= span.first && frame <= span.last) return span;
  const length = span.last - span.first;
  return within(frame > span.last ? frame : frame - length, length, end);
}

function within(first: number, length: number, end: number): Span {
  const from = Math.min(Math.max(0, first), end - length);
  return { first: from, last: from + length };
}
