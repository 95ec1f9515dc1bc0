/**
 * A person's list of good and bad frames -> judgements. CSV with a header (comma or semicolon, with or without a byte order mark) or a JSON
 * list, with `file`, `verdict` (good or bad) and, where a single frame is meant, `frame` from 0.
 */
import { z } from 'zod';
import { TegnError } from '../issues/issues.ts';

export interface Judgement {
  readonly file: string;
  /** The whole file when absent. */
  readonly frame?: number;
  readonly isGood: boolean;
}

const entry = z.object({
  file: z.string().min(1),
  frame: z.number().int().min(0).optional(),
  verdict: z.enum(['good', 'bad']),
});

/** Throws E_AUDIT naming the file, the line or entry, and what was expected there. */
export function readAudit(text: string, path: string): Judgement[] {
  const plain = text.replace(/^\ufeff/, '');
  const entries = /^\s*\[/.test(plain) ? jsonEntries(plain, path) : csvEntries(plain, path);
  return entries.map(({ where, value }) => {
    const parsed = entry.safeParse(value);
    if (!parsed.success) {
      const [first] = parsed.error.issues;
      throw fault(path, `${where}: ${first.path.join('.') || 'entry'}: ${first.message}`);
    }
    const { file, frame, verdict } = parsed.data;
    return { file, ...(frame !== undefined && { frame }), isGood: verdict === 'good' };
  });
}

interface Entry {
  readonly where: string;
  readonly value: unknown;
}

function jsonEntries(text: string, path: string): Entry[] {
  try {
    return (JSON.parse(text) as unknown[]).map((value, i) => ({ where: `entry ${i}`, value }));
  } catch (error) {
    throw fault(path, `expected a JSON list: ${(error as Error).message}`);
  }
}

function csvEntries(text: string, path: string): Entry[] {
  const lines = text.split(/\r?\n/);
  const delimiter = lines[0].includes(';') ? ';' : ',';
  const columns = cells(lines[0], delimiter).map((name) => name.trim().toLowerCase());
  for (const name of ['file', 'verdict']) {
    if (!columns.includes(name))
      throw fault(path, `line 1: expected the columns file and verdict, found "${lines[0]}"`);
  }
  return lines.slice(1).flatMap((line, i) => {
    if (line.trim() === '') return [];
    const row = Object.fromEntries(
      cells(line, delimiter).map((cell, column) => [columns[column], cell.trim()]),
    );
    const frame = row['frame'] ? Number(row['frame']) : undefined;
    return [{ where: `line ${i + 2}`, value: { ...row, frame, verdict: row['verdict']?.toLowerCase() } }];
  });
}

/** Cells of a line; one in double quotes may hold the delimiter. */
const cells = (line: string, delimiter: string): string[] =>
  Array.from(
    line.matchAll(new RegExp(`(?:^|${delimiter})(?:"((?:[^"]|"")*)"|([^${delimiter}]*))`, 'g')),
    ([, quoted, bare]) => (quoted !== undefined ? quoted.replaceAll('""', '"') : bare),
  );

const fault = (path: string, message: string): TegnError =>
  new TegnError('E_AUDIT', `${path}: ${message}.`, { path });
