/** `tegn batch`: a folder of recordings to a folder of clips. */
import type { Command } from 'commander';
import { runBatch } from '../../batch/run-batch.node.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { EXIT, showProgress } from '../report.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface BatchFlags extends ClipFlags {
  output: string;
  format: string[];
  force?: boolean;
  json?: boolean;
}

export function registerBatch(program: Command): void {
  addClipFlags(
    program
      .command('batch')
      .description('turn a folder of recorded signs into a folder of clips, with a report')
      .argument('<folder>', 'folder with landmark files, searched recursively')
      .requiredOption('-o, --output <folder>', 'folder for the clips and report.json'),
  )
    .option('-f, --format <names...>', 'formats to write', ['glb'])
    .option('--force', 'replace clips that exist instead of keeping them')
    .option('--json', 'print the report as JSON')
    .action(async (folder: string, flags: BatchFlags, command: Command) => {
      const config = readConfig(process.cwd());
      const named = command.getOptionValueSource('format') !== 'default';
      const started = performance.now();
      const interrupted = new AbortController();
      void untilInterrupted().then(() => interrupted.abort());
      const entries = await runBatch(folder, flags.output, {
        clip: clipOptions(flags, config),
        formats: named ? flags.format : (config.format ?? flags.format),
        force: flags.force ?? config.force ?? false,
        signal: interrupted.signal,
        onProgress: (done, total, { input, error }) => {
          showProgress(`[${done}/${total}] ${input}`);
          if (!error) return;
          showProgress('');
          console.error(`${error.code}: ${error.message}\n  at ${input}`);
        },
      });
      showProgress('');
      const count = (status: string) => entries.filter((entry) => entry.status === status).length;
      const failed = count('failed');
      if (flags.json) console.log(JSON.stringify(entries, null, 2));
      else {
        const seconds = (performance.now() - started) / 1000;
        console.log(
          `${count('done')} done, ${count('kept')} kept, ${failed} failed in ${seconds.toFixed(1)} s -> ${flags.output}`,
        );
      }
      if (interrupted.signal.aborted) console.error('Stopped. The same command goes on from here.');
      process.exitCode =
        failed === 0 && !interrupted.signal.aborted
          ? EXIT.done
          : failed === entries.length
            ? EXIT.failed
            : EXIT.doneWithLoss;
    });
}
