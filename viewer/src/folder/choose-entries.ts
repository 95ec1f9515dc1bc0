/** The entries of a folder -> those that are listed, in order: by words in their path, by quality, by name or the worst first. */
import type { FolderEntry } from './folder.ts';
import type { KnownClip } from './summaries.ts';

export const GRADES = ['poor', 'fair', 'good', 'unknown'] as const;
export type Grade = (typeof GRADES)[number];

export interface Choice {
  /** Words, all of which the path holds. */
  readonly text: string;
  readonly grade: Grade | 'all';
  readonly order: 'name' | 'worst';
}

export const ALL: Choice = { text: '', grade: 'all', order: 'name' };

/** The limits of a batch's report. */
const [FAIR, GOOD] = [0.5, 0.8];

export function gradeOf({ quality, problem }: KnownClip): Grade {
  if (quality) return quality.score >= GOOD ? 'good' : quality.score >= FAIR ? 'fair' : 'poor';
  return problem === undefined ? 'unknown' : 'poor';
}

/** @param entries by name */
export function chooseEntries(
  entries: readonly FolderEntry[],
  { text, grade, order }: Choice,
  knownOf: (path: string) => KnownClip,
): readonly FolderEntry[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const chosen = entries.filter(({ path }) => {
    const name = plain(path);
    return (
      words.every((word) => name.includes(word)) && (grade === 'all' || gradeOf(knownOf(path)) === grade)
    );
  });
  if (order === 'name') return chosen;
  // what failed comes first, what nobody measured last
  const rank = ({ path }: FolderEntry): number => {
    const { quality, problem } = knownOf(path);
    return quality?.score ?? (problem === undefined ? 2 : -1);
  };
  return chosen
    .map((entry, at) => ({ entry, at, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ entry }) => entry);
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase();
