/**
 * The work of a batch over a shared queue (BullMQ on Redis): tasks go out, workers on any number of machines do them, results come back.
 * A task may be done twice when a worker dies over it; its clips are the same bytes both times, each written whole, so nobody can tell.
 */
import { resolve } from 'node:path';
import type { Job } from 'bullmq';
import { recipeKey } from '../keys.node.ts';
import type { ClipTask, Recipe, TaskResult } from '../work/task.ts';
import type { TaskRunner } from '../work/task-runner.ts';
import { createThreadRunner } from '../work/thread-runner.node.ts';
import { connect, openQueue, QUEUE_NAME } from './packages.node.ts';
import { pack, type QueuedTask, unpack } from './queue-message.node.ts';

export interface QueueRunnerOptions {
  readonly url: string;
  readonly recipe: Recipe;
  readonly output: string;
  /** Tasks that wait on the server or are at work: enough for some hundred workers, and little memory. */
  readonly window?: number;
}

const WINDOW = 512;

/** Throws E_QUEUE. */
export async function createQueueRunner({
  url,
  recipe,
  output,
  window = WINDOW,
}: QueueRunnerOptions): Promise<TaskRunner> {
  const packages = await openQueue(url);
  const connection = connect(packages, url);
  const listening = connect(packages, url);
  const queue = new packages.bullmq.Queue<QueuedTask, string>(QUEUE_NAME, { connection });
  const events = new packages.bullmq.QueueEvents(QUEUE_NAME, { connection: listening });
  // hundreds of tasks wait for their result at once
  events.setMaxListeners(0);
  queue.setMaxListeners(0);
  await events.waitUntilReady();
  const local = createThreadRunner({ recipe, output, workers: 1 });
  const message = { output: resolve(output), recipeKey: recipeKey(recipe), recipe: pack(recipe) };

  /** A task of the same name that is under way is as good as a new one; one that ended belongs to an earlier run. */
  async function enqueue(task: ClipTask): Promise<Job<QueuedTask, string>> {
    const known = await queue.getJob(task.id);
    if (known && ((await known.isCompleted()) || (await known.isFailed()))) await known.remove();
    return queue.add('clip', { ...message, task: { ...task, path: resolve(task.path) } }, { jobId: task.id });
  }

  return {
    workers: 0,
    capacity: window,
    async run(task) {
      const job = await enqueue(task);
      try {
        return unpack<TaskResult>(await job.waitUntilFinished(events));
      } catch (cause) {
        const { message } = cause as Error;
        return {
          error: {
            code: 'E_WORKER_LOST',
            message: `The workers of the queue gave this clip up: ${message}.`,
          },
        };
      } finally {
        await job.remove().catch(() => undefined);
      }
    },
    digest: (paths) => local.digest(paths),
    async close() {
      await local.close();
      await events.close();
      await queue.close();
      connection.disconnect();
      listening.disconnect();
    },
  };
}
