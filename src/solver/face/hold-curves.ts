/** Curves of frames that show nothing: held as they were last seen, eased into what is seen again, and to rest when the face stays away. */

/** Frames over which a curve that was held goes over to what is seen. */
const EASE_FRAMES = 3;

/** Seconds that an unseen face keeps its expression, and over which it then comes to rest. */
const KEEP = 0.4;
const REST = 0.4;

/**
 * @param curves [F x C] changed in place
 * @param columns the curves of one region
 * @param known [F] whether a frame shows the region
 * @param away [F] whether the whole face is missing; a covered one keeps its expression for as long as it is covered
 */
export function holdCurves(
  curves: Float64Array,
  count: number,
  columns: readonly number[],
  known: readonly boolean[],
  away: readonly boolean[],
  fps: number,
): void {
  const firstKnown = known.indexOf(true);
  for (const c of columns) {
    // a region that is never known rests
    let held = firstKnown < 0 ? 0 : curves[firstKnown * count + c];
    let missing = 0;
    let eased = EASE_FRAMES;
    known.forEach((isKnown, f) => {
      const at = f * count + c;
      if (isKnown) {
        missing = 0;
        if (eased < EASE_FRAMES) {
          eased++;
          held += (curves[at] - held) * (eased / (EASE_FRAMES + 1));
          curves[at] = held;
        } else held = curves[at];
        return;
      }
      eased = f < firstKnown ? EASE_FRAMES : 0;
      missing = away[f] && f > firstKnown ? missing + 1 : 0;
      const resting = Math.min(1, Math.max(0, (missing / fps - KEEP) / REST));
      curves[at] = held * (1 - resting);
      if (resting === 1) held = 0;
    });
  }
}
