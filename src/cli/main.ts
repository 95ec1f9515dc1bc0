#!/usr/bin/env node
/** The command line: one file per command under commands/, this one only puts them together. */
import { Command, CommanderError } from 'commander';
import { TEGN_VERSION } from '../version.ts';
import { registerBatch } from './commands/batch.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExport } from './commands/export.ts';
import { registerInspect } from './commands/inspect.ts';
import { registerStream } from './commands/stream.ts';
import { registerView } from './commands/view.ts';
import { EXIT, printError } from './report.ts';

const program = new Command('tegn')
  .description('Recorded signing in, MetaHuman animation out.')
  .version(TEGN_VERSION)
  .showHelpAfterError('(tegn --help shows the commands, tegn COMMAND --help the flags of one)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Start here:
  tegn inspect hello.pose            what is in the file, and what will limit the result
  tegn export hello.pose -o hello.glb
  tegn view hello.pose               look at it in the browser

Settings that stay: tegn.config.json in the working folder or above it, such as { "target": "metahuman", "fps": 30 }.
Exit codes: 0 done, 1 failed, 2 usage, 3 done, but part of the input is missing from the output.`,
  );

for (const register of [
  registerExport,
  registerInspect,
  registerView,
  registerStream,
  registerBatch,
  registerDoctor,
]) {
  register(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } else {
    printError(error);
    process.exitCode = isUsage(error) ? EXIT.usage : EXIT.failed;
  }
}

function isUsage(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return (
    code === 'E_OPTION' || code === 'E_CONFIG' || code === 'E_TARGET_UNKNOWN' || code === 'E_FORMAT_UNKNOWN'
  );
}
