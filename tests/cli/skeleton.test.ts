import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { type BuiltCli, buildCli, type CliRun } from './support/built-cli.ts';

let cli: BuiltCli;
let folder: string;
const tegn = (line: string): Promise<CliRun> => cli.run(folder, ...line.split(' '));

beforeAll(async () => {
  cli = await buildCli();
  folder = mkdtempSync(join(tmpdir(), 'tegn-skeleton-'));
  const { recording } = createSample({ ...chinForward, frameCount: 8 });
  writeFileSync(join(folder, 'hello.pose'), writePose(recording));
});
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true });
});

it('imports a character, shows it and makes clips for it', async () => {
  expect((await tegn('export hello.pose --target mixamo -o hello.glb')).code).toBe(0);
  const imported = await tegn('skeleton import hello.glb -o hero.json');
  expect(imported.code).toBe(0);
  expect(imported.stdout).toContain('mixamorig:LeftArm > mixamorig:LeftForeArm > mixamorig:LeftHand');
  const { code, stdout } = await tegn('skeleton show hero.json --json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)[0]).toMatchObject({ name: 'hello', approximate: false });
  const exported = await tegn('export hello.pose --target hero.json -o own.glb --json');
  expect(exported.code).toBe(0);
  expect(JSON.parse(exported.stdout).target).toEqual({ name: 'hello', approximate: false });
  expect(existsSync(join(folder, 'own.glb'))).toBe(true);
});

it('keeps a target file unless forced, and says what is no target file', async () => {
  writeFileSync(join(folder, 'kept.json'), '{}');
  expect((await tegn('skeleton import hello.glb -o kept.json')).stderr).toContain('E_OUTPUT_EXISTS');
  expect((await tegn('export hello.pose --target kept.json -o x.glb')).stderr).toContain('E_TARGET_FILE');
  expect((await tegn('skeleton import hello.pose -o new.json')).stderr).toContain('E_TARGET_FILE');
  expect(readFileSync(join(folder, 'kept.json'), 'utf8')).toBe('{}');
});
