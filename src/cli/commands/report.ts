/** `tegn report`: the reports of a batch, made again from its database. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { openBatch } from '../../batch/open-batch.node.ts';
import { REPORT_FILES, writeReports } from '../../batch/report/write-reports.node.ts';

export function registerReport(program: Command): void {
  program
    .command('report')
    .description('write the reports of a batch again: report.html, report.json, results.csv, results.parquet')
    .argument('<folder>', 'output folder of a batch')
    .option('--db <file>', 'its database, if that lies elsewhere')
    .action(async (folder: string, { db }: { db?: string }) => {
      const store = await openBatch(folder, db);
      try {
        await writeReports(store, folder);
      } finally {
        store.close();
      }
      for (const name of REPORT_FILES) console.log(join(folder, name));
    });
}
