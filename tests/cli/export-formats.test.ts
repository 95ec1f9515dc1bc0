/** What `tegn export` says of formats, names and provenance, through the built command line. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { EXPORTERS } from '../../src/export/exporters.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { type BuiltCli, buildCli, type CliRun } from './support/built-cli.ts';

const POSE = writePose(createSample({ ...chinForward, frameCount: 6 }).recording);

let cli: BuiltCli;
let folder: string;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-formats-'));
  writeFileSync(join(folder, 'hello.pose'), POSE);
});
afterEach(() => rmSync(folder, { recursive: true }));

const tegn = (...words: string[]): Promise<CliRun> => cli.run(folder, 'export', 'hello.pose', ...words);
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));

describe('tegn export', () => {
  it('writes every format at once, commas or spaces between them, and reads each back', async () => {
    const formats = EXPORTERS.map(({ extension }) => extension);
    const { code, stdout } = await tegn(
      '-o',
      'out/',
      '-f',
      formats.slice(0, 4).join(','),
      ...formats.slice(4),
      '--validate',
      '--json',
    );
    expect(code).toBe(0);
    const { outputs, readBack } = JSON.parse(stdout);
    const written = readdirSync(join(folder, 'out')).map((name) => name.replace('hello.', ''));
    expect(written.sort()).toEqual(
      formats.filter((format) => format !== 'csv' || written.includes('csv')).sort(),
    );
    expect(Object.keys(readBack).sort()).toEqual([...outputs].sort());
    for (const { position, rotationDeg } of Object.values<{ position: number; rotationDeg: number }>(
      readBack,
    )) {
      expect(position).toBeLessThan(1e-4);
      expect(rotationDeg).toBeLessThan(0.02);
    }
  });

  it('names files by a template', async () => {
    const { code } = await tegn(
      '-o',
      'out',
      '-f',
      'bvh,unreal.json',
      '--name',
      '{gloss}-{target}-{fps}-{stem}-{signer}',
      '--signer',
      'a/b',
    );
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'hello-metahuman-25-hello-a_b.bvh',
      'hello-metahuman-25-hello-a_b.unreal.json',
    ]);
    const wrong = await tegn('-o', 'out', '--name', '{word}');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('{word}');
    expect((await tegn('-o', 'out', '--name', 'same')).code).toBe(2);
  });

  it('cuts names that no file system holds, and tells the clips apart all the same', async () => {
    writeFileSync(join(folder, 'other.pose'), POSE);
    const words = ['export', 'hello.pose', 'other.pose', '-o', 'out', '-f', 'bvh,unreal.json'];
    const name = ['--name', '{signer}{stem}', '--signer', '手'.repeat(300)];
    expect((await cli.run(folder, ...words, ...name, '--validate')).code).toBe(0);
    const stem = '手'.repeat(66);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(
      [`${stem}.bvh`, `${stem}.unreal.json`, `${stem}_2.bvh`, `${stem}_2.unreal.json`].sort(),
    );
    expect(json(`out/${stem}.unreal.json`).metadata.signer).toBe('手'.repeat(300));
  });

  it('takes the longer extension as the format, and writes what the user says of signer, licence and consent', async () => {
    const { code } = await tegn(
      '-o',
      'x.unreal.json',
      '--signer',
      'Kari',
      '--licence',
      'CC BY 4.0',
      '--consent',
      'in writing, 2026',
    );
    expect(code).toBe(0);
    const { metadata, format } = json('x.unreal.json');
    expect(format).toBe('tegn-unreal-clip');
    expect(metadata).toMatchObject({
      signer: 'Kari',
      licence: 'CC BY 4.0',
      consent: 'in writing, 2026',
      source: { file: 'hello.pose', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      tegnVersion: expect.any(String),
    });
  });

  it('passes options on to the formats and notes them in the file', async () => {
    expect((await tegn('-o', 'big.glb')).code).toBe(0);
    expect(
      (
        await tegn(
          '-o',
          'small.glb',
          'y.fbx',
          '--mesh',
          'none',
          '--int16',
          '--fbx-axes',
          'maya',
          '--validate',
        )
      ).code,
    ).toBe(0);
    const size = (name: string) => readFileSync(join(folder, name)).length;
    expect(size('small.glb')).toBeLessThan(size('big.glb') / 2);
    const glb = readFileSync(join(folder, 'small.glb'));
    const { scenes } = JSON.parse(glb.subarray(20, 20 + glb.readUInt32LE(12)).toString('utf8'));
    expect(scenes[0].extras.tegn.options).toMatchObject({
      glb: { mesh: 'none', rotations: 'int16' },
      fbx: { axes: 'maya' },
    });
  });

  it('gives faces the controls of a MetaHuman when asked to', async () => {
    expect((await tegn('-o', 'a.fbx', 'b.fbx')).code).toBe(0);
    expect((await tegn('-o', 'b.fbx', '--metahuman-face', '--force', '--validate')).code).toBe(0);
    const text = (name: string) => readFileSync(join(folder, name)).toString('latin1');
    expect(text('a.fbx')).not.toContain('CTRL_expressions_jawOpen');
    expect(text('b.fbx')).toContain('CTRL_expressions_jawOpen');
  });

  it('writes the other formats when one cannot be written, and fails', async () => {
    mkdirSync(join(folder, 'out', 'hello.bvh'), { recursive: true });
    const { code, stderr } = await tegn('-o', 'out', '-f', 'bvh,unreal.json', '--force');
    expect(code).toBe(1);
    expect(stderr).toContain('E_OUTPUT_WRITE');
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['hello.bvh', 'hello.unreal.json']);
  });

  it('never writes over the recording itself', async () => {
    const { code, stderr } = await tegn('-o', 'hello.pose', '--force');
    expect(code).toBe(2);
    expect(stderr).toContain('the recording itself');
    expect(readFileSync(join(folder, 'hello.pose'))).toEqual(Buffer.from(POSE));
  });
});
