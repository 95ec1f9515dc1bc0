/** Neighbouring frames of the same kinds -> one run each; frames without a kind belong to none. */
import type { Run, RunKind } from './lane.ts';

/** @param kindsAt equal arrays must be the same array */
export function runsWhere(frameCount: number, kindsAt: (frame: number) => readonly RunKind[]): Run[] {
  const runs: Run[] = [];
  for (let first = 0, last = 0; first < frameCount; first = last + 1) {
    const kinds = kindsAt(first);
    last = first;
    while (last + 1 < frameCount && kindsAt(last + 1) === kinds) last++;
    if (kinds.length > 0) runs.push({ first, last, kinds });
  }
  return runs;
}
