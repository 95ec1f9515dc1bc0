/** `tegn worker`: one machine of a batch over a shared queue. */
import type { Command } from 'commander';
import { QUEUE_WORKER_DEFAULTS, runQueueWorker } from '../../batch/queue/queue-worker.node.ts';
import { parseCount } from '../count-option.ts';
import { untilInterrupted } from '../until-interrupted.ts';

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
    .action(async ({ queue, workers, lock }: { queue: string; workers?: number; lock: number }) => {
      const ended = new AbortController();
      void untilInterrupted().then(() => ended.abort());
      let done = 0;
      let failed = 0;
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
      });
      console.log(`${done} done, ${failed} failed`);
    });
}
