/** tegn.config.json: defaults for the flags, from the working folder or the nearest folder above it. Flags win. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { TegnError } from '../issues/issues.ts';
import { SMOOTHINGS, type SmoothingName } from '../solver/smoothing/smoothing.ts';

const CONFIG_FILE = 'tegn.config.json';

const schema = z.strictObject({
  target: z.string().optional(),
  clamp: z.union([z.enum(['default', 'strict', 'off']), z.number().positive().max(10_000)]).optional(),
  smoothing: z.literal(Object.keys(SMOOTHINGS) as SmoothingName[]).optional(),
  fps: z.number().positive().max(1000).optional(),
  /** Beside the settings, or with its own path. */
  actor: z.string().optional(),
  format: z.array(z.string()).optional(),
  force: z.boolean().optional(),
  port: z.number().int().min(0).max(65535).optional(),
});

export type Config = z.infer<typeof schema>;

/** Empty when there is no file; throws E_CONFIG naming file and field. */
export function readConfig(folder: string): Config {
  const path = findConfig(resolve(folder));
  if (path === null) return {};
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new TegnError(
      'E_CONFIG',
      `Expected JSON in ${path}: ${(error as Error).message}.`,
      { path },
      error,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    const { actor, ...rest } = parsed.data;
    return actor === undefined ? rest : { ...rest, actor: resolve(dirname(path), actor) };
  }
  const [first] = parsed.error.issues;
  const field = first.path.join('.') || 'the whole file';
  throw new TegnError('E_CONFIG', `${path}: ${field}: ${first.message}.`, { path, found: field });
}

function findConfig(folder: string): string | null {
  const path = join(folder, CONFIG_FILE);
  if (existsSync(path)) return path;
  const above = dirname(folder);
  return above === folder ? null : findConfig(above);
}
