/** Takes the rows of an input over into the database: known ones keep their names and jobs, new ones get one each. */
import type { InputRow } from '../inputs/find-inputs.node.ts';
import type { Sql } from './sql.ts';
import { stableId } from './stable-id.node.ts';

/** Within a transaction of the caller. */
export function listInputs(rows: readonly InputRow[], run: number, sql: Sql): void {
  const known = new Map<string, string>();
  const stems = new Set<string>();
  for (const { video_id, source, stem_key } of sql.all<Record<string, string>>(
    'SELECT video_id, source, stem_key FROM tegn_inputs',
  )) {
    known.set(source, video_id);
    stems.add(stem_key);
  }
  rows.forEach((row, position) => {
    const videoId = known.get(row.source);
    if (videoId === undefined) {
      addInput(row, position, run, freeStem(row.stems, stems), sql);
      return;
    }
    sql.run(
      'UPDATE tegn_inputs SET name = ?, path = ?, position = ?, listed_in = ? WHERE video_id = ?',
      ...[row.name, row.path, position, run, videoId],
    );
    sql.run(
      'UPDATE videos SET local_path = ? WHERE id = ? AND local_path <> ?',
      row.localPath,
      videoId,
      row.localPath,
    );
  });
}

function addInput(row: InputRow, position: number, run: number, stem: string, sql: Sql): void {
  // a row of the archive's own that nothing of ours stands for yet
  const [archived] = sql.all<{ id: string }>(
    `SELECT id FROM videos WHERE word = ? AND filename = ? AND local_path = ?
     AND id NOT IN (SELECT video_id FROM tegn_inputs) ORDER BY rowid LIMIT 1`,
    ...[row.word, row.filename, row.localPath],
  );
  const videoId = archived?.id ?? stableId('video', row.source);
  const jobId = stableId('job', row.source);
  if (!archived) {
    sql.run(
      'INSERT INTO videos (id, word, filename, remote_url, local_path) VALUES (?, ?, ?, ?, ?)',
      ...[videoId, row.word, row.filename, row.remoteUrl, row.localPath],
    );
  }
  sql.run("INSERT INTO jobs (id, video_id, status) VALUES (?, ?, 'queued')", jobId, videoId);
  sql.run('INSERT INTO tegn_jobs (job_id) VALUES (?)', jobId);
  sql.run(
    `INSERT INTO tegn_inputs (video_id, source, name, path, stem, stem_key, job_id, position, listed_in)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[videoId, row.source, row.name, row.path, stem, stemKey(stem), jobId, position, run],
  );
}

/** Names that differ in letter case alone are one on Windows and macOS. */
const stemKey = (stem: string): string => stem.normalize('NFC').toLowerCase();

/** The first wish that is free, else the first one numbered from 2. Once given it stays. */
function freeStem(wishes: readonly string[], taken: Set<string>): string {
  let free = wishes.find((wish) => !taken.has(stemKey(wish)));
  for (let n = 2; free === undefined; n++) {
    const numbered = `${wishes[0]}_${n}`;
    if (!taken.has(stemKey(numbered))) free = numbered;
  }
  taken.add(stemKey(free));
  return free;
}
