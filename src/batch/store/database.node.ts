/** Opens SQLite files, and turns what goes wrong with them into errors with a code. */
import type DatabaseConstructor from 'libsql';
import { TegnError } from '../../issues/issues.ts';

export type Database = DatabaseConstructor.Database;

/** Another process may hold the file for as long, milliseconds. */
const BUSY_MILLIS = 10_000;

/** Throws E_STORE. */
export async function openDatabase(path: string): Promise<Database> {
  return storing(path, async () => {
    const { default: Database } = await import('libsql');
    const database = new Database(path, { timeout: BUSY_MILLIS });
    database.pragma('foreign_keys = ON');
    // readers do not wait for the writer, and a killed process leaves nothing half-written; power loss may cost the last moments
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    return database;
  });
}

/** Runs something on the database at `path`. Throws E_STORE for what SQLite says of it. */
export function storing<T>(path: string, work: () => T): T {
  try {
    const result = work();
    return result instanceof Promise
      ? (result.catch((error: unknown) => {
          throw storeError(path, error);
        }) as T)
      : result;
  } catch (error) {
    throw storeError(path, error);
  }
}

function storeError(path: string, error: unknown): unknown {
  if (error instanceof TegnError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TegnError('E_STORE', `Cannot use the database ${path}: ${reason}.`, { path }, error);
}
