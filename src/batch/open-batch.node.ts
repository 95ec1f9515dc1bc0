/** The database of a batch that was run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TegnError } from '../issues/issues.ts';
import { STORE_FILE } from './run-batch.node.ts';
import { type JobStore, openStore } from './store/job-store.node.ts';

/** Throws E_FILE_MISSING where no batch was run, E_STORE, E_STORE_VERSION. */
export async function openBatch(folder: string, database = join(folder, STORE_FILE)): Promise<JobStore> {
  if (existsSync(database)) return openStore(database);
  const message = `Expected ${database}, which tegn batch makes, found none.`;
  throw new TegnError('E_FILE_MISSING', message, { path: database });
}
