/** What goes over the shared queue: tasks and results with their arrays of numbers, which JSON has no word for. */
import { deserialize, serialize } from 'node:v8';
import type { ClipTask } from '../work/task.ts';

export interface QueuedTask {
  readonly task: ClipTask;
  /** The output folder as every machine sees it. */
  readonly output: string;
  /** Of the recipe, so that a worker knows it again without reading it. */
  readonly recipeKey: string;
  /** A packed Recipe. */
  readonly recipe: string;
}

export const pack = (value: unknown): string => serialize(value).toString('base64');

export const unpack = <T>(text: string): T => deserialize(Buffer.from(text, 'base64')) as T;
