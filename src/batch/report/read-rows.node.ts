/** The database of a batch -> rows of a report: those that the last run listed, in its order. */
import type { ClipMeasure } from '../../quality/clip-measure.ts';
import { storing } from '../store/database.node.ts';
import type { JobStore } from '../store/job-store.node.ts';
import type { ReportRow } from './report-row.ts';

export function readRows({ database, path }: JobStore): ReportRow[] {
  return storing(path, () => {
    const outputs = new Map<string, string[]>();
    for (const { job_id, paths } of database
      .prepare("SELECT job_id, paths FROM tegn_outputs WHERE key <> '' ORDER BY job_id, format")
      .all() as { job_id: string; paths: string }[]) {
      outputs.set(job_id, [...(outputs.get(job_id) ?? []), ...(JSON.parse(paths) as string[])]);
    }
    const rows = database.prepare(ROWS).all() as StoredRow[];
    return rows.map((row): ReportRow => {
      const measure =
        row.status === 'done' && row.measure ? (JSON.parse(row.measure) as ClipMeasure) : undefined;
      return {
        job: row.job_id,
        input: row.name,
        word: row.word,
        filename: row.filename,
        status: row.status,
        outputs: outputs.get(row.job_id) ?? [],
        ...(row.frames !== null && { frames: row.frames }),
        ...(row.fps !== null && { fps: row.fps }),
        ...(row.duration_s !== null && { durationSeconds: row.duration_s }),
        ...(row.tracking_provider !== null && { source: row.tracking_provider }),
        ...(measure && {
          score: measure.score,
          trackingScore: measure.tracking.score,
          hands: measure.sign.hands,
          sign: [measure.sign.first, measure.sign.last] as const,
        }),
        findings: measure?.findings ?? [],
        issues: row.issues && measure ? JSON.parse(row.issues) : [],
        ...(row.error_code !== null && {
          error: { code: row.error_code, message: (row.error ?? '').slice(row.error_code.length + 2) },
        }),
        ...(row.same_as !== null && { sameAs: row.same_as }),
        ...(row.seconds !== null && { seconds: row.seconds }),
      };
    });
  });
}

const ROWS = `
SELECT i.job_id, i.name, v.word, v.filename, j.status, j.error, j.frames, v.fps, v.duration_s, j.tracking_provider,
  t.error_code, t.measure, t.issues, t.seconds, f.name AS same_as
FROM tegn_inputs i
  JOIN videos v ON v.id = i.video_id
  JOIN jobs j ON j.id = i.job_id
  JOIN tegn_jobs t ON t.job_id = i.job_id
  LEFT JOIN tegn_inputs f ON f.video_id = i.first_video_id
WHERE i.listed_in = (SELECT MAX(id) FROM tegn_runs)
ORDER BY i.position`;

interface StoredRow {
  readonly job_id: string;
  readonly name: string;
  readonly word: string;
  readonly filename: string;
  readonly status: ReportRow['status'];
  readonly error: string | null;
  readonly frames: number | null;
  readonly fps: number | null;
  readonly duration_s: number | null;
  readonly tracking_provider: string | null;
  readonly error_code: string | null;
  readonly measure: string | null;
  readonly issues: string | null;
  readonly seconds: number | null;
  readonly same_as: string | null;
}
