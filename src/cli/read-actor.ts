/** The file after --actor -> the signer's proportions, under the file's name. */
import { basename } from 'node:path';
import { readEstimate } from '../calibrate/skeleton-estimate.ts';
import type { KnownActor } from '../pipeline/make-clip.ts';
import { readNamedText } from './read-input.ts';

/** Throws E_FILE_MISSING or E_ACTOR. */
export function readActor(path: string): KnownActor {
  const { proportions, size, recordings, face } = readEstimate(readNamedText(path), path);
  return { name: basename(path), proportions, size: size.source, recordings, ...(face && { face }) };
}
