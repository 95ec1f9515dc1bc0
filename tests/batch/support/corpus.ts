/**
 * Any number of recordings, no two alike, the same for a seed: signs of the samples, warped in time, mirrored, cropped and moved, with a
 * tracker's noise; every tenth loses a hand for a while.
 */
import { createSamples } from '../../../samples/generate/index.ts';
import type { LandmarkClip, LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import { LANDMARK_COUNT } from '../../../src/landmarks/schema.ts';
import { writePose } from '../../../src/landmarks/writers/pose.ts';
import { createRandom, type Random } from '../../../src/math/random.ts';
import { addTrackerNoise } from '../../support/corrupt-recording.ts';
import { editRecording, losePart, mirrorRecording } from '../../support/edit-recording.ts';

export interface CorpusOptions {
  readonly seed: number;
  /** Of every clip; as long as the sign takes when absent. */
  readonly frameCount?: number;
  /** As a tracker without depth tells them: no world landmarks, no z. */
  readonly flat?: boolean;
}

export type Corpus = (index: number) => Uint8Array;

/** Clip by number, as .pose. */
export function createCorpus({ seed, frameCount, flat = false }: CorpusOptions): Corpus {
  const bases = createSamples().map(({ recording }) => recording);
  return (index) => {
    const random = createRandom(seed * 1_000_003 + index);
    const base = bases[random.integer(bases.length)];
    const frames = frameCount ?? Math.round(base.image!.frameCount * random.range(0.8, 1.25));
    const warped = warp(base, frames, random);
    const sided = random.next() < 0.5 ? mirrorRecording(warped) : warped;
    const placed = place(sided, random);
    const noisy = addTrackerNoise(placed, random.integer(1e9), random.range(0.3, 1));
    const tracked = index % 10 === 9 ? loseHand(noisy, random) : noisy;
    return writePose(flat ? withoutDepth(tracked) : tracked);
  };
}

/** Other frames of the same motion: evenly, bent by a slow wave. */
function warp(recording: LandmarkRecording, frameCount: number, random: Random): LandmarkRecording {
  const [size, phase] = [random.range(0, 0.08), random.range(0, 2 * Math.PI)];
  const bend = (t: number) => t + size * (Math.sin(2 * Math.PI * t + phase) - Math.sin(phase)) * (1 - t) * t;
  return mapClips(recording, (clip) => {
    const positions = new Float32Array(frameCount * LANDMARK_COUNT * 3);
    const confidences = new Float32Array(frameCount * LANDMARK_COUNT);
    for (let f = 0; f < frameCount; f++) {
      const at = Math.min(Math.max(bend(f / Math.max(1, frameCount - 1)), 0), 1) * (clip.frameCount - 1);
      const a = Math.floor(at);
      const b = Math.min(a + 1, clip.frameCount - 1);
      for (let i = 0; i < LANDMARK_COUNT; i++) {
        const [from, to] = [a * LANDMARK_COUNT + i, b * LANDMARK_COUNT + i];
        const isThere = clip.confidences[from] > 0 && clip.confidences[to] > 0;
        confidences[f * LANDMARK_COUNT + i] = isThere ? clip.confidences[from] : 0;
        if (!isThere) continue;
        for (let k = 0; k < 3; k++) {
          positions[(f * LANDMARK_COUNT + i) * 3 + k] =
            clip.positions[from * 3 + k] +
            (at - a) * (clip.positions[to * 3 + k] - clip.positions[from * 3 + k]);
        }
      }
    }
    return { ...clip, frameCount, positions, confidences };
  });
}

/** Nearer or farther, a little off the middle: what another crop of the video shows. */
function place(recording: LandmarkRecording, random: Random): LandmarkRecording {
  const [scale, x, y] = [random.range(0.85, 1.1), random.range(-0.05, 0.05), random.range(-0.05, 0.05)];
  return editRecording(recording, ({ positions, space }) => {
    if (space === 'world') return;
    for (let i = 0; i < positions.length; i += 3) {
      positions[i] = 0.5 + (positions[i] - 0.5) * scale + x;
      positions[i + 1] = 0.5 + (positions[i + 1] - 0.5) * scale + y;
      positions[i + 2] *= scale;
    }
  });
}

const withoutDepth = (recording: LandmarkRecording): LandmarkRecording => ({
  ...editRecording(recording, ({ positions }) => {
    for (let i = 2; i < positions.length; i += 3) positions[i] = 0;
  }),
  world: null,
});

function loseHand(recording: LandmarkRecording, random: Random): LandmarkRecording {
  const frames = recording.image!.frameCount;
  const first = random.integer(frames);
  return losePart(recording, random.pick(['leftHand', 'rightHand']), first, first + Math.round(frames / 3));
}

const mapClips = (
  recording: LandmarkRecording,
  map: (clip: LandmarkClip) => LandmarkClip,
): LandmarkRecording => ({
  ...recording,
  image: recording.image && map(recording.image),
  world: recording.world && map(recording.world),
});
