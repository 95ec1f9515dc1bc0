/** Recordings of one made-up signer, other signs and other places before the camera in each. */
import { measurableRecordings, type SignerRecording } from '../../src/calibrate/observe-recording.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { createRandom } from '../../src/math/random.ts';
import type { ActorProportions } from '../../src/skeleton/actor/proportions.ts';
import type { Lifter } from '../../src/solver/lift/network/lifted-clip.ts';
import { addTrackerNoise } from './corrupt-recording.ts';
import { filmMotion } from './film-motion.ts';
import { createRandomSigner } from './random-signer.ts';

export interface RecordedSigner {
  readonly proportions: ActorProportions;
  readonly count: number;
  readonly frameCount?: number;
  readonly fieldOfViewDeg?: number;
  /** 0 for exact landmarks. */
  readonly noise?: number;
  readonly seed?: number;
}

export function recordSigner({
  proportions,
  count,
  frameCount = 60,
  fieldOfViewDeg = 50,
  noise = 1,
  seed = 100,
}: RecordedSigner): LandmarkRecording[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(seed * 1000 + i);
    const { actor, clip } = createRandomSigner({ seed: seed + i, frameCount, proportions });
    const film = filmMotion(actor, clip, {
      distance: random.range(1.7, 2.1),
      right: random.range(-0.1, 0.1),
      up: random.range(-0.45, -0.3),
      turnDeg: [random.range(-4, 4), random.range(-8, 8), random.range(-2, 2)],
      fieldOfViewDeg,
    });
    return noise > 0 ? addTrackerNoise(film, seed + i, noise) : film;
  });
}

/** What the command line makes of files, without files. */
export async function measurable(
  recordings: readonly LandmarkRecording[],
  lifter?: Lifter,
): Promise<SignerRecording[]> {
  const all: SignerRecording[] = [];
  for (const [i, source] of recordings.entries()) {
    for (const recording of measurableRecordings(source)) {
      const lifted = recording.depth === 'none' && lifter ? await lifter.lift(recording) : null;
      all.push({ name: `sign-${i}.jsonl`, recording, lifted });
    }
  }
  return all;
}
