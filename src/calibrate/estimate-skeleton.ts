/**
 * Many recordings of one signer -> the signer's skeleton, with the origin of every length. Metres.
 *
 * World landmarks give metres (measure-world.ts), pictures ratios (measure-picture.ts); where both are there, ratios are brought to the metres
 * by the median over the lengths that both tell. Every length is drawn towards the average person's of the same size by their
 * uncertainties, so that few recordings do not make a strange person.
 */
import { median, RADIANS } from '../math/scalar.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../skeleton/actor/proportions.ts';
import { scaleProportions } from '../skeleton/actor/scale-proportions.ts';
import { measureSignerFace } from '../solver/face/signer-face.ts';
import { TEGN_VERSION } from '../version.ts';
import { buildProportions } from './build-proportions.ts';
import { chooseLens } from './choose-lens.ts';
import { LENGTHS, lengthNamed, type MeasuredLength } from './lengths.ts';
import { measurePicture } from './measure-picture.ts';
import { measureWorld } from './measure-world.ts';
import { type Measurement, spreadOf, standardErrorOf } from './measurement.ts';
import { type Observation, observeRecording, type SignerRecording } from './observe-recording.ts';
import { CALIBRATE_PROFILES, type CalibrateProfile, type ProfileName } from './profiles.ts';
import {
  ESTIMATE_FORMAT,
  ESTIMATE_VERSION,
  type EstimatedLength,
  type SkeletonEstimate,
} from './skeleton-estimate.ts';

export interface CalibrateOptions {
  /** How clear a frame must be to count. */
  readonly profile?: ProfileName;
  /** The signer's height, metres; tells the size that pictures do not. */
  readonly stature?: number;
  /** Of the camera along the picture's longer side, degrees; found from the recordings when absent. */
  readonly fieldOfViewDeg?: number;
}

export const CALIBRATE_DEFAULTS = { profile: 'balanced' } as const satisfies CalibrateOptions;

export interface Calibration {
  readonly estimate: SkeletonEstimate;
  readonly observations: readonly Observation[];
  /** Metres of the estimate per metre of an observation without world landmarks. */
  readonly pictureScale: number;
  /** Picture size, such as "1280x720" -> field of view along the longer side, degrees; of recordings without world landmarks. */
  readonly fieldsOfViewDeg: Readonly<Record<string, number>>;
  /** Noise of recordings without world landmarks, against the usual. */
  readonly pictureNoise: Readonly<Record<string, number>>;
}

/** Stature of the average person whose proportions are the prior, metres. */
const AVERAGE_STATURE = 1.7;
/** Relative spread of a length among people of the same size and among trackers' ideas of where joints are. */
const PRIOR_SPREAD = 0.12;
/** Lengths that tell the size of a body and of a hand. */
const BODY_SIZE = ['shoulderWidth', 'torso', 'upperArm', 'lowerArm', 'palmMiddle'] as const;
const HAND_SIZE = ['palmIndex', 'palmMiddle', 'palmRing', 'palmPinky'] as const;

export function estimateSkeleton(
  recordings: readonly SignerRecording[],
  options: CalibrateOptions = {},
): Calibration {
  const name = options.profile ?? CALIBRATE_DEFAULTS.profile;
  const profile = CALIBRATE_PROFILES[name];
  const views = fieldsOfView(recordings, profile, options.fieldOfViewDeg);
  const observations = recordings.map((item) => observeRecording(item, views.get(sizeOf(item))));
  const metric = observations.filter(({ isMetric }) => isMetric);
  const flat = observations.filter(({ isMetric }) => !isMetric);
  const world = metric.length > 0 ? measureWorld(metric, profile) : null;
  const picture = flat.length > 0 ? measurePicture(flat, profile) : null;

  const pictureScale = scaleOfPicture(world?.lengths, picture?.lengths, options.stature);
  const found = new Map<string, { measurement: Measurement; source: 'measured' | 'ratio' }>();
  for (const [key, measurement] of picture?.lengths ?? [])
    found.set(key, { measurement: scaledMeasurement(measurement, pictureScale), source: 'ratio' });
  for (const [key, measurement] of world?.lengths ?? []) found.set(key, { measurement, source: 'measured' });

  const ratio = (names: readonly string[]): number | null => {
    const ratios = names.flatMap((key) => {
      const measurement = found.get(key)?.measurement;
      return measurement ? [measurement.metres / lengthNamed(key).of(AVERAGE_PROPORTIONS)] : [];
    });
    return ratios.length > 0 ? median(ratios) : null;
  };
  const size = ratio(BODY_SIZE) ?? (options.stature ?? AVERAGE_STATURE) / AVERAGE_STATURE;
  const expected = scaleProportions(AVERAGE_PROPORTIONS, size, ratio(HAND_SIZE) ?? size);
  const lengths: Record<string, EstimatedLength> = Object.fromEntries(
    LENGTHS.map((length) => [length.name, estimateLength(length, found.get(length.name), expected)]),
  );
  const base: ActorProportions = world
    ? { ...expected, hand: { ...expected.hand, ...palmOf(world.proportions) } }
    : expected;
  const face = measureSignerFace(wholeRecordings(observations));
  const estimate: SkeletonEstimate = {
    format: ESTIMATE_FORMAT,
    version: ESTIMATE_VERSION,
    tegnVersion: TEGN_VERSION,
    units: 'm',
    profile: name,
    size: world?.lengths.size
      ? { source: 'measured' }
      : options.stature
        ? { source: 'stature', stature: options.stature }
        : { source: 'prior' },
    recordings: new Set(recordings.map((item) => item.name)).size,
    frames: sumOfFrames(observations),
    proportions: buildProportions((key) => lengths[key].metres, base),
    lengths,
    ...(face && { face }),
  };
  return {
    estimate,
    observations,
    pictureScale,
    fieldsOfViewDeg: Object.fromEntries([...views].map(([key, view]) => [key, view / RADIANS])),
    pictureNoise: picture?.noise ?? {},
  };
}

/** A file that is measured in two ways shows one face. */
const wholeRecordings = (observations: readonly Observation[]): readonly Observation[] => [
  ...new Map(observations.map((observation) => [observation.name, observation])).values(),
];

/** A file that is measured in two ways counts once. */
function sumOfFrames(observations: readonly Observation[]): number {
  const frames = new Map(observations.map((observation) => [observation.name, observation.frames.length]));
  return [...frames.values()].reduce((sum, count) => sum + count, 0);
}

const palmOf = ({ hand: { knuckles, thumbBase } }: ActorProportions) => ({ knuckles, thumbBase });

const sizeOf = ({ recording: { imageSize } }: SignerRecording): string =>
  `${imageSize.width}x${imageSize.height}`;

/** Recordings of one picture size are taken to be of one camera. */
function fieldsOfView(
  recordings: readonly SignerRecording[],
  profile: CalibrateProfile,
  givenDeg: number | undefined,
): Map<string, number> {
  const flat = recordings.filter(({ recording: { depth } }) => depth !== 'world');
  const sizes = [...new Set(flat.map(sizeOf))];
  return new Map(
    sizes.map((size) => [
      size,
      givenDeg !== undefined
        ? givenDeg * RADIANS
        : chooseLens(
            flat.filter((item) => sizeOf(item) === size),
            profile,
          ),
    ]),
  );
}

/** Metres per metre of the picture's: by world landmarks, else so that the person is of the given or of average size. */
function scaleOfPicture(
  world: ReadonlyMap<string, Measurement> | undefined,
  picture: ReadonlyMap<string, Measurement> | undefined,
  stature: number | undefined,
): number {
  if (!picture || picture.size === 0) return 1;
  const common = BODY_SIZE.flatMap((name) => {
    const [metric, seen] = [world?.get(name), picture.get(name)];
    return metric && seen ? [metric.metres / seen.metres] : [];
  });
  if (common.length > 0) return median(common);
  const given = (stature ?? AVERAGE_STATURE) / AVERAGE_STATURE;
  const known = BODY_SIZE.filter((name) => picture.has(name));
  const names = known.length > 0 ? known : [...picture.keys()];
  return (
    given * median(names.map((name) => lengthNamed(name).of(AVERAGE_PROPORTIONS) / picture.get(name)!.metres))
  );
}

const scaledMeasurement = (measurement: Measurement, scale: number): Measurement => ({
  ...measurement,
  metres: measurement.metres * scale,
  groups: measurement.groups.map((metres) => metres * scale),
});

/** The measured length, drawn towards the expected one by their uncertainties. */
function estimateLength(
  length: MeasuredLength,
  found: { readonly measurement: Measurement; readonly source: 'measured' | 'ratio' } | undefined,
  expectedPerson: ActorProportions,
): EstimatedLength {
  const expected = length.of(expectedPerson);
  const average = length.of(AVERAGE_PROPORTIONS);
  const spreadOfPeople = PRIOR_SPREAD * expected;
  if (!found) {
    const none = { spread: 0, standardError: spreadOfPeople, samples: 0, recordings: 0 };
    return { metres: expected, source: 'prior', ...none, average };
  }
  const { measurement, source } = found;
  const { metres, samples, recordings } = measurement;
  const standardError = standardErrorOf(measurement);
  const [prior, measured] = [spreadOfPeople ** 2, standardError ** 2];
  return {
    metres: (metres * prior + expected * measured) / (prior + measured),
    source,
    spread: spreadOf(measurement),
    standardError,
    samples,
    recordings,
    average,
  };
}
