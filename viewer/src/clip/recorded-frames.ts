/** Frames of a recording <-> frames of the clip that was made of it, which may be a part of it at another rate. */
import { framesPerSecond } from '../../../src/index.ts';
import type { Clip } from './clip.ts';

export interface RecordedFrames {
  recordedOf(frame: number): number;
  /** May lie outside of the clip. */
  frameOf(recorded: number): number;
}

/** @param solved of a clip that was solved here */
export function recordedFrames({ landmarks, clip }: NonNullable<Clip['solved']>): RecordedFrames {
  const recordedRate = framesPerSecond(landmarks.clip.timing.rate);
  const rate = framesPerSecond(clip.timing.rate);
  // a cut keeps the frames that lie within it
  const first = Math.ceil(landmarks.start * rate - 1e-6);
  return {
    recordedOf: (frame) => Math.round(((first + frame) / rate) * recordedRate),
    frameOf: (recorded) => Math.round((recorded / recordedRate) * rate) - first,
  };
}
