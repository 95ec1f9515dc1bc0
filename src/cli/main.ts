#!/usr/bin/env node
/** Entry of the command line: runs the program and turns what is thrown into messages and exit codes. */
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { EXIT, isUsage, printError } from './report.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } else {
    printError(error);
    process.exitCode = isUsage(error) ? EXIT.usage : EXIT.failed;
  }
}
