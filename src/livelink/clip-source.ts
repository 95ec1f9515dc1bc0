/**
 * Plays a motion clip as a live source at the clip's own rate.
 *
 * Method: frame n is due at start + n / rate, an absolute time, so that timer errors never add up. When the clock has run past
 * several frames, only the latest is sent and the numbers show the gap: a burst of old poses would reach nobody in time.
 */
import { frameRotations, frameTranslation, type MotionClip } from '../motion/motion-clip.ts';
import { framesPerSecond, frameTime } from '../space/timing.ts';
import type { Clock } from './clock.ts';
import type { FrameSink, FrameSource } from './frame-source.ts';
import { LIVE_SUBJECT } from './protocol/protocol.ts';

export interface ClipSourceOptions {
  /** Start over at the end; otherwise the source ends with the last frame. */
  readonly loop?: boolean;
  readonly subjectName?: string;
}

export const CLIP_SOURCE_DEFAULTS = { loop: false, subjectName: LIVE_SUBJECT } as const;

export function createClipSource(clip: MotionClip, options: ClipSourceOptions = {}): FrameSource {
  const { loop, subjectName } = { ...CLIP_SOURCE_DEFAULTS, ...options };
  const { rate, startFrame } = clip.timing;
  const curveCount = clip.curveNames.length;

  function start(sink: FrameSink, clock: Clock): () => void {
    const startTime = clock.now();
    const lastNumber = loop ? Number.POSITIVE_INFINITY : clip.frameCount - 1;
    let previousRound = -1;
    let cancel: () => void = () => {};

    function play(): void {
      // A thousandth of a frame of slack: start + n / rate is rounded, and must not land just before frame n.
      const due = Math.floor((clock.now() - startTime) * framesPerSecond(rate) + 1e-3);
      const number = Math.min(due, lastNumber);
      const round = Math.floor(number / clip.frameCount);
      const frame = number % clip.frameCount;
      sink.frame({
        number,
        time: startTime + frameTime(rate, number),
        cut: round !== previousRound,
        sourceFrame: startFrame + frame,
        rotations: frameRotations(clip, frame),
        translation: frameTranslation(clip, frame),
        curves: clip.curves.subarray(frame * curveCount, (frame + 1) * curveCount),
      });
      previousRound = round;
      if (number >= lastNumber) sink.end();
      else cancel = clock.at(startTime + frameTime(rate, number + 1), play);
    }

    play();
    return () => cancel();
  }

  const subject = { name: subjectName, skeleton: clip.skeleton, curveNames: clip.curveNames, rate };
  return { subject, start };
}
