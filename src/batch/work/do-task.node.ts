/** Does one task: read, solve, measure, write every clip that was ordered of it. */
import { basename } from 'node:path';
import { exporterFor } from '../../export/exporters.ts';
import { metahumanCurves } from '../../export/face/metahuman-curves.ts';
import type { Issue } from '../../issues/issues.ts';
import { TegnError } from '../../issues/issues.ts';
import { primaryClip } from '../../landmarks/landmark-clip.ts';
import { type ClipOptions, type ClipResult, makeClip } from '../../pipeline/make-clip.ts';
import { measureClip } from '../../quality/measure-clip.ts';
import { createStrip } from '../../quality/strip.ts';
import { createLazyFaceNetwork } from '../../solver/face/network/load-face-network.node.ts';
import { createLazyLifter } from '../../solver/lift/network/load-lifter.node.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { digestOf } from './digest.node.ts';
import type { ClipStorage } from './storage.node.ts';
import type {
  ClipOrder,
  ClipTask,
  Failure,
  FoldedIssue,
  Recipe,
  TaskResult,
  Written,
  WrittenFormat,
} from './task.ts';

export interface Workshop {
  readonly recipe: Recipe;
  readonly storage: ClipStorage;
  /** One of each for the life of the worker. */
  readonly networks: Pick<ClipOptions, 'lifter' | 'faceNetwork'>;
}

export const createWorkshop = (recipe: Recipe, storage: ClipStorage): Workshop => ({
  recipe,
  storage,
  networks: {
    ...(recipe.lift && { lifter: createLazyLifter() }),
    ...(recipe.models !== undefined && { faceNetwork: createLazyFaceNetwork(recipe.models) }),
  },
});

export async function doTask(task: ClipTask, { recipe, storage, networks }: Workshop): Promise<TaskResult> {
  const started = performance.now();
  try {
    const bytes = await storage.read(task.path);
    const made = await makeClip(bytes, basename(task.path), { ...recipe.clip, ...networks });
    const { recording, clip, issues } = made;
    const written: Written[] = [];
    for (const order of task.clips) written.push(await writeOrder(order, made, recipe, storage));
    const source = primaryClip(recording);
    const measure = measureClip(made);
    return {
      ...digestOf(bytes),
      frames: clip.frameCount,
      fps: framesPerSecond(clip.timing.rate),
      recording: {
        kind: recording.source.kind,
        fps: framesPerSecond(source.timing.rate),
        frames: source.frameCount,
        width: recording.imageSize.width,
        height: recording.imageSize.height,
      },
      measure,
      strip: createStrip(made, measure.sign),
      issues: fold(issues),
      seconds: (performance.now() - started) / 1000,
      written,
    };
  } catch (error) {
    return { error: failureOf(error) };
  }
}

async function writeOrder(
  { jobId, filename, word, stem, formats }: ClipOrder,
  made: ClipResult,
  { write, metahumanFace, signer, licence, consent }: Recipe,
  storage: ClipStorage,
): Promise<Written> {
  const clip = metahumanFace ? metahumanCurves(made.clip) : made.clip;
  const metadata = {
    ...made.metadata,
    ...(word !== undefined && { gloss: word }),
    ...(made.metadata.source && { source: { ...made.metadata.source, file: filename } }),
    ...(signer !== undefined && { signer }),
    ...(licence !== undefined && { licence }),
    ...(consent !== undefined && { consent }),
    options: { ...made.metadata.options, ...write },
  };
  const folder = stem.includes('/') ? stem.slice(0, stem.lastIndexOf('/') + 1) : '';
  const outputs: WrittenFormat[] = [];
  try {
    for (const format of formats) {
      const exporter = exporterFor(format, write);
      const paths: string[] = [];
      let bytes = 0;
      for (const file of await exporter.exportClip(
        { clip, rig: made.rig, metadata },
        stem.slice(folder.length),
      )) {
        const path = `${folder}${file.name}`;
        await storage.write(path, file.bytes);
        paths.push(path);
        bytes += file.bytes.length;
      }
      outputs.push({ format, paths, bytes });
    }
    return { jobId, outputs };
  } catch (error) {
    return { jobId, outputs, error: failureOf(error) };
  }
}

/** Reasons for which no other clip could be written either: disk full, quota, read-only, file too large for a limit, disk gone. */
const FATAL = ['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG', 'EIO'];

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof TegnError)) return { code: 'E_INTERNAL', message };
  const cause = (error.cause as NodeJS.ErrnoException | undefined)?.code;
  const fatal = error.code === 'E_OUTPUT_WRITE' && cause !== undefined && FATAL.includes(cause);
  return { code: error.code, message, ...(fatal && { fatal }) };
}

/** The same code about the same part is told once, with how often. */
function fold(issues: readonly Issue[]): FoldedIssue[] {
  const folded = new Map<string, { code: Issue['code']; message: string; count: number }>();
  for (const { code, message, joint } of issues) {
    const key = `${code}/${joint ?? ''}`;
    const known = folded.get(key);
    if (known) known.count++;
    else folded.set(key, { code, message, count: 1 });
  }
  return [...folded.values()];
}
