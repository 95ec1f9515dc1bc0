/** What `summary.json` holds: how a calibration came about, for people and for programs. */
import type { Issue } from '../issues/issues.ts';
import { TEGN_VERSION } from '../version.ts';
import type { Calibration } from './estimate-skeleton.ts';
import { sampleLength } from './length-samples.ts';
import { LENGTHS } from './lengths.ts';
import { CALIBRATE_PROFILES } from './profiles.ts';
import type { ThresholdSuggestions } from './suggest-thresholds.ts';

export interface CalibrationSummary {
  readonly format: 'tegn-calibration-summary';
  readonly version: 1;
  readonly tegnVersion: string;
  readonly profile: Readonly<Record<string, unknown>>;
  /** Degrees along the longer side, by picture size. */
  readonly fieldsOfViewDeg: Readonly<Record<string, number>>;
  /** Of recordings without world landmarks: 1 is usual. */
  readonly pictureNoise: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<'measured' | 'ratio' | 'prior', number>>;
  readonly files: readonly FileSummary[];
  /** Overlay pictures, relative to the summary. */
  readonly overlays: readonly string[];
  /** From an audited set. */
  readonly thresholds?: ThresholdSuggestions;
  readonly issues: readonly Issue[];
}

export interface FileSummary {
  readonly file: string;
  readonly frames: number;
  /** "world" landmarks, a "lifted" picture, or a picture whose depth was "guessed" from bone lengths; "failed" when it could not be read. */
  readonly depth: 'world' | 'lifted' | 'guessed' | 'failed';
  /** Samples of lengths that counted, over all lengths. */
  readonly samples: number;
  readonly error?: { readonly code: string; readonly message: string };
}

export function summarise(
  { estimate, observations, fieldsOfViewDeg, pictureNoise }: Calibration,
  failed: readonly FileSummary[],
  rest: Pick<CalibrationSummary, 'overlays' | 'thresholds' | 'issues'>,
): CalibrationSummary {
  const profile = CALIBRATE_PROFILES[estimate.profile];
  const count = (source: string): number =>
    Object.values(estimate.lengths).filter((length) => length.source === source).length;
  const files = observations.map((observation): FileSummary => {
    const samples = LENGTHS.reduce(
      (sum, length) => sum + sampleLength(observation, length, profile).length,
      0,
    );
    const depth = observation.isMetric ? 'world' : observation.isTiltKnown ? 'lifted' : 'guessed';
    return { file: observation.name, frames: observation.frames.length, depth, samples };
  });
  return {
    format: 'tegn-calibration-summary',
    version: 1,
    tegnVersion: TEGN_VERSION,
    profile: { name: estimate.profile, ...profile },
    fieldsOfViewDeg,
    pictureNoise,
    sources: { measured: count('measured'), ratio: count('ratio'), prior: count('prior') },
    files: [...files, ...failed],
    ...rest,
  };
}
