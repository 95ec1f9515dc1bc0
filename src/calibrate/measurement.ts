/** A length as one kind of recording tells it. */
export interface Measurement {
  readonly metres: number;
  readonly samples: number;
  readonly recordings: number;
  /** The same from each group of recordings by itself, metres: how far they differ says how sure the whole is. */
  readonly groups: readonly number[];
}

/** Relative standard error where one recording is all there is: what recordings of one signer differ by. */
const ONE_RECORDING = 0.08;
/** Errors that all recordings share. */
const LEAST_ERROR = 0.005;

/** Standard deviation between groups of recordings, metres; 0 for a single one. */
export function spreadOf({ groups }: Measurement): number {
  if (groups.length < 2) return 0;
  const mean = groups.reduce((sum, value) => sum + value, 0) / groups.length;
  const squares = groups.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (groups.length - 1));
}

/** Metres. */
export function standardErrorOf(measurement: Measurement): number {
  const { metres, groups } = measurement;
  const relative = groups.length < 2 ? ONE_RECORDING : LEAST_ERROR;
  return Math.hypot(spreadOf(measurement) / Math.sqrt(groups.length), relative * metres);
}
