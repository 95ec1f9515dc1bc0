/** `tegn take`: a recorded live stream to animation files, also when the program that recorded it was killed. */
import type { Command } from 'commander';
import { EXIT, losesData, printIssues } from '../report.ts';
import { readTarget } from '../target-option.ts';
import { writeTake } from '../write-take.ts';

interface TakeFlags {
  readonly output: string[];
  readonly target?: string;
  readonly force: boolean;
}

export function registerTake(program: Command): void {
  program
    .command('take')
    .description('turn a take, a live stream that was recorded, into animation clips')
    .argument('<file>', 'a .take file of tegn stream --record')
    .requiredOption('-o, --output <paths...>', 'files; the extension names the format')
    .option('-t, --target <name|file>', 'the skeleton that was recorded. Default: the one the take names')
    .option('--force', 'replace files that exist', false)
    .action(async (file: string, flags: TakeFlags) => {
      const rig = flags.target === undefined ? undefined : readTarget(flags.target);
      const { paths, issues } = await writeTake(file, flags.output, { rig, force: flags.force });
      for (const path of paths) console.log(path);
      printIssues(issues);
      process.exitCode = losesData(issues) ? EXIT.doneWithLoss : EXIT.done;
    });
}
