import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileWhole } from '../../src/export/write-files.node.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BYTES = Uint8Array.of(1, 2, 3);

describe('a file written whole', () => {
  it('makes the folders it needs and leaves nothing beside it', async () => {
    const path = join(folder, 'a', 'b', 'clip.glb');
    await Promise.all([writeFileWhole(path, BYTES), writeFileWhole(join(folder, 'a', 'c', 'x'), BYTES)]);
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['clip.glb']);
  });

  it('may have the longest name that file systems hold', async () => {
    const path = join(folder, `${'n'.repeat(251)}.glb`);
    await writeFileWhole(path, BYTES);
    expect(readdirSync(folder)).toEqual([`${'n'.repeat(251)}.glb`]);
  });

  it('is refused where a file stands in place of a folder', async () => {
    writeFileSync(join(folder, 'file'), 'kept');
    await expect(writeFileWhole(join(folder, 'file', 'clip.glb'), BYTES)).rejects.toMatchObject({
      code: 'E_OUTPUT_WRITE',
    });
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
  });

  it.runIf(existsSync('/proc/self'))(
    'is refused, and does not hang, in a folder that takes no folders',
    async () => {
      await expect(writeFileWhole('/proc/nowhere/clip.glb', BYTES)).rejects.toMatchObject({
        code: 'E_OUTPUT_WRITE',
      });
    },
  );
});
