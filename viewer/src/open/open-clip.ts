/** A file -> the clip that the page shows: clips as they are, recordings solved first. Throws an Error whose message is meant for the reader. */
import type { Clip } from '../clip/clip.ts';
import { loadGltf } from '../clip/load-gltf.ts';
import type { ClipSettings } from '../solve/settings.ts';
import type { Solver } from '../solve/solver.ts';
import { fileKind } from './file-kind.ts';
import { fileNameOf, type SourceFile } from './source-file.ts';

/** Recordings by the number that the worker knows them by. */
const numbers = new WeakMap<SourceFile, number>();
let count = 0;

export async function openClip(
  file: SourceFile,
  settings: ClipSettings,
  solver: Solver,
  signal: AbortSignal,
): Promise<Clip> {
  const bytes = await file.bytes(signal);
  const name = fileNameOf(file);
  if (fileKind(bytes, name) === 'gltf') return { ...(await loadGltf(bytes, name)), solved: null };
  if (!numbers.has(file)) numbers.set(file, count++);
  const recording = { id: numbers.get(file)!, name, bytes };
  const solved = await solver.ask('solve', { recording, settings });
  return { ...(await loadGltf(solved.glb, name)), solved: { ...solved, settings } };
}
