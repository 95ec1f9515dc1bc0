/** One clip as a live source. */
import type { MotionClip } from '../motion/motion-clip.ts';
import { type ClipPlayerOptions, createClipPlayer } from './clip-player.ts';
import type { FrameSource } from './frame-source.ts';

export function createClipSource(clip: MotionClip, options: ClipPlayerOptions = {}): FrameSource {
  const player = createClipPlayer({ name: clip.name, clip }, options);
  player.finish();
  return player;
}
