/** Does the work in the thread that asks, one task at a time: for a handful of clips, and where threads are not wanted. */
import { readFile } from 'node:fs/promises';
import { digestOf } from './digest.node.ts';
import { createWorkshop, doTask } from './do-task.node.ts';
import { type ClipStorage, folderStorage } from './storage.node.ts';
import type { Recipe } from './task.ts';
import type { TaskRunner } from './task-runner.ts';

export interface OwnRunnerOptions {
  readonly recipe: Recipe;
  readonly output: string;
  readonly storage?: ClipStorage;
}

export function createOwnRunner({
  recipe,
  output,
  storage = folderStorage(output),
}: OwnRunnerOptions): TaskRunner {
  const workshop = createWorkshop(recipe, storage);
  return {
    workers: 1,
    capacity: 1,
    run: (task) => doTask(task, workshop),
    digest: (paths) => Promise.all(paths.map((path) => readFile(path).then(digestOf, () => null))),
    close: async () => undefined,
  };
}
