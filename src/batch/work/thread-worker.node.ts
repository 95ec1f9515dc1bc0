/** One thread of a batch: takes tasks and requests for digests, answers each. An entry of its own, since threads start from a file. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type Digest, digestOf } from './digest.node.ts';
import { createWorkshop, doTask } from './do-task.node.ts';
import { folderStorage } from './storage.node.ts';
import type { ClipTask, Recipe, TaskResult } from './task.ts';

export interface ThreadSettings {
  readonly recipe: Recipe;
  readonly output: string;
}

export type ThreadRequest = { readonly id: number } & (
  | { readonly task: ClipTask }
  | { readonly digest: string }
);

export type ThreadAnswer = { readonly id: number } & (
  | { readonly result: TaskResult }
  | { readonly digest: Digest | null }
);

const { recipe, output } = workerData as ThreadSettings;
const workshop = createWorkshop(recipe, folderStorage(output));
const port = parentPort!;

port.on('message', async (request: ThreadRequest) => {
  const { id } = request;
  const answer: ThreadAnswer =
    'task' in request
      ? { id, result: await doTask(request.task, workshop) }
      : { id, digest: await readFile(request.digest).then(digestOf, () => null) };
  port.postMessage(answer);
});
