/** Rows of a report -> its totals. */
import { FINDING_RULES, type FindingType } from '../../quality/finding-types.ts';
import type { ReportRow } from './report-row.ts';

export interface Totals {
  readonly clips: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly frames: number;
  readonly seconds: number;
  /** Of clips that are done; null without any. */
  readonly score: Spread | null;
  readonly trackingScore: Spread | null;
  /** Clips by score: 0 to below 0.05, and so on; 1 is in the last. */
  readonly histogram: readonly number[];
  /** Clips with a finding of the type, the most frequent first. */
  readonly findings: readonly { readonly type: FindingType; readonly clips: number; readonly help: string }[];
  /** Clips by error code. */
  readonly errors: Readonly<Record<string, number>>;
}

export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

const BINS = 20;

export function totalsOf(rows: readonly ReportRow[]): Totals {
  const scores = rows.flatMap(({ score }) => score ?? []);
  const histogram = Array.from({ length: BINS }, () => 0);
  for (const score of scores) histogram[Math.min(BINS - 1, Math.floor(score * BINS))]++;
  const byType = countBy(rows.flatMap(({ findings }) => [...new Set(findings.map(({ type }) => type))]));
  return {
    clips: rows.length,
    byStatus: countBy(rows.map(({ status }) => status)),
    frames: rows.reduce((sum, { frames = 0 }) => sum + frames, 0),
    seconds: rows.reduce((sum, { durationSeconds = 0 }) => sum + durationSeconds, 0),
    score: spreadOf(scores),
    trackingScore: spreadOf(rows.flatMap(({ trackingScore }) => trackingScore ?? [])),
    histogram,
    findings: Object.entries(byType)
      .sort(([, a], [, b]) => b - a)
      .map(([type, clips]) => ({
        type: type as FindingType,
        clips,
        help: FINDING_RULES[type as FindingType].help,
      })),
    errors: countBy(rows.flatMap(({ error }) => error?.code ?? [])),
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const mean = sorted.reduce((a, b) => a + b) / sorted.length;
  return { mean, min: sorted[0], median: sorted[sorted.length >> 1], max: sorted[sorted.length - 1] };
}
