/** The archive's own database, as its tracker left it: a batch goes on in it and changes nothing that it says. */
import { describe, expect, it } from 'vitest';
import { batchFolder } from './support/batch-folder.ts';
import { readWithPython, writeWithPython } from './support/read-with-python.ts';

const at = batchFolder();

const SHA1 = 'a'.repeat(40);

/** Four recordings in every state a job can have, some with what was found out about them; a fifth is of another list. */
const ARCHIVE = `
CREATE TABLE videos (id TEXT PRIMARY KEY, word TEXT NOT NULL, filename TEXT NOT NULL, remote_url TEXT, local_path TEXT NOT NULL,
  sha1 TEXT UNIQUE, duration_s REAL, fps REAL, width INTEGER, height INTEGER, created_at TEXT DEFAULT (datetime('now')));
CREATE INDEX ix_videos_word ON videos (word);
CREATE INDEX ix_videos_sha1 ON videos (sha1);
CREATE TABLE jobs (id TEXT PRIMARY KEY, video_id TEXT, status TEXT NOT NULL, error TEXT, started_at TEXT, finished_at TEXT,
  quality_score REAL, frames INTEGER, tracking_provider TEXT, output_format TEXT, created_at TEXT DEFAULT (datetime('now')),
  FOREIGN KEY (video_id) REFERENCES videos (id));
CREATE INDEX ix_jobs_status ON jobs (status);
CREATE INDEX ix_jobs_video_id ON jobs (video_id);
CREATE INDEX ix_jobs_quality_score ON jobs (quality_score);
CREATE TABLE quality_issues (id TEXT PRIMARY KEY, job_id TEXT, issue_type TEXT, severity TEXT, frame_start INTEGER, frame_end INTEGER,
  details TEXT, FOREIGN KEY (job_id) REFERENCES jobs (id));
CREATE INDEX ix_quality_issues_job_id ON quality_issues (job_id);
INSERT INTO videos VALUES
  ('v1', 'blåbær', 'clip-0000.pose', 'https://a.b/1', 'C:\\arkiv\\clip-0000.pose', '${SHA1}', 3.2, 12.5, 1280, 720, '2025-01-01 10:00:00'),
  ('v2', 'hus', 'clip-0001.pose', NULL, 'C:\\arkiv\\clip-0001.pose', NULL, NULL, NULL, NULL, NULL, '2025-01-01 10:00:01'),
  ('v3', 'hus', 'clip-0002.pose', NULL, 'C:\\arkiv\\clip-0002.pose', NULL, NULL, 25, NULL, NULL, '2025-01-01 10:00:02'),
  ('v4', 'borte', 'gone.pose', NULL, 'C:\\arkiv\\gone.pose', NULL, NULL, NULL, NULL, NULL, '2025-01-01 10:00:03'),
  ('v5', 'annet', 'other.mp4', NULL, 'D:\\annet\\other.mp4', '${'b'.repeat(40)}', 1, 25, 640, 480, '2025-01-01 10:00:04');
INSERT INTO jobs VALUES
  ('j1', 'v1', 'done', NULL, '2025-01-02', '2025-01-02', 0.75, 80, 'mediapipe', 'parquet+jsonl', '2025-01-01'),
  ('j2', 'v2', 'queued', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2025-01-01'),
  ('j3', 'v3', 'failed', 'no hands', '2025-01-02', '2025-01-02', NULL, NULL, 'mediapipe', NULL, '2025-01-01'),
  ('j3b', 'v3', 'processing', NULL, '2025-01-03', NULL, NULL, NULL, 'mediapipe', NULL, '2025-01-03'),
  ('j4', 'v4', 'missing_file', 'not found', NULL, NULL, NULL, NULL, NULL, NULL, '2025-01-01');
INSERT INTO quality_issues VALUES
  ('q1', 'j1', 'hand_missing', 'warning', 3, 9, 'left'), ('q2', 'j3', 'low_confidence', 'error', 0, 79, NULL);
`;

const LIST = `\ufeffword;filename;local_path;remote_url\r
blåbær;clip-0000.pose;C:\\arkiv\\clip-0000.pose;https://a.b/1\r
hus;clip-0001.pose;C:\\arkiv\\clip-0001.pose;\r
hus;clip-0002.pose;C:\\arkiv\\clip-0002.pose;\r
borte;gone.pose;C:\\arkiv\\gone.pose;\r
ny;clip-0003.pose;C:\\arkiv\\clip-0003.pose;\r
`;

const TABLES =
  "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('videos', 'jobs', 'quality_issues') AND name NOT LIKE 'sqlite_%' ORDER BY name";
const THEIR_ROWS = [
  "SELECT * FROM videos WHERE id LIKE 'v_' ORDER BY id",
  "SELECT * FROM jobs WHERE id LIKE 'j%' ORDER BY id",
  "SELECT * FROM quality_issues WHERE id LIKE 'q_' ORDER BY id",
];

describe("the archive's database", () => {
  it('is gone on with: its tables and rows stay as they are, gaps in its videos are filled, jobs of ours stand beside its own', async () => {
    at.putClips(4);
    at.put('list.csv', LIST);
    const database = at.path('archive.db');
    writeWithPython(database, ARCHIVE);
    const [tables, ...before] = readWithPython(database, [TABLES, ...THEIR_ROWS]);
    const run = () => at.run('batch', 'signs/list.csv', '-o', 'out', '--db', 'archive.db');
    expect(await run()).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^4 done, 0 kept, 0 failed, 1 without a file/),
    });

    const [tablesAfter, videos, jobs, issues, ...rest] = readWithPython(database, [
      TABLES,
      ...THEIR_ROWS,
      'PRAGMA integrity_check',
      'PRAGMA foreign_key_check',
      "SELECT v.id, j.status, j.output_format FROM jobs j JOIN videos v ON v.id = j.video_id WHERE j.id NOT LIKE 'j%' AND v.id LIKE 'v_' ORDER BY v.id",
      'SELECT word, count(*) FROM videos GROUP BY word ORDER BY word',
    ]);
    expect(tablesAfter).toEqual(tables);
    expect([jobs, issues]).toEqual(before.slice(1));
    // what a video said it says still
    before[0].forEach((row, i) => {
      row.forEach((value, k) => {
        if (value !== null) expect(videos[i][k], `video ${i}, column ${k}`).toBe(value);
      });
    });
    expect(videos[1].slice(5, 8)).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/), 0.48, 25]);
    expect(videos.slice(3)).toEqual(before[0].slice(3));
    expect(rest).toEqual([
      [['ok']],
      [],
      [
        ['v1', 'done', 'glb'],
        ['v2', 'done', 'glb'],
        ['v3', 'done', 'glb'],
        ['v4', 'missing_file', null],
      ],
      [
        ['annet', 1],
        ['blåbær', 1],
        ['borte', 1],
        ['hus', 2],
        ['ny', 1],
      ],
    ]);
    expect(Object.keys(at.hashes('out'))).toEqual(['blåbær.glb', 'hus.glb', 'hus_2.glb', 'ny.glb']);

    expect((await run()).stdout).toMatch(/^0 done, 4 kept, 0 failed, 1 without a file/);
    expect(readWithPython(database, [THEIR_ROWS[1], THEIR_ROWS[2]])).toEqual(before.slice(1));
  });
});
