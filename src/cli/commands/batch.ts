/** `tegn batch`: a folder, a pattern or a list of recordings to a folder of clips. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { createProgressMeter, describeProgress, describeSeconds } from '../../batch/progress.ts';
import { createQueueRunner } from '../../batch/queue/queue-runner.node.ts';
import { type BatchEntry, runBatch, STORE_FILE } from '../../batch/run-batch.node.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { type Config, readConfig } from '../config.ts';
import { parseCount } from '../count-option.ts';
import { addWriteFlags, exportOptions, type WriteFlags } from '../export-flags.ts';
import { EXIT, losesData, showProgress } from '../report.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface BatchFlags extends ClipFlags, WriteFlags {
  output: string;
  format: string[];
  workers?: number;
  where?: string;
  only?: 'failed';
  limit?: number;
  records?: string;
  db?: string;
  queue?: string;
  dryRun?: boolean;
  force?: boolean;
  json?: boolean;
}

export function registerBatch(program: Command): void {
  const command = addClipFlags(
    program
      .command('batch')
      .description('turn an archive of recorded signs into clips, with a reason for every weak one')
      .argument(
        '<input>',
        'a folder (searched recursively), a pattern such as "signs/**/*.pose", or a CSV list with the columns word, filename, local_path, remote_url',
      )
      .requiredOption('-o, --output <folder>', `folder for the clips, ${STORE_FILE} and the reports`),
  ).option('-f, --format <names...>', 'formats to write, such as glb,fbx,vrma', ['glb']);
  addWriteFlags(command)
    .option('--workers <count>', 'threads that solve. Default: one per processor core', parseCount)
    .option('--where <prefix>', 'only words that begin like this')
    .addOption(
      new Option('--only <status>', 'only what failed or had no file the last time').choices(['failed']),
    )
    .option('--limit <count>', 'at most so many clips; those that are up to date do not count', parseCount)
    .option(
      '--records <folder>',
      'where the tracking records of videos lie that a list names. Default: beside the videos, under their names',
    )
    .option('--db <file>', `database to go on with. Default: ${STORE_FILE} in the output folder`)
    .option(
      '--queue <url>',
      'let tegn worker on any number of machines do the work, over this Redis server, such as redis://10.0.0.5:6379',
    )
    .option('--dry-run', 'tell what would be done, and do nothing')
    .option('--force', 'replace clips even where they are up to date, or were not made by a batch')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
A second run goes on where the first stopped, and solves again only what changed: recordings, options, version.
Ctrl-C ends after the clips in hand. Exit code 3: some clips failed or have no file; the reports say which and why.

Examples:
  tegn batch signs/ -o clips/
  tegn batch archive.csv -o clips/ -f glb,fbx --actor kari.json --workers 4
  tegn batch archive.csv -o clips/ --where hus --dry-run
  tegn batch archive.csv -o clips/ --only failed`,
    )
    .action(async (input: string, flags: BatchFlags) => {
      const config = readConfig(process.cwd());
      const started = performance.now();
      const interrupted = new AbortController();
      void untilInterrupted().then(() => {
        interrupted.abort();
        showProgress('');
        console.error('Finishing the clips in hand; Ctrl-C again stops at once.');
      });
      const recipe = recipeOf(flags, config);
      const runner =
        flags.queue === undefined
          ? undefined
          : await createQueueRunner({ url: flags.queue, recipe, output: flags.output });
      const entries = await runBatch(input, flags.output, {
        recipe,
        runner,
        formats: formatsOf(flags, config, command),
        force: flags.force ?? config.force,
        workers: flags.workers,
        where: flags.where,
        only: flags.only,
        limit: flags.limit,
        records: flags.records,
        database: flags.db,
        dryRun: flags.dryRun,
        signal: interrupted.signal,
        onProgress: tellProgress(),
      }).finally(() => runner?.close());
      showProgress('');
      if (flags.json) console.log(JSON.stringify(entries, null, 2));
      else console.log(summary(entries, flags, (performance.now() - started) / 1000));
      if (interrupted.signal.aborted) console.error('Stopped. The same command goes on from here.');
      process.exitCode = exitCode(entries, interrupted.signal.aborted);
    });
}

function recipeOf(flags: BatchFlags, config: Config) {
  // every worker loads its own networks
  const { lifter, faceNetwork: _, ...clip } = clipOptions(flags, config);
  const { metahumanFace = false, signer, licence, consent, models } = flags;
  return {
    clip,
    lift: lifter !== undefined,
    ...(models !== undefined && { models: resolve(models) }),
    write: exportOptions(flags),
    metahumanFace,
    ...(signer !== undefined && { signer }),
    ...(licence !== undefined && { licence }),
    ...(consent !== undefined && { consent }),
  };
}

/** "glb,fbx" and "glb fbx" are the same; each once. */
function formatsOf(flags: BatchFlags, config: Config, command: Command): string[] {
  const named = command.getOptionValueSource('format') !== 'default';
  const formats = named ? flags.format : (config.format ?? flags.format);
  return [...new Set(formats.flatMap((format) => format.split(',').filter(Boolean)))];
}

/** Between two lines of progress where nobody sits before a terminal. */
const LOG_MILLIS = 30_000;

function tellProgress(): (done: number, total: number, entry: BatchEntry) => void {
  let meter: ReturnType<typeof createProgressMeter> | undefined;
  let told = performance.now();
  return (_, total, { input, status, error }) => {
    meter ??= createProgressMeter(total);
    if (status === 'kept') meter.skip(false);
    else meter.add(performance.now(), error !== undefined);
    if (error) {
      showProgress('');
      console.error(`${error.code}: ${error.message}\n  at ${input}`);
    }
    const line = describeProgress(meter.read());
    showProgress(`${line}  ${input}`);
    // into a log not every clip, but that it goes on
    if (process.stderr.isTTY || performance.now() - told < LOG_MILLIS) return;
    told = performance.now();
    console.error(line);
  };
}

function summary(entries: readonly BatchEntry[], { output, dryRun }: BatchFlags, seconds: number): string {
  const count = (status: BatchEntry['status']) => entries.filter((entry) => entry.status === status).length;
  const missing = count('missing_file');
  const without = missing > 0 ? `, ${missing} without a file` : '';
  if (dryRun) return `${count('queued')} to do, ${count('kept')} up to date${without}. Nothing was changed.`;
  const left = count('queued') > 0 ? `, ${count('queued')} not tried` : '';
  return `${count('done')} done, ${count('kept')} kept, ${count('failed')} failed${without}${left} in ${describeSeconds(seconds)} -> ${output}`;
}

function exitCode(entries: readonly BatchEntry[], wasInterrupted: boolean): number {
  const failed = entries.filter(({ error }) => error !== undefined).length;
  const isShort = entries.some(({ issues = [] }) =>
    losesData(issues.map(({ code, message }) => ({ code, message, severity: 'warning' }))),
  );
  if (failed === 0 && !wasInterrupted && !isShort) return EXIT.done;
  return failed === entries.length && failed > 0 ? EXIT.failed : EXIT.doneWithLoss;
}
