#!/usr/bin/env node
/** Entry of the command line: runs the program and turns what is thrown into messages and exit codes. */
import { CommanderError } from 'commander';
import type { IssueCode } from '../issues/codes.ts';
import { TegnError } from '../issues/issues.ts';
import { createProgram } from './program.ts';
import { EXIT, printError } from './report.ts';

/** Errors of the call rather than of the input. */
const USAGE_CODES: readonly IssueCode[] = ['E_OPTION', 'E_CONFIG', 'E_TARGET_UNKNOWN', 'E_FORMAT_UNKNOWN'];

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } else {
    printError(error);
    const usage = error instanceof TegnError && USAGE_CODES.includes(error.code);
    process.exitCode = usage ? EXIT.usage : EXIT.failed;
  }
}
