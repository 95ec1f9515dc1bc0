/**
 * The page's end of the worker that reads, solves and writes recordings. A worker that dies takes what was asked with it, says so, and is
 * started anew by the next request.
 */
import { openTexts } from '../open/texts.ts';
import type { Answers, Reply, RequestName, Requests } from './messages.ts';

export interface Solver {
  /** Throws an Error whose message is meant for the reader. */
  ask<N extends RequestName>(name: N, payload: Requests[N]): Promise<Answers[N]>;
  close(): void;
}

interface Waiting {
  resolve(answer: Answers[RequestName]): void;
  reject(error: Error): void;
}

export function createSolver(): Solver {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let count = 0;

  function start(): Worker {
    const started = new Worker(new URL('./solve-worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<Reply>) => {
      const asked = waiting.get(data.number);
      waiting.delete(data.number);
      if ('error' in data) asked?.reject(new Error(data.error.message));
      else asked?.resolve(data.answer);
    };
    started.onerror = (event) => {
      event.preventDefault();
      worker = null;
      started.terminate();
      for (const { reject } of waiting.values()) {
        reject(new Error(`${openTexts.now().noSolver} ${event.message ?? ''}`.trim()));
      }
      waiting.clear();
    };
    return started;
  }

  return {
    ask(name, payload) {
      worker ??= start();
      const number = count++;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
        worker!.postMessage({ number, name, payload });
      });
    },
    close() {
      worker?.terminate();
      worker = null;
    },
  };
}
