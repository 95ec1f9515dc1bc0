/**
 * Recordings -> clips, every row of the input accounted for. The state lies in a database in the output folder, so a second run goes on
 * where the first stopped and solves again only what changed; a run that is killed loses the clips in hand and nothing else.
 */
import { readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exporterFor } from '../export/exporters.ts';
import { ownerOfTemporary } from '../export/write-files.node.ts';
import { TegnError } from '../issues/issues.ts';
import { targetNamed } from '../skeleton/targets.ts';
import { TEGN_VERSION } from '../version.ts';
import { type BatchEntry, failedEntry, keptEntry, queuedEntry } from './batch-entry.ts';
import { findInputs, type Inputs } from './inputs/find-inputs.node.ts';
import { canonical, recipeKey } from './keys.node.ts';
import { startOwner } from './lease.node.ts';
import { type Plan, type PlannedJob, planJobs } from './plan.node.ts';
import { isAlive } from './process-alive.node.ts';
import { writeReports } from './report/write-reports.node.ts';
import { type Job, type JobStore, openStore } from './store/job-store.node.ts';
import { openStoreCopy } from './store/store-copy.node.ts';

import type { Failure, Recipe } from './work/task.ts';
import type { TaskRunner } from './work/task-runner.ts';
import { createThreadRunner } from './work/thread-runner.node.ts';
import { type Work, workOff } from './work-off.node.ts';

export type { BatchEntry } from './batch-entry.ts';

export interface BatchOptions {
  readonly recipe: Recipe;
  /** File extensions of the exporters to use. */
  readonly formats: readonly string[];
  /** Replace clips even where they are up to date or not ours. */
  readonly force?: boolean;
  /** Only words that begin like this, in any letter case. */
  readonly where?: string;
  /** Only what failed, or had no file, when it was last tried. */
  readonly only?: 'failed';
  /** At most so many clips; those that are up to date do not count. */
  readonly limit?: number;
  /** Threads. Default: one per processor core. */
  readonly workers?: number;
  /** Folder with the tracking records of videos that a list names; they may also lie beside the videos. */
  readonly records?: string;
  /** The database; tegn.db in the output folder when absent. */
  readonly database?: string;
  /** Who does the work; threads of this process when absent. Not closed here. */
  readonly runner?: TaskRunner;
  /** Plans and tells, and changes nothing. */
  readonly dryRun?: boolean;
  /** Ends the batch after the clips in hand. */
  readonly signal?: AbortSignal;
  /** Called after each row that is settled. */
  readonly onProgress?: (done: number, total: number, entry: BatchEntry) => void;
}

/** In the output folder, unless another is named. */
export const STORE_FILE = 'tegn.db';

/**
 * The rows that were asked for, in the order of the input. Throws E_FILE_MISSING, E_MANIFEST, E_FORMAT_UNKNOWN and E_TARGET_UNKNOWN before
 * anything is written, E_STORE, and E_OUTPUT_WRITE when nothing more can be written.
 */
export async function runBatch(input: string, output: string, options: BatchOptions): Promise<BatchEntry[]> {
  for (const format of options.formats) exporterFor(format, options.recipe.write);
  const { target } = options.recipe.clip;
  if (target !== undefined) targetNamed(target);
  const formats = options.formats.map((format) => exporterFor(format).extension);
  const inputs = await findInputs(input, output, options.records);
  const database = options.database ?? join(output, STORE_FILE);
  if (options.dryRun) {
    const store = await openStoreCopy(database);
    try {
      return await workThrough(inputs, output, { ...options, formats }, store);
    } finally {
      store.close();
    }
  }
  await makeOutput(output);
  const store = await openStore(database);
  try {
    const entries = await workThrough(inputs, output, { ...options, formats }, store);
    return entries;
  } finally {
    store.close();
  }
}

async function workThrough(
  { rows, isList, delimiter }: Inputs,
  output: string,
  options: BatchOptions,
  store: JobStore,
): Promise<BatchEntry[]> {
  const started = performance.now();
  const { recipe, formats, dryRun = false, signal, force = false } = options;
  const runner = options.runner ?? createThreadRunner({ recipe, output, workers: options.workers });
  const run = store.startRun(rows, {
    version: TEGN_VERSION,
    recipe: canonical(recipe),
    formats,
    workers: runner.workers,
  });
  const owner = startOwner(store);
  try {
    sweepParts(output, dryRun);
    const key = recipeKey(recipe);
    const chosen = store.jobsOf(run).filter((job) => isWanted(job, options));
    const planned = await planJobs(chosen, store, runner, { output, formats, recipeKey: key, isList, force });
    const tasks = limited(planned.tasks, options.limit);
    const wanted = tasks.flat().map(({ job }) => job);
    const entries = new Map<string, BatchEntry>();
    const total = planned.kept.length + planned.missing.length + wanted.length;
    const settle = (job: Job, entry: BatchEntry) => {
      entries.set(job.jobId, entry);
      options.onProgress?.(entries.size, total, entry);
    };
    for (const job of planned.kept) settle(job, keptEntry(job, formats));
    for (const job of planned.missing) {
      const error: Failure = { code: 'E_FILE_MISSING', message: `Cannot find ${job.name}.` };
      store.fail(job.jobId, error);
      settle(job, failedEntry(job, error));
    }
    store.mark([
      ...planned.kept.map(({ jobId }) => [jobId, 'done'] as const),
      ...wanted.map(({ jobId }) => [jobId, 'queued'] as const),
    ]);
    const work: Work = { store, owner, runner, key, signal, settle };
    const fatal = dryRun ? undefined : await workOff(tasks, work);
    const result = chosen.flatMap((job) => {
      const isLeft = !entries.has(job.jobId) && wanted.includes(job);
      return entries.get(job.jobId) ?? (isLeft ? [queuedEntry(job)] : []);
    });
    owner.end();
    const count = (...statuses: string[]) => result.filter(({ status }) => statuses.includes(status)).length;
    store.endRun(run, count('done'), count('failed', 'missing_file'), (performance.now() - started) / 1000);
    if (fatal) throw new TegnError(fatal.code, `${fatal.message} The same command goes on from here.`);
    if (!dryRun) await writeReports(store, output, { delimiter });
    return result;
  } finally {
    owner.end();
    if (!options.runner) await runner.close();
  }
}

const isWanted = ({ word, status }: Job, { where, only }: BatchOptions): boolean =>
  (where === undefined || word.toLowerCase().startsWith(where.normalize('NFC').toLowerCase())) &&
  (only === undefined || status === 'failed' || status === 'missing_file');

/** The first tasks, until they hold `limit` clips. */
function limited(tasks: Plan['tasks'], limit = Number.POSITIVE_INFINITY): PlannedJob[][] {
  let left = limit;
  return tasks.flatMap((jobs) => {
    const part = jobs.slice(0, left);
    left -= part.length;
    return part.length > 0 ? [part] : [];
  });
}

async function makeOutput(output: string): Promise<void> {
  try {
    await mkdir(output, { recursive: true });
  } catch (cause) {
    const message = `Cannot make the folder ${output}: ${(cause as Error).message}.`;
    throw new TegnError('E_OUTPUT_WRITE', message, { path: output }, cause);
  }
}

/** Temporary files of writers that are no more: what a killed process of this machine left. */
function sweepParts(output: string, dryRun: boolean): void {
  if (dryRun) return;
  for (const file of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
    const pid = ownerOfTemporary(file);
    if (pid !== null && !isAlive(pid)) rmSync(join(output, file), { force: true });
  }
}
