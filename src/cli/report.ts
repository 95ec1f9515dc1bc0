/** How the command line talks: results to stdout, everything else to stderr, `--json` for programs, stable exit codes. */
import type { IssueCode } from '../issues/codes.ts';
import { type Issue, TegnError } from '../issues/issues.ts';

export const EXIT = { done: 0, failed: 1, usage: 2, doneWithLoss: 3 } as const;

/** Errors of the call rather than of the input. */
const USAGE_CODES: readonly IssueCode[] = [
  'E_OPTION',
  'E_CONFIG',
  'E_ACTOR',
  'E_AUDIT',
  'E_TARGET_UNKNOWN',
  'E_FORMAT_UNKNOWN',
];

export const isUsage = (error: unknown): boolean =>
  error instanceof TegnError && USAGE_CODES.includes(error.code);

/** Issues that mean that part of the input is not in the output. */
const LOSS_CODES = new Set(['W_RECORD_SKIPPED']);

export const losesData = (issues: readonly Issue[]): boolean =>
  issues.some(({ code }) => LOSS_CODES.has(code));

/** An error as one object, the same for `--json` and for reports. */
export function describeError(error: unknown, path?: string): Record<string, unknown> {
  if (error instanceof TegnError) {
    return { code: error.code, message: error.message, ...error.details, path: error.details.path ?? path };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'E_INTERNAL', message, path };
}

/** Prints an error for people; the stack only for faults of tegn itself. */
export function printError(error: unknown, path?: string): void {
  const { code, message, frame, offset } = describeError(error, path);
  const where = [
    path,
    frame !== undefined && `frame ${frame}`,
    offset !== undefined && `byte ${offset}`,
  ].filter(Boolean);
  console.error(`${code}: ${message}${where.length > 0 ? `\n  at ${where.join(', ')}` : ''}`);
  if (code === 'E_INTERNAL' && error instanceof Error) console.error(error.stack);
}

/** Warnings, then notes, at most `limit` lines; the same code for one part is folded into one line. */
export function printIssues(issues: readonly Issue[], limit = 12): void {
  const lines = new Map<string, { text: string; more: number }>();
  for (const { code, message, joint } of issues) {
    const key = `${code}/${joint ?? ''}`;
    const line = lines.get(key);
    if (line) line.more++;
    else lines.set(key, { text: `${code}: ${message}`, more: 0 });
  }
  const texts = [...lines.values()].map(({ text, more }) => (more > 0 ? `${text} (and ${more} more)` : text));
  for (const text of texts.slice(0, limit)) console.error(`  ${text}`);
  if (texts.length > limit) console.error(`  ... and ${texts.length - limit} more (--json shows all)`);
}

/** A line that is rewritten in place, on a terminal only. */
export function showProgress(text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001b[2K${text}`);
}
