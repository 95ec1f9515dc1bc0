/** The network that comes with tegn -> lifter, on onnxruntime-node: one session for the life of the lifter. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TegnError } from '../../../issues/issues.ts';
import type { Lifter } from './lifted-clip.ts';
import { LIFTER_MODEL } from './model.ts';
import { createNetworkLifter, type NetworkLifterOptions, type OnnxRuntime } from './network-lifter.ts';

export interface LoadLifterOptions extends NetworkLifterOptions {
  /** Path of the model; the one beside the program when absent. */
  readonly model?: string;
}

/** Throws E_MODEL_MISSING, E_MODEL_HASH or E_RUNTIME_MISSING. */
export async function loadLifter({
  model = findModel(),
  ...options
}: LoadLifterOptions = {}): Promise<Lifter> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(model);
  } catch (cause) {
    throw new TegnError(
      'E_MODEL_MISSING',
      `The lifting network "${model}" cannot be read.`,
      { path: model },
      cause,
    );
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== LIFTER_MODEL.sha256)
    throw new TegnError(
      'E_MODEL_HASH',
      `The lifting network "${model}" is not the one this version was made with: expected sha256 ${LIFTER_MODEL.sha256}, found ${sha256}.`,
      { path: model, expected: LIFTER_MODEL.sha256, found: sha256 },
    );
  return createNetworkLifter(await loadRuntime(), bytes, options);
}

async function loadRuntime(): Promise<OnnxRuntime> {
  try {
    return (await import('onnxruntime-node')) as unknown as OnnxRuntime;
  } catch (cause) {
    throw new TegnError(
      'E_RUNTIME_MISSING',
      'onnxruntime-node is not installed or does not run here; lifting needs it ("npm install onnxruntime-node").',
      {},
      cause,
    );
  }
}

/** models/ beside the program, from the source tree and from dist alike. */
export function findModel(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const model = join(folder, 'models', LIFTER_MODEL.file);
    if (existsSync(model)) return model;
  }
  return join('models', LIFTER_MODEL.file);
}

/** A lifter that loads its network when it is first asked; so nothing is loaded for recordings that have depth. */
export function createLazyLifter(options: LoadLifterOptions = {}): Lifter {
  let loaded: Promise<Lifter> | null = null;
  return {
    async lift(recording) {
      loaded ??= loadLifter(options);
      return (await loaded).lift(recording);
    },
  };
}
