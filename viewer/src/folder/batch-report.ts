/** The report.json of `tegn batch` -> what it says of each clip, by the paths of its files below the folder. */
export interface ClipQuality {
  /** 0..1 */
  readonly score: number;
  /** In words, the worst first. */
  readonly reasons: readonly string[];
}

export interface ReportedClip {
  /** Null for a clip that failed. */
  readonly quality: ClipQuality | null;
  readonly seconds: number | null;
  /** Why there is no clip. */
  readonly problem: string | null;
}

/** Reasons that a row has room for. */
const MOST_REASONS = 4;

/** Empty for a file that is no such report. */
export function readBatchReport(bytes: Uint8Array): Record<string, ReportedClip> {
  const report = JSON.parse(new TextDecoder().decode(bytes)) as { clips?: unknown };
  const clips: Record<string, ReportedClip> = {};
  if (!Array.isArray(report?.clips)) return clips;
  for (const row of report.clips as Readonly<Record<string, unknown>>[]) {
    const told = {
      quality: qualityOf(row),
      seconds: numberOf(row['durationSeconds']),
      problem: problemOf(row),
    };
    if (typeof row['input'] === 'string') clips[row['input']] ??= told;
    const outputs = Array.isArray(row['outputs']) ? row['outputs'] : [];
    for (const path of outputs) if (typeof path === 'string') clips[path] = told;
  }
  return clips;
}

function qualityOf({ score, findings }: Readonly<Record<string, unknown>>): ClipQuality | null {
  if (typeof score !== 'number') return null;
  const messages = Array.isArray(findings)
    ? (findings as { message?: unknown; severity?: unknown }[]).flatMap(({ message, severity }) =>
        typeof message === 'string' && severity !== 'info' ? [message] : [],
      )
    : [];
  return { score, reasons: [...new Set(messages)].slice(0, MOST_REASONS) };
}

function problemOf({ error }: Readonly<Record<string, unknown>>): string | null {
  const message = (error as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' ? message : null;
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
