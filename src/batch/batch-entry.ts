/** What became of one row of a batch, as programs are told. */
import type { Job } from './store/job-store.node.ts';
import type { Failure, FoldedIssue, SolvedTask, WrittenFormat } from './work/task.ts';

export interface BatchEntry {
  /** As the user has it: relative to the folder, or the path in the list. */
  readonly input: string;
  readonly word: string;
  /** kept: up to date already; queued: not tried, because the batch was ended or only planned. */
  readonly status: 'done' | 'kept' | 'failed' | 'missing_file' | 'queued';
  /** Relative to the output folder. */
  readonly outputs: readonly string[];
  readonly frames?: number;
  /** 0..1, and the archive's own figure. */
  readonly score?: number;
  readonly trackingScore?: number;
  readonly issues?: readonly FoldedIssue[];
  readonly error?: { readonly code: string; readonly message: string };
}

export const doneEntry = (
  job: Job,
  { frames, measure, issues }: SolvedTask,
  written: readonly WrittenFormat[],
): BatchEntry => ({
  ...entryOf(job, 'done'),
  // formats of an earlier run are the job's too
  outputs: [
    ...job.outputs.filter(({ format }) => !written.some((made) => made.format === format)),
    ...written,
  ].flatMap(({ paths }) => paths),
  frames,
  score: measure.score,
  trackingScore: measure.tracking.score,
  issues,
});

/** @param formats that were asked for */
export const keptEntry = (job: Job, formats: readonly string[]): BatchEntry => ({
  ...entryOf(job, 'kept'),
  outputs: formats.flatMap((format) => {
    const made = job.outputs.find((output) => output.format === format);
    return made ? made.paths : [`${job.stem}.${format}`];
  }),
});

export const queuedEntry = (job: Job): BatchEntry => entryOf(job, 'queued');

export const failedEntry = (job: Job, { code, message }: Pick<Failure, 'code' | 'message'>): BatchEntry => ({
  ...entryOf(job, code === 'E_FILE_MISSING' ? 'missing_file' : 'failed'),
  error: { code, message },
});

const entryOf = ({ name, word }: Job, status: BatchEntry['status']): BatchEntry => ({
  input: name,
  word,
  status,
  outputs: [],
});
