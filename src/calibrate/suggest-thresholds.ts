/**
 * Frames that a person judged -> the thresholds that tell the good from the bad, and how many they get wrong.
 * For each measure by itself: the threshold with the fewest mistakes; of several, the one in the middle of the widest gap.
 */
import { TegnError } from '../issues/issues.ts';
import { median } from '../math/scalar.ts';
import type { FrameMeasures } from './measure-frames.ts';
import { CALIBRATE_PROFILES, type ProfileName } from './profiles.ts';
import type { Judgement } from './read-audit.ts';

export interface Mistakes {
  /** Bad frames that the threshold keeps, good ones that it drops. */
  readonly wronglyKept: number;
  readonly wronglyDropped: number;
}

export interface SuggestedThreshold extends Mistakes {
  readonly threshold: number;
}

export interface ThresholdSuggestions {
  readonly good: number;
  readonly bad: number;
  /** Judgements of files or frames that were not read. */
  readonly unmatched: number;
  /** Frames of at least this confidence are good. */
  readonly confidence: SuggestedThreshold;
  /** Frames of at most this reprojection error, in shoulder widths, are good. */
  readonly reprojection: SuggestedThreshold;
  /** What the confidence of each profile gets wrong. */
  readonly profiles: Readonly<Record<ProfileName, SuggestedThreshold>>;
}

/** @param measures per file, by frame. Throws E_AUDIT when no judgement is about them. */
export function suggestThresholds(
  judgements: readonly Judgement[],
  measures: ReadonlyMap<string, readonly FrameMeasures[]>,
): ThresholdSuggestions {
  const judged = judgements.flatMap(({ file, frame, isGood }) => {
    const frames = framesOf(file, measures);
    const seen = frame === undefined ? frames : frames?.slice(frame, frame + 1);
    if (!seen || seen.length === 0) return [];
    const confidence = median(seen.map((measure) => measure.confidence));
    const reprojection = median(seen.map((measure) => measure.reprojection));
    return [{ confidence, reprojection, isGood }];
  });
  if (judged.length === 0)
    throw new TegnError(
      'E_AUDIT',
      `Expected judgements of the files that were read, found ${judgements.length} of others.`,
    );
  const confidence = judged.map((item) => ({ value: item.confidence, isGood: item.isGood }));
  const profile = (name: ProfileName): SuggestedThreshold => {
    const threshold = CALIBRATE_PROFILES[name].confidence;
    return { threshold, ...mistakes(confidence, threshold) };
  };
  // a small error is good: the same question with its sign turned
  const error = suggest(judged.map((item) => ({ value: -item.reprojection, isGood: item.isGood })));
  const good = judged.filter(({ isGood }) => isGood).length;
  return {
    good,
    bad: judged.length - good,
    unmatched: judgements.length - judged.length,
    confidence: suggest(confidence),
    reprojection: { ...error, threshold: -error.threshold },
    profiles: { strict: profile('strict'), balanced: profile('balanced') },
  };
}

interface Judged {
  readonly value: number;
  readonly isGood: boolean;
}

const mistakes = (judged: readonly Judged[], threshold: number): Mistakes => ({
  wronglyKept: judged.filter(({ value, isGood }) => !isGood && value >= threshold).length,
  wronglyDropped: judged.filter(({ value, isGood }) => isGood && value < threshold).length,
});

function suggest(judged: readonly Judged[]): SuggestedThreshold {
  const values = [...new Set(judged.map(({ value }) => value))].sort((a, b) => a - b);
  let best: (SuggestedThreshold & { readonly gap: number }) | null = null;
  values.forEach((value, i) => {
    const below = i > 0 ? values[i - 1] : value;
    const threshold = (below + value) / 2;
    const wrong = mistakes(judged, threshold);
    const count = wrong.wronglyKept + wrong.wronglyDropped;
    const least = best === null ? Number.POSITIVE_INFINITY : best.wronglyKept + best.wronglyDropped;
    if (count > least || (count === least && value - below <= best!.gap)) return;
    best = { threshold, ...wrong, gap: value - below };
  });
  const { threshold, wronglyKept, wronglyDropped } = best!;
  return { threshold, wronglyKept, wronglyDropped };
}

/** By the end of the path: lists come with folders of their own, from other systems. */
function framesOf(
  file: string,
  measures: ReadonlyMap<string, readonly FrameMeasures[]>,
): readonly FrameMeasures[] | undefined {
  const plain = (path: string): string => path.replaceAll('\\', '/');
  const wanted = plain(file);
  for (const [name, frames] of measures) {
    const known = plain(name);
    if (known === wanted || known.endsWith(`/${wanted}`) || wanted.endsWith(`/${known}`)) return frames;
  }
  return undefined;
}
