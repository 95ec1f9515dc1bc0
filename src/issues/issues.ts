/** Errors that stop and issues that travel beside a result. Codes: codes.ts. */
import type { IssueCode } from './codes.ts';

export type Severity = 'info' | 'warning' | 'error';

/** Something the user should know about a result that was still produced. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** What was expected, what was found. */
  readonly message: string;
  readonly frame?: number;
  /** Last frame, when the issue covers a range. */
  readonly lastFrame?: number;
  readonly joint?: string;
  readonly path?: string;
}

export interface ErrorDetails {
  readonly path?: string;
  readonly frame?: number;
  /** Byte offset in the input. */
  readonly offset?: number;
  readonly expected?: unknown;
  readonly found?: unknown;
}

/** Input or options that cannot be used. `code` is stable; `details` says where and what was expected. */
export class TegnError extends Error {
  override readonly name = 'TegnError';
  readonly code: IssueCode;
  readonly details: ErrorDetails;

  constructor(code: IssueCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

export function issue(
  code: IssueCode,
  message: string,
  where: { frame?: number; lastFrame?: number; joint?: string; path?: string } = {},
): Issue {
  const severity: Severity = code.startsWith('I_') ? 'info' : code.startsWith('W_') ? 'warning' : 'error';
  return { code, severity, message, ...where };
}
