/** `tegn stats`: a batch in numbers, in the terminal. */
import type { Command } from 'commander';
import { openBatch } from '../../batch/open-batch.node.ts';
import { readRows } from '../../batch/report/read-rows.node.ts';
import type { ReportRow } from '../../batch/report/report-row.ts';
import { type Spread, type Totals, totalsOf } from '../../batch/report/totals.ts';

/** Clips that are listed as the worst. */
const WORST = 10;

/** Characters of the longest bar. */
const BAR = 40;

export function registerStats(program: Command): void {
  program
    .command('stats')
    .description('a batch in numbers: how many are done, how good they are, what is wrong with the worst')
    .argument('<folder>', 'output folder of a batch')
    .option('--where <prefix>', 'only words that begin like this')
    .option('--db <file>', 'its database, if that lies elsewhere')
    .option('--json', 'print the numbers as JSON')
    .action(
      async (folder: string, { where = '', db, json }: { where?: string; db?: string; json?: boolean }) => {
        const store = await openBatch(folder, db);
        try {
          const rows = readRows(store).filter(({ word }) =>
            word.toLowerCase().startsWith(where.toLowerCase()),
          );
          const totals = totalsOf(rows);
          console.log(json ? JSON.stringify(totals, null, 2) : describe(totals, rows));
        } finally {
          store.close();
        }
      },
    );
}

function describe(totals: Totals, rows: readonly ReportRow[]): string {
  const statuses = Object.entries(totals.byStatus).map(
    ([status, count]) => `${count} ${status.replace('_', ' ')}`,
  );
  const lines = [
    `${totals.clips} clips: ${statuses.join(', ')}; ${totals.frames} frames, ${(totals.seconds / 60).toFixed(1)} minutes`,
  ];
  if (totals.score && totals.trackingScore) {
    lines.push(
      `score           ${spread(totals.score)}`,
      `tracking score  ${spread(totals.trackingScore)}`,
      '',
    );
    const most = Math.max(...totals.histogram);
    totals.histogram.forEach((count, bin) => {
      const from = (bin / totals.histogram.length).toFixed(2);
      lines.push(`${from} ${'#'.repeat(Math.ceil((BAR * count) / most)).padEnd(BAR)} ${count}`);
    });
  }
  if (totals.findings.length > 0) lines.push('', 'Reasons, by clips:');
  for (const { type, clips, help } of totals.findings) {
    lines.push(`${String(clips).padStart(6)} ${type.replaceAll('_', ' ').padEnd(18)} ${help}`);
  }
  for (const [code, count] of Object.entries(totals.errors))
    lines.push(`${String(count).padStart(6)} ${code}`);
  const scored = rows.filter(({ score }) => score !== undefined).sort((a, b) => a.score! - b.score!);
  if (scored.length > 0) lines.push('', 'Worst:');
  for (const { score, word, input, findings } of scored.slice(0, WORST)) {
    lines.push(`  ${score!.toFixed(2)} ${word} (${input}): ${findings[0]?.message ?? ''}`);
  }
  return lines.join('\n');
}

const spread = ({ mean, min, median, max }: Spread): string =>
  `mean ${mean.toFixed(2)}, from ${min.toFixed(2)} to ${max.toFixed(2)}, median ${median.toFixed(2)}`;
