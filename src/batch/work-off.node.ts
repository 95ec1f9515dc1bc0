/**
 * Works tasks off: never more in hand than the runner takes, every result in the store before the next is asked for. Jobs that another
 * process on the same database is at are left to it, and taken up again when it dies over them.
 */
import { basename } from 'node:path';
import { type BatchEntry, doneEntry, failedEntry, keptEntry } from './batch-entry.ts';
import { hash, outputKey } from './keys.node.ts';
import type { Owner } from './lease.node.ts';
import type { PlannedJob } from './plan.node.ts';
import type { Job, JobStore } from './store/job-store.node.ts';
import type { ClipTask, Failure, TaskResult } from './work/task.ts';
import type { TaskRunner } from './work/task-runner.ts';

export interface Work {
  readonly store: JobStore;
  readonly owner: Owner;
  readonly runner: TaskRunner;
  /** Of the recipe. */
  readonly key: string;
  /** Ends the work after the tasks in hand. */
  readonly signal: AbortSignal | undefined;
  readonly settle: (job: Job, entry: BatchEntry) => void;
}

/** Returns why nothing more can be done, if so; throws what the store or the runner throws, after the tasks in hand. */
export async function workOff(
  tasks: readonly (readonly PlannedJob[])[],
  work: Work,
): Promise<Failure | undefined> {
  const { store, owner, runner, signal } = work;
  const inHand = new Set<Promise<void>>();
  const elsewhere: PlannedJob[] = [];
  let fatal: Failure | undefined;
  let broken: { error: unknown } | undefined;
  const isEnded = () => signal?.aborted || fatal !== undefined || broken !== undefined;
  for (const jobs of tasks) {
    while (inHand.size >= runner.capacity) await Promise.race(inHand);
    if (isEnded()) break;
    const claims = jobs.map(({ job, formats }) => ({ jobId: job.jobId, formats }));
    const taken = new Set(store.claim(claims, owner.lease(), Date.now()));
    const mine = jobs.filter(({ job }) => taken.has(job.jobId));
    elsewhere.push(...jobs.filter(({ job }) => !taken.has(job.jobId)));
    if (mine.length === 0) continue;
    const done: Promise<void> = runner
      .run(taskOf(mine, work.key))
      .then((result) => {
        const failure = record(result, mine, work);
        fatal ??= failure;
      })
      .catch((error: unknown) => {
        broken ??= { error };
      })
      .finally(() => inHand.delete(done));
    inHand.add(done);
  }
  await Promise.all(inHand);
  if (broken) throw (broken as { error: unknown }).error;
  return isEnded() ? fatal : takeOver(elsewhere, work);
}

/** Time between two looks at what another process is doing, milliseconds. */
const LOOK_MILLIS = 1000;

/** Waits for jobs that another process is at, and does those that it leaves. */
async function takeOver(jobs: readonly PlannedJob[], work: Work): Promise<Failure | undefined> {
  const { store, signal, settle } = work;
  for (let left = jobs; left.length > 0 && !signal?.aborted; ) {
    const free: PlannedJob[] = [];
    const held: PlannedJob[] = [];
    for (const planned of left) {
      const { job } = planned;
      const state = store.stateOf(job.jobId, Date.now());
      if (state.error) settle(job, failedEntry(job, state.error));
      else if (state.status === 'done') settle(job, keptEntry(job, planned.formats));
      else (state.isHeld ? held : free).push(planned);
    }
    const fatal = await workOff(
      free.map((planned) => [planned]),
      work,
    );
    if (fatal) return fatal;
    left = held;
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
  }
  return undefined;
}

function taskOf(jobs: readonly PlannedJob[], key: string): ClipTask {
  const path = jobs[0].job.path!;
  const clips = jobs.map(({ job, word, formats }) => ({
    jobId: job.jobId,
    filename: basename(job.path!),
    word,
    stem: job.stem,
    formats,
  }));
  const { size, modifiedMs } = jobs[0].stamp;
  return { id: `clip-${hash(key, path, JSON.stringify([size, modifiedMs, clips]))}`, path, clips };
}

/** Puts a result into the store. Returns the failure after which nothing more can be done; its jobs are given back. */
function record(result: TaskResult, jobs: readonly PlannedJob[], work: Work): Failure | undefined {
  const { store, settle } = work;
  let fatal: Failure | undefined;
  for (const { job, word, stamp } of jobs) {
    const written = 'error' in result ? undefined : result.written.find(({ jobId }) => jobId === job.jobId);
    const error = 'error' in result ? result.error : written?.error;
    if (error?.fatal) {
      store.giveBack(job.jobId);
      fatal = error;
      continue;
    }
    if ('error' in result) {
      store.fail(job.jobId, result.error);
      settle(job, failedEntry(job, result.error));
      continue;
    }
    const order = { filename: basename(job.path!), word };
    const outputs = written!.outputs.map((made) => ({
      ...made,
      key: outputKey(work.key, result.sha256, order, made.format),
    }));
    store.finish(job, { solved: result, outputs, stamp, error });
    settle(job, error ? failedEntry(job, error) : doneEntry(job, result, outputs));
  }
  return fatal;
}
