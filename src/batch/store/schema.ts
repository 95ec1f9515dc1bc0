/**
 * The tables of tegn.db. The first three are the archive's own, column by column, so that its programs read our database and we go on in
 * theirs; everything else that is known lies in tables of ours beside them, and nothing is added to the archive's.
 */

/** By name, parents first; made where a table is missing, indexes and all. */
export const ARCHIVE_TABLES: Readonly<Record<string, string>> = {
  videos: `
CREATE TABLE videos (
  id TEXT PRIMARY KEY,
  word TEXT NOT NULL,
  filename TEXT NOT NULL,
  remote_url TEXT,
  local_path TEXT NOT NULL,
  sha1 TEXT UNIQUE,
  duration_s REAL,
  fps REAL,
  width INTEGER,
  height INTEGER,
  created_at TEXT DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_videos_word ON videos(word);
CREATE INDEX idx_videos_sha1 ON videos(sha1);
`,
  jobs: `
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  video_id TEXT REFERENCES videos(id),
  status TEXT NOT NULL,
  error TEXT,
  started_at TEXT,
  finished_at TEXT,
  quality_score REAL,
  frames INTEGER,
  tracking_provider TEXT,
  output_format TEXT,
  created_at TEXT DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_jobs_status ON jobs(status);
CREATE INDEX idx_jobs_video_id ON jobs(video_id);
CREATE INDEX idx_jobs_quality_score ON jobs(quality_score);
`,
  quality_issues: `
CREATE TABLE quality_issues (
  id TEXT PRIMARY KEY,
  job_id TEXT REFERENCES jobs(id),
  issue_type TEXT,
  severity TEXT,
  frame_start INTEGER,
  frame_end INTEGER,
  details TEXT
);
CREATE INDEX idx_quality_issues_job_id ON quality_issues(job_id);
`,
};

/** What brings our tables from version i to i + 1. Entries are never changed, only added. */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE tegn_inputs (
  video_id TEXT PRIMARY KEY REFERENCES videos(id),
  source TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  path TEXT,
  stem TEXT NOT NULL,
  stem_key TEXT NOT NULL UNIQUE,
  job_id TEXT NOT NULL REFERENCES jobs(id),
  position INTEGER NOT NULL,
  listed_in INTEGER NOT NULL,
  sha1 TEXT,
  sha256 TEXT,
  size INTEGER,
  modified_ms REAL,
  read_ms REAL,
  first_video_id TEXT REFERENCES videos(id)
);
CREATE INDEX tegn_inputs_sha256 ON tegn_inputs(sha256);
CREATE TABLE tegn_jobs (
  job_id TEXT PRIMARY KEY REFERENCES jobs(id),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_owner TEXT,
  lease_until INTEGER,
  error_code TEXT,
  score REAL,
  measure TEXT,
  issues TEXT,
  strip_frames TEXT,
  strip_landmarks BLOB,
  strip_joints BLOB,
  seconds REAL
);
CREATE TABLE tegn_outputs (
  job_id TEXT NOT NULL REFERENCES jobs(id),
  format TEXT NOT NULL,
  key TEXT NOT NULL,
  paths TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (job_id, format)
);
CREATE TABLE tegn_runs (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  tegn_version TEXT NOT NULL,
  recipe TEXT NOT NULL,
  formats TEXT NOT NULL,
  workers INTEGER NOT NULL,
  done INTEGER,
  failed INTEGER,
  seconds REAL
);
`,
];
