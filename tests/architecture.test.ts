import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import packageLock from '../package-lock.json' with { type: 'json' };
import { TEGN_VERSION } from '../src/version.ts';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const VIEWER = fileURLToPath(new URL('../viewer', import.meta.url));

/** A folder imports from rows above its own and from itself, never sideways. */
const ROWS: readonly (readonly string[])[] = [
  ['math', 'issues'],
  ['space', 'formats'],
  ['skeleton'],
  ['landmarks', 'motion'],
  ['capture', 'solver', 'retarget', 'export', 'livelink', 'library', 'quality'],
  ['pipeline', 'calibrate'],
  ['batch'],
  ['cli'],
];
/** Entries and constants at the top of src: the entries see everything, `version.ts` nothing. */
const TOP_LEVEL = ['index.ts', 'node.ts', 'version.ts'];
const NODE_FOLDERS = ['cli', 'batch', 'capture'];

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'));

const imports = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name);

const roomOf = (path: string): string => relative(SOURCE, path).split(/[\\/]/)[0];
const rowOf = (room: string): number => ROWS.findIndex((row) => row.includes(room));

describe('the house', () => {
  it('has only rooms that the table knows', () => {
    const rooms = new Set(files(SOURCE).map(roomOf));
    for (const room of rooms) expect(TOP_LEVEL.includes(room) || rowOf(room) >= 0, room).toBe(true);
  });

  it('imports one way', () => {
    const wrong: string[] = [];
    for (const path of files(SOURCE)) {
      const room = roomOf(path);
      if (TOP_LEVEL.includes(room)) continue;
      for (const name of imports(path).filter((specifier) => specifier.startsWith('.'))) {
        const other = roomOf(resolve(dirname(path), name));
        if (other === room || other === 'version.ts') continue;
        if (!(rowOf(other) >= 0 && rowOf(other) < rowOf(room)))
          wrong.push(`${relative(SOURCE, path)} -> ${other}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps Node out of everything that must run in a browser', () => {
    const wrong = files(SOURCE).filter((path) => {
      if (NODE_FOLDERS.includes(roomOf(path)) || path.endsWith('.node.ts') || roomOf(path) === 'node.ts')
        return false;
      return imports(path).some(
        (name) => name.startsWith('node:') || name.endsWith('.node.ts') || name === 'ws',
      );
    });
    expect(wrong.map((path) => relative(SOURCE, path))).toEqual([]);
  });

  it('lets the viewer see the public entry only', () => {
    const wrong: string[] = [];
    for (const path of files(VIEWER)) {
      for (const name of imports(path).filter((specifier) => specifier.startsWith('.'))) {
        const target = resolve(dirname(path), name);
        const inside = !relative(VIEWER, target).startsWith('..');
        if (!inside && target !== join(SOURCE, 'index.ts'))
          wrong.push(`${relative(VIEWER, path)} -> ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives its version once', () => {
    expect(TEGN_VERSION).toBe(packageJson.version);
  });
});

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

it('locks the optional packages of every platform, without which a clean install is refused', () => {
  const packages = packageLock.packages as Readonly<Record<string, LockedPackage>>;
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
