/**
 * The field of view of a camera from recordings without depth. Radians, along the picture's longer side.
 *
 * Method: a hand does not grow as it comes nearer. How near it is comes from the lift, how large it looks from the picture, and only
 * through the right lens do the two agree: the field of view is the one at which the lengths of hands are most alike over all frames, by the
 * likelihood of fit-length.ts in units of each length, with a usual lens as prior. On made-up signers through 77 degrees 20 recordings
 * of 3 s gave 77 to 86; the usual lens would have made hands 6 percent too large against the body.
 * Limit: hands that keep one distance say nothing; then the usual lens stands, as it does where the best one lies beyond 24 to 94 degrees.
 */
import { RADIANS } from '../math/scalar.ts';
import { AVERAGE_PROPORTIONS } from '../skeleton/actor/proportions.ts';
import { fitLength } from './fit-length.ts';
import { sampleLength } from './length-samples.ts';
import { LENGTHS } from './lengths.ts';
import { observeRecording, type SignerRecording } from './observe-recording.ts';
import type { CalibrateProfile } from './profiles.ts';

/** Between phones and webcams (60 to 78 degrees) and studios (30 to 50), and how far off it may be: logarithm of the focal length. */
const USUAL = 62 * RADIANS;
const SPREAD = 0.3;

/** Beyond the ends no signer is filmed: evidence that points there is of something else, such as a picture size that is not the true one. */
const CANDIDATES_DEG = [24, 30, 38, 46, 54, 62, 70, 78, 86, 94] as const;

/** Frames follow one another and a hand's lengths err together: as many samples say as much as one would by itself. */
const CORRELATED = 60;

/** Evenly chosen recordings suffice. */
const MOST_RECORDINGS = 24;

const HAND_LENGTHS = LENGTHS.filter(({ part }) => part === 'hand');

/** @param recordings of one camera */
export function chooseLens(recordings: readonly SignerRecording[], profile: CalibrateProfile): number {
  const known = recordings.filter(({ lifted }) => lifted !== null);
  if (known.length === 0) return USUAL;
  const stride = Math.ceil(known.length / MOST_RECORDINGS);
  const chosen = known.filter((_, i) => i % stride === 0);
  const evidence = CANDIDATES_DEG.map((deg) => likelihood(chosen, profile, deg * RADIANS));
  const most = Math.max(...evidence.map(({ samples }) => samples));
  const scores = evidence.map(
    ({ mean }, i) => (most / CORRELATED) * mean - (focal(CANDIDATES_DEG[i] * RADIANS) / SPREAD) ** 2 / 2,
  );
  const best = scores.indexOf(Math.max(...scores));
  if (best === 0 || best === scores.length - 1) return USUAL;
  const [x0, x1, x2] = [best - 1, best, best + 1].map((i) => focal(CANDIDATES_DEG[i] * RADIANS));
  const [y0, y1, y2] = scores.slice(best - 1, best + 2);
  // the vertex of the parabola through the best candidate and its neighbours
  const top = (y1 - y0) * (x1 - x2) ** 2 - (y1 - y2) * (x1 - x0) ** 2;
  const bottom = (y1 - y0) * (x1 - x2) - (y1 - y2) * (x1 - x0);
  return viewOf(x1 - (bottom === 0 ? 0 : top / bottom / 2));
}

/** Logarithm of the focal length against the usual one. */
const focal = (view: number): number => Math.log(Math.tan(USUAL / 2) / Math.tan(view / 2));
const viewOf = (logFocal: number): number => 2 * Math.atan(Math.tan(USUAL / 2) * Math.exp(-logFocal));

/** Of all lengths per sample: a lens that lets fewer frames count is not better for it. */
function likelihood(
  recordings: readonly SignerRecording[],
  profile: CalibrateProfile,
  fieldOfView: number,
): { mean: number; samples: number } {
  const observations = recordings.map((recording) => observeRecording(recording, fieldOfView));
  let mean = 0;
  let count = 0;
  for (const length of HAND_LENGTHS) {
    const samples = observations.flatMap((observation) => sampleLength(observation, length, profile));
    if (samples.length === 0) continue;
    const sigma = samples.reduce((total, sample) => total + sample.sigma, 0) / samples.length;
    const expected = length.of(AVERAGE_PROPORTIONS);
    const fit = fitLength(
      samples.map(({ across }) => across),
      sigma,
      expected,
    );
    mean += (fit.logLikelihood / samples.length + Math.log(fit.length / expected)) / HAND_LENGTHS.length;
    count += samples.length;
  }
  return { mean, samples: count };
}
