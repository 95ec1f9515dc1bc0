/**
 * Where every frame of a clip came from, [F x P] flags <-> runs of frames per part, short enough to stand in a file's metadata.
 * Frames that were measured belong to no run.
 */
import { type MotionClip, PROVENANCE } from './motion-clip.ts';

/** First and last frame, and their PROVENANCE flags. */
export type ProvenanceRun = readonly [first: number, last: number, flags: number];

/** Parts without a run are left out. */
export type ProvenanceRuns = Readonly<Record<string, readonly ProvenanceRun[]>>;

type Provenance = Pick<MotionClip, 'frameCount' | 'partNames' | 'provenance'>;

export function provenanceRuns({ frameCount, partNames, provenance }: Provenance): ProvenanceRuns {
  const parts: Record<string, ProvenanceRun[]> = {};
  partNames.forEach((part, p) => {
    const runs: ProvenanceRun[] = [];
    const flagsAt = (frame: number) => provenance[frame * partNames.length + p];
    for (let first = 0, last = 0; first < frameCount; first = last + 1) {
      last = first;
      while (last + 1 < frameCount && flagsAt(last + 1) === flagsAt(first)) last++;
      if (flagsAt(first) !== 0) runs.push([first, last, flagsAt(first)]);
    }
    if (runs.length > 0) parts[part] = runs;
  });
  return parts;
}

/** [F x P] flags. What a file says is looked at before it is believed: runs that are none, or lie outside the clip, are passed over. */
export function provenanceOfRuns(
  runs: Readonly<Record<string, unknown>>,
  partNames: readonly string[],
  frameCount: number,
): Uint8Array {
  const provenance = new Uint8Array(frameCount * partNames.length);
  partNames.forEach((part, p) => {
    const listed = runs[part];
    if (!Array.isArray(listed)) return;
    for (const run of listed) {
      if (!isRun(run, frameCount)) continue;
      for (let frame = run[0]; frame <= run[1]; frame++) provenance[frame * partNames.length + p] = run[2];
    }
  });
  return provenance;
}

const isRun = (run: unknown, frameCount: number): run is ProvenanceRun =>
  Array.isArray(run) &&
  run.length === 3 &&
  run.every(Number.isInteger) &&
  run[0] >= 0 &&
  run[0] <= run[1] &&
  run[1] < frameCount &&
  run[2] >= 0 &&
  run[2] <= ALL_FLAGS;

const ALL_FLAGS = Object.values(PROVENANCE).reduce((all, flag) => all | flag, 0);
