/** One machine of a batch over a shared queue: takes tasks and does them on its threads, until it is ended. */
import { availableParallelism } from 'node:os';
import type { Recipe, TaskResult } from '../work/task.ts';
import type { TaskRunner } from '../work/task-runner.ts';
import { createThreadRunner } from '../work/thread-runner.node.ts';
import { connect, openQueue, QUEUE_NAME } from './packages.node.ts';
import { pack, type QueuedTask, unpack } from './queue-message.node.ts';

export interface QueueWorkerOptions {
  readonly url: string;
  /** Threads; one per processor core when absent. */
  readonly workers?: number;
  /** After which another worker takes up what a dead one had in hand, seconds. */
  readonly lockSeconds?: number;
  /** Ends the worker after the tasks in hand. */
  readonly signal: AbortSignal;
  /** Called after each task. */
  readonly onTask?: (path: string, result: TaskResult) => void;
}

export const QUEUE_WORKER_DEFAULTS = { lockSeconds: 30 } as const;

/** Times a task may kill a worker before it is given up. */
const MAX_STALLED = 2;

/** Resolves when ended. Throws E_QUEUE. */
export async function runQueueWorker(options: QueueWorkerOptions): Promise<void> {
  const { url, workers = availableParallelism(), lockSeconds = QUEUE_WORKER_DEFAULTS.lockSeconds } = options;
  const packages = await openQueue(url);
  const connection = connect(packages, url);
  const runners = new Map<string, TaskRunner>();

  /** Threads for a recipe; those of a batch that is over go when another begins. */
  async function runnerOf({ recipeKey, recipe, output }: QueuedTask): Promise<TaskRunner> {
    const key = `${recipeKey} ${output}`;
    const known = runners.get(key);
    if (known) return known;
    const runner = createThreadRunner({ recipe: unpack<Recipe>(recipe), output, workers });
    runners.set(key, runner);
    return runner;
  }

  const worker = new packages.bullmq.Worker<QueuedTask, string>(
    QUEUE_NAME,
    async ({ data }) => {
      const result = await (await runnerOf(data)).run(data.task);
      options.onTask?.(data.task.path, result);
      return pack(result);
    },
    {
      connection,
      concurrency: workers * 2,
      lockDuration: lockSeconds * 1000,
      stalledInterval: lockSeconds * 500,
      maxStalledCount: MAX_STALLED,
    },
  );
  worker.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    if (options.signal.aborted) resolve();
    else options.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await worker.close();
  await Promise.all([...runners.values()].map((runner) => runner.close()));
  connection.disconnect();
}
