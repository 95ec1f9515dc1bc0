/**
 * Recordings without world landmarks -> lengths against each other. Metres of a person of average size: the size itself is not in a picture.
 */
import { median } from '../math/scalar.ts';
import { AVERAGE_PROPORTIONS } from '../skeleton/actor/proportions.ts';
import { fitLength } from './fit-length.ts';
import { groupsOf } from './group-recordings.ts';
import { type LengthSample, sampleLength } from './length-samples.ts';
import { LENGTHS, type LengthPart, type MeasuredLength } from './lengths.ts';
import type { Measurement } from './measurement.ts';
import type { Observation } from './observe-recording.ts';
import type { CalibrateProfile } from './profiles.ts';

export interface PictureMeasurements {
  readonly lengths: ReadonlyMap<string, Measurement>;
  /** Noise of each part against the levels of solver/lift/noise.ts. */
  readonly noise: Readonly<Record<LengthPart, number>>;
}

/** Scales of the noise that are tried: exact landmarks to four times the usual. */
const NOISE_SCALES = [0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3, 4] as const;

export function measurePicture(
  observations: readonly Observation[],
  profile: CalibrateProfile,
  wanted: readonly MeasuredLength[] = LENGTHS,
): PictureMeasurements {
  const samples = new Map(
    wanted.map((length) => [
      length,
      observations.map((observation) => sampleLength(observation, length, profile)),
    ]),
  );
  const enough = wanted.filter((length) => {
    const sets = samples.get(length)!;
    const clips = sets.filter(isNotEmpty).length;
    return sets.flat().length >= profile.samples && clips >= profile.clips;
  });
  const noise = {
    body: noiseScale(enough, 'body', samples),
    hand: noiseScale(enough, 'hand', samples),
    face: noiseScale(enough, 'face', samples),
  };
  const lengths = new Map(
    enough.map((length) => [length.name, measure(length, samples.get(length)!, noise[length.part])]),
  );
  return { lengths, noise };
}

/** The scale at which the lengths of a part are likeliest as seen; 1 where none is seen. */
function noiseScale(
  lengths: readonly MeasuredLength[],
  part: LengthPart,
  samples: ReadonlyMap<MeasuredLength, readonly LengthSample[][]>,
): number {
  let best = 1;
  let most = Number.NEGATIVE_INFINITY;
  const own = lengths.filter((length) => length.part === part);
  if (own.length === 0) return best;
  for (const scale of NOISE_SCALES) {
    const sum = own.reduce((total, length) => {
      const all = samples.get(length)!.flat();
      return total + fitSamples(all, length, scale).logLikelihood;
    }, 0);
    if (sum <= most) continue;
    most = sum;
    best = scale;
  }
  return best;
}

const fitSamples = (
  samples: readonly LengthSample[],
  length: MeasuredLength,
  noise: number,
  leans?: Float64Array,
) =>
  fitLength(
    samples.map(({ across }) => across),
    noise * median(samples.map(({ sigma }) => sigma)),
    length.of(AVERAGE_PROPORTIONS),
    leans,
  );

function measure(
  length: MeasuredLength,
  sets: readonly (readonly LengthSample[])[],
  noise: number,
): Measurement {
  const all = sets.flat();
  const pooled = fitSamples(all, length, noise);
  const groups = groupsOf(sets.filter(isNotEmpty)).map((group) => group.flat());
  return {
    metres: pooled.length,
    samples: all.length,
    recordings: sets.filter(isNotEmpty).length,
    groups: groups.map((group) => fitSamples(group, length, noise, pooled.leans).length),
  };
}

const isNotEmpty = (samples: readonly LengthSample[]): boolean => samples.length > 0;
