/** A copy of a batch's database to plan on: what is done to it leaves the original as it is. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JobStore, openStore } from './job-store.node.ts';

/** Empty where there is no database. Closing removes it. Throws E_STORE, E_STORE_VERSION. */
export async function openStoreCopy(path: string): Promise<JobStore> {
  const folder = mkdtempSync(join(tmpdir(), 'tegn-plan-'));
  const copy = join(folder, 'tegn.db');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, copy + part);
    const store = await openStore(copy);
    return {
      ...store,
      close() {
        store.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
