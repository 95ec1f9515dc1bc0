/** Recordings that are of somebody else than the rest, or tracked differently: their large lengths stand in another proportion. */
import { type Issue, issue } from '../issues/issues.ts';
import { median, quantile } from '../math/scalar.ts';
import { sampleLength } from './length-samples.ts';
import { lengthNamed } from './lengths.ts';
import type { Observation } from './observe-recording.ts';
import type { CalibrateProfile } from './profiles.ts';

const COMPARED = ['shoulderWidth', 'upperArm', 'lowerArm', 'palmMiddle'] as const;
/** Fewest frames of a length in one recording. */
const ENOUGH = 20;
/** The long end of what is seen is nearest to the length itself. */
const LONG = 0.9;
/** People of one size differ by half of this, recordings of one person by less: natural logarithm. */
const DIFFERENT = 0.15;

export function differingRecordings(
  observations: readonly Observation[],
  profile: CalibrateProfile,
): Issue[] {
  // metres and ratios are not compared with each other
  return [true, false].flatMap((isMetric) =>
    differing(
      observations.filter((observation) => observation.isMetric === isMetric),
      profile,
    ),
  );
}

function differing(observations: readonly Observation[], profile: CalibrateProfile): Issue[] {
  const seen = COMPARED.map((name) =>
    observations.map((observation) => {
      const samples = sampleLength(observation, lengthNamed(name), profile);
      return samples.length < ENOUGH
        ? null
        : quantile(
            samples.map(({ across }) => across),
            LONG,
          );
    }),
  );
  const usual = seen.map((values) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? median(known) : null;
  });
  return observations.flatMap((observation, i) => {
    const off = seen.flatMap((values, k) => {
      const [value, middle] = [values[i], usual[k]];
      return value !== null && middle !== null ? [Math.abs(Math.log(value / middle))] : [];
    });
    if (off.length < 2 || median(off) < DIFFERENT) return [];
    const percent = Math.round((Math.exp(median(off)) - 1) * 100);
    const message = `${observation.name} is ${percent} percent off the other recordings: another person, or another tracker?`;
    return [issue('W_SIGNER_DIFFERS', message, { path: observation.name })];
  });
}
