/**
 * The jobs of a batch -> what is to be done about each: nothing, because its clips are there and made of the same content with the same
 * options; or a task. Recordings of the same content become one task.
 *
 * A file that was not touched since it was read is believed to be the same. Of files that are new, those of the same size that also
 * begin, go on in the middle and end alike are read whole here; every other one differs from all of them and is read once, by its task.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hash, outputKey } from './keys.node.ts';
import type { FileStamp, Job, JobStore } from './store/job-store.node.ts';
import type { TaskRunner } from './work/task-runner.ts';

export interface PlannedJob {
  readonly job: Job;
  /** The word where it goes into the clip; it does not of a file that says its own. */
  readonly word: string | undefined;
  readonly stamp: FileStamp;
  readonly sha256: string | null;
  /** Formats to be written. */
  readonly formats: readonly string[];
}

export interface Plan {
  /** Jobs of one content each. */
  readonly tasks: readonly (readonly PlannedJob[])[];
  /** Everything is there already. */
  readonly kept: readonly Job[];
  /** Their file is not there. */
  readonly missing: readonly Job[];
}

export interface PlanOptions {
  readonly output: string;
  readonly formats: readonly string[];
  readonly recipeKey: string;
  /** Clips carry the words of the list. */
  readonly isList: boolean;
  readonly force: boolean;
}

/** A file that changed within this time of being read may have changed again without its time showing it, milliseconds. */
const RACE_MILLIS = 2000;

/** Read of each of three places of a file to tell it from others of its size. */
const PROBE_BYTES = 4096;

export async function planJobs(
  jobs: readonly Job[],
  store: JobStore,
  runner: TaskRunner,
  options: PlanOptions,
): Promise<Plan> {
  const kept: Job[] = [];
  const missing: Job[] = [];
  const wanted: PlannedJob[] = [];
  const seen = jobs.map(stampOf);
  const isSame = (job: Job, stamp: FileStamp) =>
    job.sha256 !== null &&
    job.size === stamp.size &&
    job.modifiedMs === stamp.modifiedMs &&
    job.readMs! - stamp.modifiedMs > RACE_MILLIS;
  const touched = jobs.flatMap((job, i) => {
    const stamp = seen[i];
    return stamp && job.sha256 !== null && !isSame(job, stamp) ? [{ job, stamp }] : [];
  });
  const twins = lookAlikes(
    jobs.flatMap((job, i) => (seen[i] && job.sha256 === null ? [{ job, stamp: seen[i] }] : [])),
  );
  const toRead = [...touched, ...twins];
  const digests = await runner.digest(toRead.map(({ job }) => job.path!));
  const read = new Map<string, string>();
  toRead.forEach(({ job, stamp }, i) => {
    const digest = digests[i];
    if (!digest) return;
    read.set(job.jobId, digest.sha256);
    store.stamp(job.videoId, stamp, digest);
  });
  jobs.forEach((job, i) => {
    const stamp = seen[i];
    if (!stamp) {
      missing.push(job);
      return;
    }
    const word = options.isList ? job.word : undefined;
    const sha256 = read.get(job.jobId) ?? (isSame(job, stamp) ? job.sha256 : null);
    const formats = options.formats.filter(
      (format) => options.force || !isThere(job, format, word, sha256, options),
    );
    if (formats.length === 0) kept.push(job);
    else wanted.push({ job, word, stamp, sha256, formats });
  });
  return { tasks: byContent(wanted), kept, missing };
}

function stampOf({ path }: Job): FileStamp | null {
  const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? { size: found.size, modifiedMs: found.mtimeMs, readMs: Date.now() } : null;
}

/** Whether a format need not be written: it was made of the same with the same, or lies there and is not ours to replace. */
function isThere(
  job: Job,
  format: string,
  word: string | undefined,
  sha256: string | null,
  { output, recipeKey }: PlanOptions,
): boolean {
  const made = job.outputs.find((made) => made.format === format);
  if (made) {
    if (sha256 === null) return false;
    const key = outputKey(recipeKey, sha256, { filename: basename(job.path!), word }, format);
    return made.key === key && made.paths.every((path) => existsSync(join(output, path)));
  }
  return existsSync(join(output, `${job.stem}.${format}`));
}

/** Those that share size and samples with another. */
function lookAlikes<T extends { job: Job; stamp: FileStamp }>(files: readonly T[]): T[] {
  const several = (group: readonly T[]) => group.length > 1;
  return groups(files, ({ stamp }) => String(stamp.size))
    .filter(several)
    .flatMap((sameSize) => groups(sameSize, ({ job, stamp }) => sampleOf(job.path!, stamp.size)))
    .filter(several)
    .flat();
}

function sampleOf(path: string, size: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(PROBE_BYTES * 3);
      const places = [0, Math.max(0, Math.floor((size - PROBE_BYTES) / 2)), Math.max(0, size - PROBE_BYTES)];
      for (const [i, place] of places.entries()) readSync(file, bytes, i * PROBE_BYTES, PROBE_BYTES, place);
      return hash(bytes.toString('latin1'));
    } finally {
      closeSync(file);
    }
  } catch {
    // its task will say what is wrong with it
    return path;
  }
}

const byContent = (jobs: readonly PlannedJob[]): PlannedJob[][] =>
  groups(jobs, ({ job, sha256 }) => sha256 ?? job.jobId);

function groups<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = byKey.get(key);
    if (group) group.push(item);
    else byKey.set(key, [item]);
  }
  return [...byKey.values()];
}
