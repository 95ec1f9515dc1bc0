/** The database of a batch -> the reports beside its clips. */
import { join } from 'node:path';
import { writeFileWhole } from '../../export/write-files.node.ts';
import { TEGN_VERSION } from '../../version.ts';
import type { JobStore } from '../store/job-store.node.ts';
import { readRows } from './read-rows.node.ts';
import { readStrips } from './read-strips.node.ts';
import { reportPage } from './report-page.ts';
import type { ReportRow } from './report-row.ts';
import { resultsCsv, resultsParquet } from './tables.ts';
import { type Totals, totalsOf } from './totals.ts';

export interface ReportOptions {
  /** Of the CSV; a comma when absent. */
  readonly delimiter?: string;
}

export const REPORT_FILES = ['report.html', 'report.json', 'results.csv', 'results.parquet'] as const;

/** Throws E_STORE, E_OUTPUT_WRITE. */
export async function writeReports(
  store: JobStore,
  output: string,
  options: ReportOptions = {},
): Promise<void> {
  const rows = readRows(store);
  const totals = totalsOf(rows);
  const write = (name: (typeof REPORT_FILES)[number], content: string | Uint8Array) =>
    writeFileWhole(
      join(output, name),
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    );
  await write('report.json', reportJson(rows, totals));
  await write('results.csv', resultsCsv(rows, options.delimiter));
  await write('results.parquet', resultsParquet(rows));
  await write('report.html', reportPage(rows, totals, readStrips(store)));
}

/** Row by row: the text of an archive of a hundred thousand clips is longer than a string can be. */
function reportJson(rows: readonly ReportRow[], totals: Totals): Uint8Array {
  const head = JSON.stringify({ tegnVersion: TEGN_VERSION, totals }, null, 1).slice(0, -2);
  const clips = rows.map((row, i) => Buffer.from(`${i > 0 ? ',' : ''}\n  ${JSON.stringify(row)}`));
  return new Uint8Array(
    Buffer.concat([Buffer.from(`${head},\n "clips": [`), ...clips, Buffer.from('\n ]\n}\n')]),
  );
}
