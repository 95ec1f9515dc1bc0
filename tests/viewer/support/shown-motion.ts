/** A motion as the page holds it, still and measured unless something else is given. */
import { PART_NAMES } from '../../../src/motion/motion-clip.ts';
import type { ShownMotion } from '../../../viewer/src/clip/motion.ts';

interface MotionParts extends Partial<Omit<ShownMotion, 'provenance'>> {
  /** PROVENANCE flags by part and frame. */
  readonly flags?: Readonly<Record<string, Readonly<Record<number, number>>>> | null;
}

export function shownMotion({ flags = {}, ...given }: MotionParts): ShownMotion {
  const { frameCount = 10, jointNames = [], curveNames = [] } = given;
  const provenance = new Uint8Array(frameCount * PART_NAMES.length);
  for (const [part, frames] of Object.entries(flags ?? {})) {
    for (const [frame, flag] of Object.entries(frames)) {
      provenance[Number(frame) * PART_NAMES.length + (PART_NAMES as readonly string[]).indexOf(part)] = flag;
    }
  }
  return {
    frameCount,
    framesPerSecond: 25,
    jointNames,
    rotations: Float32Array.from({ length: frameCount * jointNames.length * 4 }, (_, i) =>
      i % 4 === 3 ? 1 : 0,
    ),
    curveNames,
    curves: new Float32Array(frameCount * curveNames.length),
    provenance: flags && { partNames: PART_NAMES, provenance },
    ...given,
  };
}
