/** All commands of the command line in one program: one file per command under commands/, this one only puts them together. */
import { Command } from 'commander';
import { TEGN_VERSION } from '../version.ts';
import { registerBatch } from './commands/batch.ts';
import { registerCalibrate } from './commands/calibrate.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExport } from './commands/export.ts';
import { registerInspect } from './commands/inspect.ts';
import { registerReport } from './commands/report.ts';
import { registerSkeleton } from './commands/skeleton.ts';
import { registerStats } from './commands/stats.ts';
import { registerStream } from './commands/stream.ts';
import { registerTake } from './commands/take.ts';
import { registerView } from './commands/view.ts';
import { registerWorker } from './commands/worker.ts';

const COMMANDS = [
  registerExport,
  registerInspect,
  registerView,
  registerStream,
  registerTake,
  registerBatch,
  registerWorker,
  registerReport,
  registerStats,
  registerCalibrate,
  registerSkeleton,
  registerDoctor,
];

export function createProgram(): Command {
  const program = new Command('tegn')
    .description('Recorded signing in, MetaHuman animation out.')
    .version(TEGN_VERSION)
    .showHelpAfterError('(tegn --help shows the commands, tegn COMMAND --help the flags of one)')
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
  for (const register of COMMANDS) register(program);
  // errors are thrown to the caller instead of ending the process, here and in every command
  const nested = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of [program, ...nested]) command.exitOverride();
  return program;
}
