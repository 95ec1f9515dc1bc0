/** Frames of a clip -> their timecode in the source. Each label is made once, so that playback makes none anew. */
import {
  dropFrameTimecode,
  type FrameRate,
  frameRateFromDecimal,
  hasDropFrame,
  timecodeOfFrame,
} from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';

export interface Timecode {
  /** Its labels are drop-frame's, which only some rates have. */
  readonly dropFrame: boolean;
  labelOf(frame: number): string;
}

/** @param dropFrame drop-frame labels where the rate has them */
export function createTimecode(rate: FrameRate, startFrame: number, dropFrame: boolean): Timecode {
  const drops = dropFrame && hasDropFrame(rate);
  const label = drops ? dropFrameTimecode : timecodeOfFrame;
  const labels: string[] = [];
  return {
    dropFrame: drops,
    labelOf(frame) {
      labels[frame] ??= label(rate, startFrame + frame);
      return labels[frame];
    },
  };
}

/** The rate that the file states, else the one its keys have; 30 where those make none. */
export function rateOfClip({ metadata, sampler: { framesPerSecond } }: Clip): FrameRate {
  if (metadata.rate) return metadata.rate;
  return frameRateFromDecimal(framesPerSecond > 0 && framesPerSecond <= 1000 ? framesPerSecond : 30);
}
