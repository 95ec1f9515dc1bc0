/**
 * The page's end of a worker that reads, solves and writes recordings. It is asked one thing at a time, so that what nobody waits for any
 * more never reaches it. A worker that dies says so to whoever waits, and is started anew by the next request.
 */
import { openTexts } from '../open/texts.ts';
import type { Answers, Reply, RequestName, Requests } from './messages.ts';

export interface Solver {
  /**
   * Throws an Error whose message is meant for the reader, and the signal's own reason when it is aborted.
   * @param signal takes the request back: it is not begun any more, or its answer is thrown away
   */
  ask<N extends RequestName>(name: N, payload: Requests[N], signal?: AbortSignal): Promise<Answers[N]>;
  close(): void;
}

interface Asked {
  readonly name: RequestName;
  readonly payload: Requests[RequestName];
  readonly signal: AbortSignal | undefined;
  resolve(answer: Answers[RequestName]): void;
  reject(error: Error): void;
}

export function createSolver(): Solver {
  const queue: Asked[] = [];
  let current: Asked | null = null;
  let worker: Worker | null = null;

  function next(): void {
    current = queue.shift() ?? null;
    if (current?.signal?.aborted) {
      current.reject(current.signal.reason);
      next();
    } else if (current) {
      worker ??= start();
      worker.postMessage({ name: current.name, payload: current.payload });
    }
  }

  function start(): Worker {
    const started = new Worker(new URL('./solve-worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<Reply>) => {
      const { signal, resolve, reject } = current!;
      if (signal?.aborted) reject(signal.reason);
      else if ('error' in data) reject(new Error(data.error.message));
      else resolve(data.answer);
      next();
    };
    started.onerror = (event) => {
      event.preventDefault();
      worker = null;
      started.terminate();
      current?.reject(new Error(`${openTexts.now().noSolver} ${event.message ?? ''}`.trim()));
      next();
    };
    return started;
  }

  return {
    ask: (name, payload, signal) =>
      new Promise((resolve, reject) => {
        queue.push({ name, payload, signal, resolve: resolve as Asked['resolve'], reject });
        if (current === null) next();
      }),
    close() {
      worker?.terminate();
      worker = null;
      current = null;
      queue.length = 0;
    },
  };
}
