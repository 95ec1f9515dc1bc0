/** Who this process is to others that work on the same database, and which of them are dead. */
import { hostname } from 'node:os';
import { isAlive } from './process-alive.node.ts';
import type { JobStore, Lease } from './store/job-store.node.ts';

/** A job is taken up by another process this long after the last sign of life of its own, milliseconds. */
export const LEASE_MILLIS = 60_000;

export interface Owner {
  readonly name: string;
  lease(): Lease;
  /** Gives back everything unfinished and ends the signs of life. */
  end(): void;
}

/** Frees at once what processes of this machine held that are no more. */
export function startOwner(store: JobStore): Owner {
  const name = `${hostname()}:${process.pid}:${Date.now()}`;
  for (const owner of store.owners()) if (isDead(owner)) store.release(owner);
  const lease = () => ({ owner: name, until: Date.now() + LEASE_MILLIS });
  const timer = setInterval(() => store.renew(lease()), LEASE_MILLIS / 4);
  timer.unref();
  return {
    name,
    lease,
    end() {
      clearInterval(timer);
      store.release(name);
    },
  };
}

/** Only of this machine; a number that another process has by now keeps its lease until that runs out. */
function isDead(owner: string): boolean {
  const [host, pid] = owner.split(':');
  return host === hostname() && (Number(pid) === process.pid || !isAlive(Number(pid)));
}
