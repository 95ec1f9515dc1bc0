/**
 * A page that shows the shared queue: what waits, who is at what. Bull-board, which whoever wants it installs beside tegn; from this
 * machine alone, and to be looked at only: what could change the queue is not let through.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { TegnError } from '../../issues/issues.ts';
import { isLoopback } from '../../livelink/server/admission.ts';
import { connect, openQueue, QUEUE_NAME } from './packages.node.ts';
import type { QueuedTask } from './queue-message.node.ts';

export interface DashboardOptions {
  /** Of the Redis server. */
  readonly url: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface Dashboard {
  /** Of the page; its data are JSON at api/queues below it. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Asked for by name when they are wanted, so that building takes none of them into the program. */
const BOARD_PACKAGES = ['@bull-board/api', '@bull-board/api/bullMQAdapter', '@bull-board/express'] as const;

/** The page is its own: nothing from other servers. */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** Throws E_QUEUE when the packages are missing or nobody answers at the address, E_PORT. */
export async function startDashboard({ url, port }: DashboardOptions): Promise<Dashboard> {
  const packages = await openQueue(url);
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await loadBoard();
  const connection = connect(packages, url);
  const queue = new packages.bullmq.Queue(QUEUE_NAME, { connection });
  queue.on('error', () => undefined);
  const shown = new BullMQAdapter(queue, { readOnlyMode: true });
  shown.setFormatter('name', ({ data }: { data: QueuedTask }) => basename(data.task.path));
  // the recipe and the results are packed bytes
  shown.setFormatter('data', ({ task, output }: QueuedTask) => ({ ...task, output }));
  shown.setFormatter('returnValue', () => undefined);
  const page = new ExpressAdapter();
  createBullBoard({ queues: [shown], serverAdapter: page, options: { uiConfig: { boardTitle: 'tegn' } } });
  const server = createServer(lookingOnly(page.getRouter() as RequestListener));
  const end = async () => {
    await queue.close();
    connection.disconnect();
  };
  try {
    await listen(server, port);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await end();
    },
  };
}

async function loadBoard() {
  try {
    return (await Promise.all(BOARD_PACKAGES.map((name) => import(name)))) as [
      typeof import('@bull-board/api'),
      typeof import('@bull-board/api/bullMQAdapter'),
      typeof import('@bull-board/express'),
    ];
  } catch (cause) {
    const message =
      'The dashboard needs two more packages: npm install @bull-board/api@9 @bull-board/express@9.';
    throw new TegnError('E_QUEUE', message, {}, cause);
  }
}

/** Lets through what only reads, and names this machine as its host, as no foreign page can. */
const lookingOnly =
  (page: RequestListener): RequestListener =>
  (request, response) => {
    if (isOwn(request) && (request.method === 'GET' || request.method === 'HEAD')) {
      response.setHeader('Content-Security-Policy', POLICY);
      page(request, response);
      return;
    }
    response.writeHead(403, { 'Content-Type': 'text/plain' });
    response.end('This page is for this machine, and to be looked at only.\n');
  };

const isOwn = ({ headers }: IncomingMessage): boolean =>
  isLoopback((headers.host ?? '').replace(/:\d+$/, ''));

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `Expected to listen on port ${port} for the dashboard: ${cause.message}.`;
      reject(new TegnError('E_PORT', message, { found: port }, cause));
    });
    server.listen(port, HOST, () => resolve());
  });
