/**
 * A file -> the clip that the page shows: clips as they are, recordings solved first, characters at rest; what is solved on a character's
 * skeleton is shown on that character. Throws an Error whose message is meant for the reader.
 */
import { hasUnrealNames } from '../clip/body-roles.ts';
import type { Clip } from '../clip/clip.ts';
import { loadBody, objectsByName } from '../clip/load-body.ts';
import { loadClip } from '../clip/load-clip.ts';
import { solvedMotion } from '../clip/solved-motion.ts';
import { isModel, keepModel, type Model, modelOf, standOnFloor } from '../model/model.ts';
import { movingModel, restingModel } from '../model/model-clip.ts';
import type { Recording } from '../solve/messages.ts';
import type { ClipSettings } from '../solve/settings.ts';
import type { Solver } from '../solve/solver.ts';
import { fileKind } from './file-kind.ts';
import { recordingOf } from './recording.ts';
import type { SourceFile } from './source-file.ts';

/** Characters by their file: read once, however often the page returns to them. */
const models = new WeakMap<Recording, Model>();

export async function openClip(
  file: SourceFile,
  settings: ClipSettings,
  solver: Solver,
  signal: AbortSignal,
): Promise<Clip> {
  const recording = await recordingOf(file, signal);
  const { bytes, name } = recording;
  const kind = fileKind(bytes, name);
  if (kind === 'gltf' || kind === 'fbx') return openBody(recording, kind, solver);
  const solved = { ...(await solver.ask('solve', { recording, settings }, signal)), settings };
  const model = modelOf(settings.rig);
  if (model) return movingModel(model, name, solved);
  const loaded = await loadBody(solved.glb, name, 'gltf');
  return { ...(await loadClip(loaded, name, solved.rig, solvedMotion(solved.clip))), solved, model };
}

async function openBody(recording: Recording, kind: 'gltf' | 'fbx', solver: Solver): Promise<Clip> {
  const known = models.get(recording);
  if (known) return restingModel(known);
  const { bytes, name } = recording;
  const loaded = await loadBody(bytes, name, kind);
  const isCharacter = isModel(loaded);
  if (!isCharacter && hasUnrealNames(objectsByName(loaded.body))) {
    return { ...(await loadClip(loaded, name, null)), solved: null, model: null };
  }
  const [understood, problem] = await solver.ask('understand', { name, bytes }).then(
    (answer) => [answer, null] as const,
    (error: Error) => [null, error.message] as const,
  );
  const metresPerUnit = understood?.file.source['metresPerUnit'];
  if (typeof metresPerUnit === 'number') loaded.body.scale.setScalar(metresPerUnit);
  if (!isCharacter) {
    return { ...(await loadClip(loaded, name, understood?.rig ?? null)), solved: null, model: null };
  }
  standOnFloor(loaded.body);
  const model = keepModel({ fileName: name, loaded, understood, problem });
  models.set(recording, model);
  return restingModel(model);
}
