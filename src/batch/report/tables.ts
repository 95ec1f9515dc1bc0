/** Rows of a report as tables: CSV for a spreadsheet, Parquet for everything that reads columns. */
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeCsv } from '../inputs/csv.ts';
import type { ReportRow } from './report-row.ts';

interface Column {
  readonly name: string;
  readonly type: 'STRING' | 'DOUBLE' | 'INT32';
  readonly of: (row: ReportRow) => string | number | undefined;
}

const COLUMNS: readonly Column[] = [
  { name: 'word', type: 'STRING', of: ({ word }) => word },
  { name: 'filename', type: 'STRING', of: ({ filename }) => filename },
  { name: 'input', type: 'STRING', of: ({ input }) => input },
  { name: 'status', type: 'STRING', of: ({ status }) => status },
  { name: 'score', type: 'DOUBLE', of: ({ score }) => score },
  { name: 'quality_score', type: 'DOUBLE', of: ({ trackingScore }) => trackingScore },
  { name: 'hands', type: 'STRING', of: ({ hands }) => hands ?? undefined },
  { name: 'frames', type: 'INT32', of: ({ frames }) => frames },
  { name: 'sign_start', type: 'INT32', of: ({ sign }) => sign?.[0] },
  { name: 'sign_end', type: 'INT32', of: ({ sign }) => sign?.[1] },
  { name: 'fps', type: 'DOUBLE', of: ({ fps }) => fps },
  { name: 'duration_s', type: 'DOUBLE', of: ({ durationSeconds }) => durationSeconds },
  { name: 'source', type: 'STRING', of: ({ source }) => source },
  { name: 'findings', type: 'STRING', of: ({ findings }) => findings.map(({ type }) => type).join(' ') },
  { name: 'worst_finding', type: 'STRING', of: ({ findings }) => findings[0]?.message },
  { name: 'error', type: 'STRING', of: ({ error }) => error && `${error.code}: ${error.message}` },
  { name: 'outputs', type: 'STRING', of: ({ outputs }) => outputs.join(' ') },
  { name: 'same_as', type: 'STRING', of: ({ sameAs }) => sameAs },
  { name: 'seconds', type: 'DOUBLE', of: ({ seconds }) => seconds },
];

/** @param delimiter that of the list the batch was made of, so that the same spreadsheet opens both */
export const resultsCsv = (rows: readonly ReportRow[], delimiter = ','): string =>
  writeCsv(
    [COLUMNS.map(({ name }) => name), ...rows.map((row) => COLUMNS.map(({ of }) => rounded(of(row))))],
    delimiter,
  );

/** Snappy, the same bytes for the same rows. */
export function resultsParquet(rows: readonly ReportRow[]): Uint8Array {
  const columnData = COLUMNS.map(
    ({ name, type, of }): ColumnSource => ({
      name,
      type,
      data: rows.map((row) => of(row) ?? null),
      nullable: true,
    }),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

const rounded = (value: string | number | undefined): string | number | undefined =>
  typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value;
