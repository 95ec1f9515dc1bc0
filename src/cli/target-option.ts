/** What --target may name: a built-in skeleton, or a target file that `tegn skeleton import` wrote. */
import { existsSync, readFileSync } from 'node:fs';
import { TegnError } from '../issues/issues.ts';
import { isTargetFile, rigFromTargetFile } from '../skeleton/import/target-file.ts';
import type { Rig } from '../skeleton/rig.ts';
import { TARGETS, targetNamed } from '../skeleton/targets.ts';

/** Throws E_TARGET_UNKNOWN for what is neither, E_TARGET_FILE or E_TARGET_CHAIN for a file that cannot be used. */
export function readTarget(nameOrPath: string): Rig {
  if (TARGETS.some(({ name }) => name === nameOrPath)) return targetNamed(nameOrPath).rig();
  if (!existsSync(nameOrPath)) return targetNamed(nameOrPath).rig();
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(nameOrPath, 'utf8'));
  } catch (cause) {
    throw notATarget(nameOrPath, cause);
  }
  if (!isTargetFile(value)) throw notATarget(nameOrPath);
  return rigFromTargetFile(value);
}

const notATarget = (path: string, cause?: unknown): TegnError =>
  new TegnError(
    'E_TARGET_FILE',
    `Expected a target file in ${path}; "tegn skeleton import ${path} -o target.json" makes one of a character file.`,
    { path },
    cause,
  );
