/** The file after --actor -> the signer's proportions, under the file's name. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readEstimate } from '../calibrate/skeleton-estimate.ts';
import { TegnError } from '../issues/issues.ts';
import type { KnownActor } from '../pipeline/make-clip.ts';

/** Throws E_FILE_MISSING or E_ACTOR. */
export function readActor(path: string): KnownActor {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TegnError(
      'E_FILE_MISSING',
      `Cannot open ${path}: ${(cause as Error).message}.`,
      { path },
      cause,
    );
  }
  const { proportions, size, recordings, face } = readEstimate(text, path);
  return { name: basename(path), proportions, size: size.source, recordings, ...(face && { face }) };
}
