/**
 * JSON text -> one document, or one record per line (JSON Lines), told apart by content.
 * A last line that was cut off is left out and reported; any other broken line is an error with its number.
 */
import { TegnError } from '../../issues/issues.ts';

/** JavaScript strings end at 512 MiB. */
const TEXT_BYTES_LIMIT = 512 * 1024 * 1024;

export type JsonInput =
  | { readonly kind: 'document'; readonly value: unknown }
  | { readonly kind: 'lines'; readonly records: JsonRecords };

/** Records that are parsed when asked for, so that a long file never lies in memory as objects. */
export interface JsonRecords {
  readonly count: number;
  /** Line number (from 1) of a last line that was cut off. */
  readonly cutLine: number | null;
  /** Throws E_JSON_SYNTAX with the line number. */
  at(index: number): unknown;
}

/** Throws E_JSON_SYNTAX, E_LIMIT. */
export function readJson(bytes: Uint8Array): JsonInput {
  if (bytes.length > TEXT_BYTES_LIMIT) {
    throw new TegnError(
      'E_LIMIT',
      `Expected at most ${TEXT_BYTES_LIMIT} bytes of JSON, found ${bytes.length}.`,
    );
  }
  // The decoder drops a byte order mark.
  const text = new TextDecoder().decode(bytes);
  let reason: unknown;
  try {
    return { kind: 'document', value: JSON.parse(text) };
  } catch (cause) {
    reason = cause;
  }
  const records = readLines(text);
  if (records.count > 0) return { kind: 'lines', records };
  throw new TegnError('E_JSON_SYNTAX', `Expected JSON: ${(reason as Error).message}.`, {}, reason);
}

export function recordsOf(values: readonly unknown[]): JsonRecords {
  return { count: values.length, cutLine: null, at: (index) => values[index] };
}

function readLines(text: string): JsonRecords {
  const lines: { text: string; number: number }[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() !== '') lines.push({ text: line, number: i + 1 });
  });
  const last = lines.at(-1);
  const cut = last !== undefined && !isJson(last.text);
  if (cut) lines.pop();
  return {
    count: lines.length,
    cutLine: cut ? last.number : null,
    at(index) {
      const { text: line, number } = lines[index];
      try {
        return JSON.parse(line);
      } catch (cause) {
        const message = `Line ${number}: expected JSON: ${(cause as Error).message}.`;
        throw new TegnError('E_JSON_SYNTAX', message, { found: line.slice(0, 80) }, cause);
      }
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
