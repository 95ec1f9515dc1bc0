/** `tegn inspect`: what a landmark file holds and what will limit the result. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { formatReport, inspectRecording } from '../../landmarks/inspect.ts';
import { readLandmarks } from '../../landmarks/read-landmarks.ts';
import { addReadFlags, type ReadFlags, readOptions } from '../clip-flags.ts';
import { readInput } from '../read-input.ts';
import { describeError, EXIT, printError } from '../report.ts';

export function registerInspect(program: Command): void {
  addReadFlags(
    program
      .command('inspect')
      .description('show what a landmark file holds: kind, frames, rate, parts, gaps, depth, limits')
      .argument('<files...>', 'landmark files of any kind that export reads'),
  )
    .option('--json', 'print the report as JSON')
    .action(async (files: string[], { json, ...flags }: ReadFlags & { json?: boolean }) => {
      const reports: unknown[] = [];
      let failed = 0;
      for (const file of files) {
        try {
          const report = inspectRecording(
            await readLandmarks(await readInput(file), basename(file), readOptions(flags)),
          );
          reports.push({ file, ...report });
          if (!json) console.log(`${file}\n${formatReport(report)}\n`);
        } catch (error) {
          failed++;
          reports.push({ file, error: describeError(error, file) });
          printError(error, file);
        }
      }
      if (json) console.log(JSON.stringify(files.length === 1 ? reports[0] : reports, null, 2));
      process.exitCode = failed === 0 ? EXIT.done : failed === files.length ? EXIT.failed : EXIT.doneWithLoss;
    });
}
