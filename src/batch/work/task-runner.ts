/** Who does the work of a batch: this thread, threads of this process, or any number of machines. */
import type { Digest } from './digest.node.ts';
import type { ClipTask, TaskResult } from './task.ts';

export interface TaskRunner {
  /** How many work at once, as far as that is known. */
  readonly workers: number;
  /** How many tasks may be in hand at once; more would only wait and fill memory. */
  readonly capacity: number;
  /** What fails because of its input is a result; rejects only where the runner itself cannot go on. */
  run(task: ClipTask): Promise<TaskResult>;
  /** Of whole files, null for those that cannot be read. */
  digest(paths: readonly string[]): Promise<(Digest | null)[]>;
  /** After the tasks in hand. */
  close(): Promise<void>;
}
