/** A motion clip as the plain numbers that lanes and inspection read: the very same ones. */
import { framesPerSecond, type MotionClip } from '../../../src/index.ts';
import type { ShownMotion } from './motion.ts';

export const solvedMotion = (clip: MotionClip): ShownMotion => ({
  frameCount: clip.frameCount,
  framesPerSecond: framesPerSecond(clip.timing.rate),
  jointNames: clip.skeleton.jointNames,
  rotations: clip.rotations,
  curveNames: clip.curveNames,
  curves: clip.curves,
  provenance: clip,
});
