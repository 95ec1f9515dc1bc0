import type { Rig } from '../../src/skeleton/rig.ts';

/** A rig of other proportions: everything by `size`, arms and hands and head by more. */
export function resizeRig(
  rig: Rig,
  name: string,
  size: number,
  arms: number,
  hands: number,
  head: number,
): Rig {
  const factors = rig.skeleton.jointNames.map(() => size);
  const scaleRole = (pattern: RegExp, factor: number) => {
    for (const [role, j] of Object.entries(rig.joints)) if (pattern.test(role)) factors[j!] = size * factor;
  };
  scaleRole(/LowerArm$|Hand$/, arms);
  scaleRole(/(Thumb|Index|Middle|Ring|Pinky)/, hands);
  const restTranslations = rig.skeleton.restTranslations.map((x, i) => x * factors[Math.floor(i / 3)]);
  const ends = rig.skeleton.jointNames.map((_, j) => {
    const role = Object.entries(rig.joints).find(([, at]) => at === j)?.[0] ?? '';
    if (role === 'head') return size * head;
    if (/UpperArm$|LowerArm$/.test(role)) return size * arms;
    return /Hand$|Thumb|Index|Middle|Ring|Pinky/.test(role) ? size * hands : size;
  });
  const endOffsets = rig.endOffsets.map((x, i) => x * ends[Math.floor(i / 3)]);
  const headCenter = (rig.headCenter ?? new Float32Array(3)).map((x) => x * size * head);
  return { ...rig, name, skeleton: { ...rig.skeleton, restTranslations }, endOffsets, headCenter };
}
