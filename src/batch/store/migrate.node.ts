/** Makes a database ours: creates the archive's tables where they are missing and brings our own up to date. */
import { TegnError } from '../../issues/issues.ts';
import type { Database } from './database.node.ts';
import { ARCHIVE_TABLES, MIGRATIONS } from './schema.ts';

/** One transaction: an interrupted migration leaves the database as it was. Throws E_STORE_VERSION. */
export function migrate(database: Database, path: string): void {
  const found = versionOf(database);
  if (found === MIGRATIONS.length) return;
  if (found > MIGRATIONS.length) {
    const message = `${path} has version ${found} of the tables, this tegn knows ${MIGRATIONS.length}. Use the newer tegn that made it.`;
    throw new TegnError('E_STORE_VERSION', message, { path, expected: MIGRATIONS.length, found });
  }
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(ARCHIVE_TABLES);
    database.exec(
      'CREATE TABLE IF NOT EXISTS tegn_schema (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)',
    );
    // another process may have been faster
    for (let version = versionOf(database); version < MIGRATIONS.length; version++) {
      database.exec(MIGRATIONS[version]);
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
  const table = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tegn_schema'")
    .get();
  if (table === undefined) return 0;
  const row = database.prepare('SELECT MAX(version) AS version FROM tegn_schema').get() as {
    version: number | null;
  };
  return row.version ?? 0;
}
