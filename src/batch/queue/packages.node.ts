/** The packages of the shared queue, loaded only where it is used, and a first word with its server. */
import { TegnError } from '../../issues/issues.ts';

export interface QueuePackages {
  readonly bullmq: typeof import('bullmq');
  readonly Redis: typeof import('ioredis').Redis;
}

/** Time to answer a first call, milliseconds. */
const CONNECT_MILLIS = 5000;

/** Name of the queue on the server. */
export const QUEUE_NAME = 'tegn';

/** Throws E_QUEUE when the packages are missing or nobody answers at the address. */
export async function openQueue(url: string): Promise<QueuePackages> {
  let packages: QueuePackages;
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    packages = { bullmq, Redis };
  } catch (cause) {
    const message = 'A shared queue needs two more packages: npm install bullmq@6 ioredis@6.';
    throw new TegnError('E_QUEUE', message, {}, cause);
  }
  const probe = connect(packages, url, { retryStrategy: () => null, connectTimeout: CONNECT_MILLIS });
  try {
    await probe.connect();
    await probe.ping();
  } catch (cause) {
    const message = `Expected a Redis server at ${withoutPassword(url)}: ${(cause as Error).message}.`;
    throw new TegnError('E_QUEUE', message, {}, cause);
  } finally {
    probe.disconnect();
  }
  return packages;
}

export function connect({ Redis }: QueuePackages, url: string, options: Record<string, unknown> = {}) {
  // the queue waits for a server that is away instead of failing
  const connection = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, ...options });
  // told by what was asked of it
  connection.on('error', () => undefined);
  return connection;
}

function withoutPassword(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return 'an address that is none';
  }
}
