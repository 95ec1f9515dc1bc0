/** What came of a job -> the rows that tell it, within a transaction of the caller. */
import { FINDING_RULES } from '../../quality/finding-types.ts';
import type { Digest } from '../work/digest.node.ts';
import type { Failure, SolvedTask, WrittenFormat } from '../work/task.ts';
import type { FileStamp, Job } from './job-store.node.ts';
import type { Sql } from './sql.ts';
import { stableId } from './stable-id.node.ts';

export interface JobResult {
  readonly solved: SolvedTask;
  readonly outputs: readonly (WrittenFormat & { readonly key: string })[];
  /** Of the recording when it was looked at. */
  readonly stamp: FileStamp;
  /** What kept some format from being written. */
  readonly error?: Failure;
}

export function recordResult(
  { run, all }: Sql,
  { jobId, videoId }: Job,
  { solved, outputs, stamp, error }: JobResult,
): void {
  const { measure, strip, recording } = solved;
  for (const { format, key, paths, bytes } of outputs) {
    run(
      'INSERT OR REPLACE INTO tegn_outputs (job_id, format, key, paths, bytes) VALUES (?, ?, ?, ?, ?)',
      ...[jobId, format, key, JSON.stringify(paths), bytes],
    );
  }
  run(
    `UPDATE jobs SET status = ?, error = ?, finished_at = ?, quality_score = ?, frames = ?, tracking_provider = ?,
       output_format = (SELECT group_concat(format, '+') FROM (SELECT format FROM tegn_outputs WHERE job_id = ? AND key <> '' ORDER BY format))
     WHERE id = ?`,
    ...[
      error ? 'failed' : 'done',
      describeFailure(error),
      new Date().toISOString(),
      measure.tracking.score,
      solved.frames,
      recording.kind,
    ],
    ...[jobId, jobId],
  );
  run(
    `UPDATE tegn_jobs SET lease_owner = NULL, lease_until = NULL, error_code = ?, score = ?, measure = ?, issues = ?,
       strip_frames = ?, strip_landmarks = ?, strip_joints = ?, seconds = ? WHERE job_id = ?`,
    ...[error?.code ?? null, measure.score, JSON.stringify(measure), JSON.stringify(solved.issues)],
    ...[
      JSON.stringify(strip.frames),
      Buffer.from(strip.landmarks),
      Buffer.from(strip.joints),
      solved.seconds,
    ],
    jobId,
  );
  run('DELETE FROM quality_issues WHERE job_id = ?', jobId);
  measure.findings.forEach(({ type, severity, frameStart, frameEnd, message }, i) => {
    run(
      `INSERT INTO quality_issues (id, job_id, issue_type, severity, frame_start, frame_end, details)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[
        stableId(jobId, 'issue', String(i)),
        jobId,
        type,
        severity,
        frameStart,
        frameEnd,
        `${message} ${FINDING_RULES[type].help}`,
      ],
    );
  });
  describeVideo({ run, all }, videoId, solved, stamp);
}

export function setStamp(
  { run }: Sql,
  videoId: string,
  { size, modifiedMs, readMs }: FileStamp,
  { sha1, sha256 }: Digest,
): void {
  run(
    // a hash of ours that the file no longer has
    'UPDATE videos SET sha1 = NULL WHERE id = ? AND sha1 <> ? AND sha1 = (SELECT sha1 FROM tegn_inputs WHERE video_id = ?)',
    ...[videoId, sha1, videoId],
  );
  run(
    'UPDATE tegn_inputs SET sha1 = ?, sha256 = ?, size = ?, modified_ms = ?, read_ms = ? WHERE video_id = ?',
    ...[sha1, sha256, size, modifiedMs, readMs, videoId],
  );
}

/** What the archive's table has no word for yet; what it says already is left as it is. A hash stands there once: the first row keeps it. */
function describeVideo({ run, all }: Sql, videoId: string, solved: SolvedTask, stamp: FileStamp): void {
  const { sha1, recording } = solved;
  setStamp({ run, all }, videoId, stamp, solved);
  run(
    `UPDATE videos SET duration_s = COALESCE(duration_s, ?), fps = COALESCE(fps, ?), width = COALESCE(width, ?),
       height = COALESCE(height, ?) WHERE id = ?`,
    ...[recording.frames / recording.fps, recording.fps, recording.width, recording.height, videoId],
  );
  const [first] = all<{ id: string }>('SELECT id FROM videos WHERE sha1 = ?', sha1);
  const other = first && first.id !== videoId ? first.id : null;
  run('UPDATE tegn_inputs SET first_video_id = ? WHERE video_id = ?', other, videoId);
  if (other === null) run('UPDATE videos SET sha1 = COALESCE(sha1, ?) WHERE id = ?', sha1, videoId);
}

/** As the archive's `error` column shows it. */
export const describeFailure = (error: Failure | undefined): string | null =>
  error ? `${error.code}: ${error.message}` : null;
