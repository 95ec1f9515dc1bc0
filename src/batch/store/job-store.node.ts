/** The state of a batch in tegn.db: what is to be done, who is at it, what came of it. Every change is one transaction. */

import type { IssueCode } from '../../issues/codes.ts';
import type { InputRow } from '../inputs/find-inputs.node.ts';
import type { Digest } from '../work/digest.node.ts';
import type { Failure } from '../work/task.ts';
import { type Database, openDatabase, storing } from './database.node.ts';
import { listInputs } from './list-inputs.node.ts';
import { migrate } from './migrate.node.ts';
import { describeFailure, type JobResult, recordResult, setStamp } from './record-result.node.ts';

export type JobStatus = 'queued' | 'processing' | 'done' | 'failed' | 'missing_file';

/** Where a row of the input stands. */
export interface Job {
  readonly jobId: string;
  readonly videoId: string;
  readonly name: string;
  readonly word: string;
  readonly filename: string;
  readonly path: string | null;
  readonly stem: string;
  readonly status: JobStatus;
  readonly attempts: number;
  /** Of the file as it was when it was last read whole. */
  readonly sha256: string | null;
  readonly size: number | null;
  readonly modifiedMs: number | null;
  readonly readMs: number | null;
  readonly outputs: readonly Output[];
}

export interface Output {
  readonly format: string;
  /** What the clip was made of: content, options, version; empty where it was begun and is perhaps not there. */
  readonly key: string;
  /** Below the output folder. */
  readonly paths: readonly string[];
}

export interface FileStamp {
  readonly size: number;
  readonly modifiedMs: number;
  /** When it was looked at. */
  readonly readMs: number;
}

export interface Claim {
  readonly jobId: string;
  /** To be written. */
  readonly formats: readonly string[];
}

export interface Lease {
  readonly owner: string;
  /** Milliseconds of the system's clock; after it anybody may take the job. */
  readonly until: number;
}

export interface JobState {
  readonly status: JobStatus;
  /** Of a job that failed. */
  readonly error?: Failure;
  /** Somebody is at it. */
  readonly isHeld: boolean;
}

export interface RunSettings {
  readonly version: string;
  readonly recipe: string;
  readonly formats: readonly string[];
  readonly workers: number;
}

export interface JobStore {
  readonly path: string;
  readonly database: Database;
  /** Takes the rows over, known ones as they are, and opens a run over them; returns its number. */
  startRun(rows: readonly InputRow[], settings: RunSettings): number;
  /** In the order of the input. */
  jobsOf(run: number): Job[];
  /** Changes the status of jobs that nobody is at. */
  mark(changes: Iterable<readonly [jobId: string, status: JobStatus, error?: Failure]>): void;
  stamp(videoId: string, stamp: FileStamp, digest: Digest): void;
  /** Takes jobs until a time in milliseconds; returns those that no other process is at. From here on their clips are ours to replace. */
  claim(jobs: readonly Claim[], lease: Lease, now: number): string[];
  renew(lease: Lease): void;
  /** Gives back what an owner has not finished. */
  release(owner: string): void;
  /** Gives one job back. */
  giveBack(jobId: string): void;
  owners(): string[];
  /** Where a job stands now that another process may have been at it. */
  stateOf(jobId: string, now: number): JobState;
  finish(job: Job, result: JobResult): void;
  fail(jobId: string, error: Failure): void;
  endRun(run: number, done: number, failed: number, seconds: number): void;
  close(): void;
}

/** Throws E_STORE, E_STORE_VERSION. */
export async function openStore(path: string): Promise<JobStore> {
  const database = await openDatabase(path);
  try {
    storing(path, () => migrate(database, path));
  } catch (error) {
    database.close();
    throw error;
  }
  return createStore(database, path);
}

function createStore(database: Database, path: string): JobStore {
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  const sql = (text: string) => {
    const known = statements.get(text) ?? database.prepare(text);
    statements.set(text, known);
    return known;
  };
  const run = (text: string, ...values: unknown[]) => sql(text).run(...(values as [])).changes;
  const all = <T>(text: string, ...values: unknown[]) => sql(text).all(...(values as [])) as T[];
  const whole = <T>(work: () => T): T =>
    storing(path, () => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  const now = () => new Date().toISOString();
  const endLease = (jobId: string) =>
    run('UPDATE tegn_jobs SET lease_owner = NULL, lease_until = NULL WHERE job_id = ?', jobId);

  return {
    path,
    database,
    startRun: (rows, { version, recipe, formats, workers }) =>
      whole(() => {
        run(
          'INSERT INTO tegn_runs (started_at, tegn_version, recipe, formats, workers) VALUES (?, ?, ?, ?, ?)',
          now(),
          version,
          recipe,
          formats.join('+'),
          workers,
        );
        const [{ id }] = all<{ id: number }>('SELECT MAX(id) AS id FROM tegn_runs');
        listInputs(rows, id, { run, all });
        return id;
      }),

    jobsOf: (id) =>
      storing(path, () => {
        const outputs = new Map<string, Output[]>();
        for (const { job_id, format, key, paths } of all<Record<string, string>>(
          'SELECT * FROM tegn_outputs',
        )) {
          const list = outputs.get(job_id) ?? [];
          list.push({ format, key, paths: JSON.parse(paths) });
          outputs.set(job_id, list);
        }
        const rows = all<Omit<Job, 'outputs'>>(
          `SELECT i.job_id AS jobId, i.video_id AS videoId, i.name, v.word, v.filename, i.path, i.stem, j.status,
             t.attempts, i.sha256, i.size, i.modified_ms AS modifiedMs, i.read_ms AS readMs
           FROM tegn_inputs i JOIN videos v ON v.id = i.video_id JOIN jobs j ON j.id = i.job_id
             JOIN tegn_jobs t ON t.job_id = i.job_id
           WHERE i.listed_in = ? ORDER BY i.position`,
          id,
        );
        return rows.map((row) => ({ ...row, outputs: outputs.get(row.jobId) ?? [] }));
      }),

    mark: (changes) =>
      whole(() => {
        for (const [jobId, status, error] of changes) {
          run('UPDATE jobs SET status = ?, error = ? WHERE id = ?', status, describeFailure(error), jobId);
          run('UPDATE tegn_jobs SET error_code = ? WHERE job_id = ?', error?.code ?? null, jobId);
        }
      }),

    stamp: (videoId, stamp, digest) => {
      whole(() => setStamp({ run, all }, videoId, stamp, digest));
    },

    claim: (claims, { owner, until }, nowMs) =>
      whole(() => {
        const taken = claims.filter(({ jobId, formats }) => {
          const free = run(
            `UPDATE tegn_jobs SET lease_owner = ?, lease_until = ?, attempts = attempts + 1
             WHERE job_id = ? AND (lease_owner IS NULL OR lease_until < ?)`,
            ...[owner, until, jobId, nowMs],
          );
          if (free === 0) return false;
          run(
            "UPDATE jobs SET status = 'processing', started_at = ?, finished_at = NULL WHERE id = ?",
            now(),
            jobId,
          );
          for (const format of formats) {
            run(
              "INSERT OR IGNORE INTO tegn_outputs (job_id, format, key, paths, bytes) VALUES (?, ?, '', '[]', 0)",
              jobId,
              format,
            );
          }
          return true;
        });
        return taken.map(({ jobId }) => jobId);
      }),

    renew: ({ owner, until }) => {
      storing(path, () => run('UPDATE tegn_jobs SET lease_until = ? WHERE lease_owner = ?', until, owner));
    },

    release: (owner) =>
      whole(() => {
        run(
          `UPDATE jobs SET status = 'queued', started_at = NULL
           WHERE status = 'processing' AND id IN (SELECT job_id FROM tegn_jobs WHERE lease_owner = ?)`,
          owner,
        );
        run('UPDATE tegn_jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = ?', owner);
      }),

    giveBack: (jobId) =>
      whole(() => {
        run("UPDATE jobs SET status = 'queued', started_at = NULL WHERE id = ?", jobId);
        endLease(jobId);
      }),

    stateOf: (jobId, nowMs) =>
      storing(path, () => {
        const [row] = all<{
          status: JobStatus;
          error: string | null;
          code: IssueCode | null;
          until: number | null;
        }>(
          `SELECT j.status, j.error, t.error_code AS code, t.lease_until AS until
           FROM jobs j JOIN tegn_jobs t ON t.job_id = j.id WHERE j.id = ?`,
          jobId,
        );
        const { status, error, code, until } = row;
        const hasFailed = status === 'failed' || status === 'missing_file';
        return {
          status,
          isHeld: until !== null && until >= nowMs,
          ...(hasFailed && { error: { code: code!, message: error!.slice(code!.length + 2) } }),
        };
      }),

    owners: () =>
      storing(path, () =>
        all<{ owner: string }>(
          'SELECT DISTINCT lease_owner AS owner FROM tegn_jobs WHERE lease_owner IS NOT NULL',
        ).map(({ owner }) => owner),
      ),

    finish: (job, result) => whole(() => recordResult({ run, all }, job, result)),

    fail: (jobId, error) =>
      whole(() => {
        const status = error.code === 'E_FILE_MISSING' ? 'missing_file' : 'failed';
        run(
          'UPDATE jobs SET status = ?, error = ?, finished_at = ? WHERE id = ?',
          status,
          describeFailure(error),
          now(),
          jobId,
        );
        run('UPDATE tegn_jobs SET error_code = ? WHERE job_id = ?', error.code, jobId);
        run('DELETE FROM quality_issues WHERE job_id = ?', jobId);
        endLease(jobId);
      }),

    endRun: (id, done, failed, seconds) => {
      storing(path, () =>
        run(
          'UPDATE tegn_runs SET finished_at = ?, done = ?, failed = ?, seconds = ? WHERE id = ?',
          now(),
          done,
          failed,
          seconds,
          id,
        ),
      );
    },

    close: () => {
      statements.clear();
      try {
        // one file, as programs that know nothing of write-ahead logs and folders on other machines want it
        database.pragma('journal_mode = DELETE');
      } catch {
        // another process is at it; the last one tidies up
      }
      database.close();
    },
  };
}
