/** What is said of a clip's quality, as plain data. */
import type { Severity } from '../issues/issues.ts';
import type { FindingType } from './finding-types.ts';
import type { SignRange } from './sign-range.ts';
import type { TrackingScore } from './tracking-score.ts';

/** One reason for which a clip is weaker than it could be. */
export interface Finding {
  readonly type: FindingType;
  /** error: the clip should be looked at or recorded again; warning: it is weaker; info: worth knowing, costs nothing. */
  readonly severity: Severity;
  /** Frames of the clip, both included. */
  readonly frameStart: number;
  readonly frameEnd: number;
  readonly message: string;
  /** What the score lost by it, 0..1. */
  readonly cost: number;
}

export interface ClipMeasure {
  /** 0..1: the share of 1 that is left when every finding has taken its cost. */
  readonly score: number;
  /** The archive's own figure for the tracking, kept for comparison. */
  readonly tracking: TrackingScore;
  readonly sign: SignRange;
  /** The worst first. */
  readonly findings: readonly Finding[];
}
