/** A list of clips as the archive keeps it (CSV with the columns word, filename, local_path, remote_url) -> rows. */
import { TegnError } from '../../issues/issues.ts';
import { decodeCsv, parseCsv } from './csv.ts';

export interface ManifestRow {
  readonly word: string;
  readonly filename: string;
  readonly localPath: string;
  readonly remoteUrl: string | null;
  /** Which row of the file this is, from 2: the first line holds the names. */
  readonly line: number;
}

const COLUMNS = ['word', 'filename', 'local_path', 'remote_url'] as const;

/**
 * Columns may stand in any order, among others, in any case; remote_url may be missing, and so may a cell that another one tells:
 * the file name its path ends in, the path of a file beside the list, the word of a file named after it. Words and names are composed
 * (NFC), so that "å" is one letter wherever the list comes from.
 * Throws E_MANIFEST.
 */
export function readManifest(bytes: Uint8Array, path: string): { rows: ManifestRow[]; delimiter: string } {
  const { rows, delimiter } = parseCsv(decodeCsv(bytes));
  const header = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const at = Object.fromEntries(COLUMNS.map((name) => [name, header.indexOf(name)]));
  if (at['word'] < 0 || (at['filename'] < 0 && at['local_path'] < 0)) {
    const found = header.length > 0 ? header.join(', ') : 'nothing';
    const message = `Expected the columns ${COLUMNS.join(', ')} in the first line of ${path}, found ${found}.`;
    throw new TegnError('E_MANIFEST', message, { path, expected: COLUMNS, found: header });
  }
  const clips = rows.slice(1).flatMap((row, i): ManifestRow[] => {
    const cell = (name: string) => (row[at[name]] ?? '').trim();
    const filename = (cell('filename') || lastName(cell('local_path'))).normalize('NFC');
    if (filename === '') return [];
    return [
      {
        word: (cell('word') || filename.replace(/\.gz$/i, '').replace(/\.[^.]*$/, '')).normalize('NFC'),
        filename,
        localPath: cell('local_path') || filename,
        remoteUrl: cell('remote_url') || null,
        line: i + 2,
      },
    ];
  });
  if (clips.length === 0) {
    throw new TegnError('E_MANIFEST', `Expected a row for every clip in ${path}, found none.`, { path });
  }
  return { rows: clips, delimiter };
}

const lastName = (path: string): string => path.replace(/^.*[\\/]/, '');
