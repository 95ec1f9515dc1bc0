/** `tegn worker`: one machine of a batch over a shared queue. */
import type { Command } from 'commander';
import { startDashboard } from '../../batch/queue/dashboard.node.ts';
import { QUEUE_WORKER_DEFAULTS, runQueueWorker } from '../../batch/queue/queue-worker.node.ts';
import { parseCount } from '../count-option.ts';
import { parsePort } from '../port-option.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface WorkerFlags {
  queue: string;
  workers?: number;
  lock: number;
  dashboard?: number;
}

export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('solve clips for batches on other machines, which share a queue and their folders')
    .requiredOption(
      '--queue <url>',
      'the Redis server that the batch names too, such as redis://10.0.0.5:6379',
    )
    .option('--workers <count>', 'threads that solve. Default: one per processor core', parseCount)
    .option(
      '--lock <seconds>',
      'after which another worker takes up what a dead one had in hand',
      parseCount,
      QUEUE_WORKER_DEFAULTS.lockSeconds,
    )
    .option(
      '--dashboard <port>',
      'show the queue in a browser on this machine; any free port for 0. Needs npm install @bull-board/api@9 @bull-board/express@9',
      parsePort,
    )
    .action(async ({ queue, workers, lock, dashboard: port }: WorkerFlags) => {
      const ended = new AbortController();
      void untilInterrupted().then(() => ended.abort());
      let done = 0;
      let failed = 0;
      const dashboard = port === undefined ? undefined : await startDashboard({ url: queue, port });
      if (dashboard) console.error(`The queue: ${dashboard.url}`);
      console.error('Waiting for clips. Ctrl-C ends after those in hand.');
      await runQueueWorker({
        url: queue,
        workers,
        lockSeconds: lock,
        signal: ended.signal,
        onTask: (path, result) => {
          if ('error' in result) failed++;
          else done++;
          console.error(
            'error' in result ? `${result.error.code}: ${result.error.message}\n  at ${path}` : path,
          );
        },
      }).finally(() => dashboard?.close());
      console.log(`${done} done, ${failed} failed`);
    });
}
