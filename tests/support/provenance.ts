/** Provenance of a part as text, a mark per frame: '.' measured, 'r' repaired, 'i' invented, '!' both of them. */
import { type MotionClip, type PartName, PROVENANCE } from '../../src/motion/motion-clip.ts';

const MARKS = ['.', 'r', 'i', '!'];

export function provenanceOf(clip: MotionClip, part: PartName): string {
  const p = clip.partNames.indexOf(part);
  return Array.from({ length: clip.frameCount }, (_, f) => {
    const flags = clip.provenance[f * clip.partNames.length + p];
    return MARKS[flags & (PROVENANCE.repaired | PROVENANCE.invented)];
  }).join('');
}
