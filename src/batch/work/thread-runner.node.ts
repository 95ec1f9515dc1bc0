/**
 * Threads of this process that do the work of a batch, started when first needed. Each has two tasks in hand, so that one is read or written
 * while the other is solved. A thread that dies (out of memory, a fault) or takes too long is replaced, and what it had in hand is tried
 * once more, each task alone, so that the one to blame is told from those beside it.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { TegnError } from '../../issues/issues.ts';
import type { Digest } from './digest.node.ts';
import type { ClipTask, Recipe, TaskResult } from './task.ts';
import type { TaskRunner } from './task-runner.ts';
import type { ThreadAnswer, ThreadRequest, ThreadSettings } from './thread-worker.node.ts';

export interface ThreadRunnerOptions {
  readonly recipe: Recipe;
  readonly output: string;
  /** Threads; one per processor core when absent. */
  readonly workers?: number;
  /** The program of a thread; the one that was built beside this when absent. */
  readonly script?: string;
  /** JavaScript memory of a thread at most, MB. */
  readonly heapMb?: number;
  /** After which a task is given up, milliseconds. */
  readonly timeoutMillis?: number;
}

/** Tasks a thread has in hand. */
const DEPTH = 2;

/**
 * JavaScript memory of a thread at most, MB: a runaway clip ends its thread, not the machine. Threads use some 100; but V8 lets a heap grow by
 * steps of four only where the limit is above 2048, and by less than two below: with 768 the same clips took 1.5 times the processor time.
 */
const HEAP_MB = 2304;

/** The longest clips take seconds; what takes longer hangs. */
const TIMEOUT_MILLIS = 10 * 60_000;

const SCRIPT = 'batch-worker.js';

/** Throws E_INTERNAL where the program of a thread is missing. */
export function createThreadRunner(options: ThreadRunnerOptions): TaskRunner {
  const {
    recipe,
    output,
    workers = availableParallelism(),
    heapMb = HEAP_MB,
    timeoutMillis = TIMEOUT_MILLIS,
  } = options;
  const threads: Thread[] = [];
  const waiting: Order[] = [];
  let isClosed = false;
  let nextId = 0;

  const ask = (request: Omit<ThreadRequest, 'id'>): Promise<ThreadAnswer> =>
    new Promise((resolve) => {
      waiting.push({ request: { ...request, id: nextId++ } as ThreadRequest, isSuspect: false, resolve });
      handOut();
    });

  function handOut(): void {
    while (waiting.length > 0 && !isClosed) {
      const order = waiting[0];
      const room = order.isSuspect ? 1 : DEPTH;
      const thread =
        threads.find(({ inHand }) => inHand.size === 0) ??
        (threads.length < workers ? start() : leastBusy(threads, room));
      if (!thread) return;
      waiting.shift();
      thread.inHand.set(order.request.id, order);
      thread.worker.postMessage(order.request);
      thread.watch();
    }
  }

  function start(): Thread {
    const settings: ThreadSettings = { recipe, output };
    const worker = new Worker(options.script ?? findScript(), {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    let timer: NodeJS.Timeout | undefined;
    const thread: Thread = {
      worker,
      inHand: new Map(),
      watch() {
        clearTimeout(timer);
        if (thread.inHand.size > 0) timer = setTimeout(() => void worker.terminate(), timeoutMillis).unref();
      },
    };
    worker.on('message', (answer: ThreadAnswer) => {
      const order = thread.inHand.get(answer.id);
      thread.inHand.delete(answer.id);
      thread.watch();
      order?.resolve(answer);
      handOut();
    });
    // told as an exit as well
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      clearTimeout(timer);
      threads.splice(threads.indexOf(thread), 1);
      for (const order of thread.inHand.values()) giveUpOrRetry(order);
      handOut();
    });
    threads.push(thread);
    return thread;
  }

  function giveUpOrRetry(order: Order): void {
    const { request } = order;
    if (!order.isSuspect) {
      waiting.unshift({ ...order, isSuspect: true });
      return;
    }
    const message = 'A worker died twice over this clip, or it took longer than allowed.';
    order.resolve(
      'task' in request
        ? { id: request.id, result: { error: { code: 'E_WORKER_LOST', message } } }
        : { id: request.id, digest: null },
    );
  }

  return {
    workers,
    capacity: workers * DEPTH,
    run: async (task: ClipTask): Promise<TaskResult> => {
      const answer = await ask({ task } as Omit<ThreadRequest, 'id'>);
      return (answer as { result: TaskResult }).result;
    },
    digest: (paths) =>
      Promise.all(
        paths.map(async (path): Promise<Digest | null> => {
          const answer = await ask({ digest: path } as Omit<ThreadRequest, 'id'>);
          return (answer as { digest: Digest | null }).digest;
        }),
      ),
    async close() {
      isClosed = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

interface Order {
  readonly request: ThreadRequest;
  /** Was in the hands of a thread that died. */
  readonly isSuspect: boolean;
  readonly resolve: (answer: ThreadAnswer) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly inHand: Map<number, Order>;
  /** Starts the time of what is in hand anew. */
  watch(): void;
}

/** Null where every thread has its hands full, or is alone with a suspect. */
function leastBusy(threads: readonly Thread[], room: number): Thread | undefined {
  const free = threads.filter(
    ({ inHand }) => inHand.size < room && ![...inHand.values()].some(({ isSuspect }) => isSuspect),
  );
  return free.sort((a, b) => a.inHand.size - b.inHand.size)[0];
}

function findScript(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const script = join(folder, SCRIPT);
    if (existsSync(script)) return script;
    if (folder === dirname(folder)) throw new TegnError('E_INTERNAL', `Expected ${SCRIPT} beside ${start}.`);
  }
}
