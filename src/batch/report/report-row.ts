/** Everything a report says of one clip. */
import type { Finding } from '../../quality/clip-measure.ts';
import type { JobStatus } from '../store/job-store.node.ts';
import type { FoldedIssue } from '../work/task.ts';

export interface ReportRow {
  /** jobs.id in the database. */
  readonly job: string;
  readonly input: string;
  readonly word: string;
  readonly filename: string;
  readonly status: JobStatus;
  /** Relative to the output folder. */
  readonly outputs: readonly string[];
  readonly frames?: number;
  /** Of the recording. */
  readonly fps?: number;
  readonly durationSeconds?: number;
  /** Kind of file, such as "pose-0.2". */
  readonly source?: string;
  /** 0..1, and the archive's own figure. */
  readonly score?: number;
  readonly trackingScore?: number;
  /** Which hands sign, and from which frame to which. */
  readonly hands?: 'left' | 'right' | 'both' | null;
  readonly sign?: readonly [first: number, last: number];
  readonly findings: readonly Finding[];
  readonly issues: readonly FoldedIssue[];
  readonly error?: { readonly code: string; readonly message: string };
  /** Input of the row whose content this one shares. */
  readonly sameAs?: string;
  readonly seconds?: number;
}
