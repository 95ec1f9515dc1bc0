/** A file -> the clip that the page shows: clips as they are, recordings solved first. Throws an Error whose message is meant for the reader. */
import type { Clip } from '../clip/clip.ts';
import { loadGltf } from '../clip/load-gltf.ts';
import type { ClipSettings } from '../solve/settings.ts';
import type { Solver } from '../solve/solver.ts';
import { fileKind } from './file-kind.ts';
import { recordingOf } from './recording.ts';
import type { SourceFile } from './source-file.ts';

export async function openClip(
  file: SourceFile,
  settings: ClipSettings,
  solver: Solver,
  signal: AbortSignal,
): Promise<Clip> {
  const recording = await recordingOf(file, signal);
  const { bytes, name } = recording;
  if (fileKind(bytes, name) === 'gltf') return { ...(await loadGltf(bytes, name)), solved: null };
  const solved = await solver.ask('solve', { recording, settings }, signal);
  return { ...(await loadGltf(solved.glb, name)), solved: { ...solved, settings } };
}
