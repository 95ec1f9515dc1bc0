/** The bones of a stream -> the built-in skeleton they are: the same names, and of those the closest rest pose. */
import { CLIP_DEFAULTS, type StaticData, solveFromUnrealPosition, TARGETS } from '../../../src/index.ts';

export interface StreamTarget {
  readonly name: string;
  /** The bones are that skeleton's, all of them. */
  readonly isExact: boolean;
}

/** The default target where the stream's skeleton is none of ours. */
export function targetOfStream({ bones, referenceTranslationsCm }: StaticData): StreamTarget {
  const same = TARGETS.filter(({ rig }) => {
    const { jointNames } = rig().skeleton;
    return jointNames.length === bones.length && jointNames.every((name, j) => name === bones[j]);
  });
  const reference = new Float64Array(referenceTranslationsCm.length);
  for (let at = 0; at < reference.length; at += 3) {
    solveFromUnrealPosition(referenceTranslationsCm.subarray(at, at + 3), reference.subarray(at, at + 3));
  }
  const apart = (at: number): number =>
    same[at].rig().skeleton.restTranslations.reduce((sum, value, i) => sum + (value - reference[i]) ** 2, 0);
  const [closest] = same.map((_, at) => at).sort((a, b) => apart(a) - apart(b));
  if (closest === undefined) return { name: CLIP_DEFAULTS.target, isExact: false };
  return { name: same[closest].name, isExact: true };
}
