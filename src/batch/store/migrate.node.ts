/** Makes a database ours: creates the archive's tables where they are missing and brings our own up to date. */
import { TegnError } from '../../issues/issues.ts';
import type { Database } from './database.node.ts';
import { ARCHIVE_TABLES, MIGRATIONS } from './schema.ts';

/**
 * One transaction: an interrupted migration leaves the database as it was.
 * @param migrations what brings our tables from version i to i + 1
 * Throws E_STORE_VERSION.
 */
export function migrate(database: Database, path: string, migrations = MIGRATIONS): void {
  const newest = migrations.length;
  const found = versionOf(database);
  if (found === newest) return;
  if (found > newest) {
    const message = `${path} has version ${found} of the tables, this tegn knows ${newest}. Use the newer tegn that made it.`;
    throw new TegnError('E_STORE_VERSION', message, { path, expected: newest, found });
  }
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const [name, sql] of Object.entries(ARCHIVE_TABLES))
      if (!hasTable(database, name)) database.exec(sql);
    database.exec(
      'CREATE TABLE IF NOT EXISTS tegn_schema (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)',
    );
    // another process may have been faster
    for (let version = versionOf(database); version < newest; version++) {
      database.exec(migrations[version]);
      database
        .prepare('INSERT INTO tegn_schema (version, applied_at) VALUES (?, CURRENT_TIMESTAMP)')
        .run(version + 1);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: Database): number {
  if (!hasTable(database, 'tegn_schema')) return 0;
  const row = database.prepare('SELECT MAX(version) AS version FROM tegn_schema').get() as {
    version: number | null;
  };
  return row.version ?? 0;
}

const hasTable = (database: Database, name: string): boolean =>
  database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE")
    .get(name) !== undefined;
