/** What a clip depends on -> the key under which it is known. Never what came out: the same key means the same bytes. */
import { createHash } from 'node:crypto';
import { LIFTER_MODEL } from '../solver/lift/network/model.ts';
import { TEGN_VERSION } from '../version.ts';
import type { ClipOrder, Recipe } from './work/task.ts';

/** Options, version and network; the same for a whole batch. */
export const recipeKey = (recipe: Recipe): string =>
  hash(TEGN_VERSION, recipe.lift ? LIFTER_MODEL.sha256 : '', canonical(recipe));

/** @param sha256 of the recording */
export const outputKey = (
  recipe: string,
  sha256: string,
  { filename, word }: Pick<ClipOrder, 'filename' | 'word'>,
  format: string,
): string => hash(recipe, sha256, filename, word ?? '', format);

export const hash = (...parts: readonly string[]): string =>
  createHash('sha256')
    .update(parts.map((part) => `${part.length}:${part}`).join(''))
    .digest('hex');

/** JSON with sorted fields, arrays of numbers by their hash, so that equal options are equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) => {
    if (ArrayBuffer.isView(part)) {
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      return `${part.constructor.name} ${createHash('sha256').update(bytes).digest('hex')}`;
    }
    if (part === Number.POSITIVE_INFINITY) return 'Infinity';
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
