import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { readConfig } from '../../src/cli/config.ts';
import { createProgram } from '../../src/cli/program.ts';
import { EXPORTERS } from '../../src/export/exporters.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { TARGETS } from '../../src/skeleton/targets.ts';
import { TEGN_VERSION } from '../../src/version.ts';
import { type BuiltCli, buildCli, type CliRun } from './support/built-cli.ts';

const { recording } = createSample({ ...chinForward, frameCount: 8 });
const POSE = writePose(recording);
const JSONL = new TextDecoder().decode(writeTrackerJsonl(recording));

let cli: BuiltCli;
let folder: string;

beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-run-'));
  put('hello.pose', POSE);
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: Uint8Array | string): void => writeFileSync(join(folder, name), content);
const read = (name: string): Buffer => readFileSync(join(folder, name));
const has = (name: string): boolean => existsSync(join(folder, name));
const tegn = (line: string): Promise<CliRun> => cli.run(folder, ...line.split(' ').filter(Boolean));

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Extras of the scene of a glb: what the file says about itself. */
function glbExtras(name: string): Record<string, Record<string, unknown>> {
  const bytes = read(name);
  const json = JSON.parse(bytes.subarray(20, 20 + bytes.readUInt32LE(12)).toString('utf8'));
  return json.scenes[0].extras;
}

describe('tegn export', () => {
  it('writes one clip where it is told to, and says so on stdout', async () => {
    const { code, stdout, stderr } = await tegn('export hello.pose -o out/hello.glb');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^out\/hello\.glb {2}8 frames, 25 fps, \d+ bytes\n$/);
    expect(stderr).toContain('W_TARGET_APPROXIMATE');
    expect(read('out/hello.glb').subarray(0, 4).toString()).toBe('glTF');
    expect(readdirSync(join(folder, 'out'))).toEqual(['hello.glb']);
  });

  it('writes several formats of one clip at once', async () => {
    const { code } = await tegn('export hello.pose -o hello.glb hello.fbx --json');
    expect(code).toBe(0);
    expect(read('hello.glb').subarray(0, 4).toString()).toBe('glTF');
    expect(read('hello.fbx').subarray(0, 18).toString()).toBe('Kaydara FBX Binary');
  });

  it('writes several clips into a folder, in the formats asked for, and keeps what is there', async () => {
    put('house.jsonl', JSONL);
    const first = await tegn('export hello.pose house.jsonl -o clips/ -f glb fbx');
    expect(first.code).toBe(0);
    expect(readdirSync(join(folder, 'clips')).sort()).toEqual([
      'hello.fbx',
      'hello.glb',
      'house.fbx',
      'house.glb',
    ]);
    writeFileSync(join(folder, 'clips', 'hello.glb'), 'mine');
    const second = await tegn('export hello.pose house.jsonl -o clips');
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('kept clips/hello.glb');
    expect(read('clips/hello.glb').toString()).toBe('mine');
  });

  it('replaces a file only when forced', async () => {
    put('hello.glb', 'mine');
    const refused = await tegn('export hello.pose -o hello.glb');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('E_OUTPUT_EXISTS');
    expect(refused.stderr).toContain('--force');
    expect(read('hello.glb').toString()).toBe('mine');
    expect((await tegn('export hello.pose -o hello.GLB')).code).toBe(1);
    expect(read('hello.glb').toString()).toBe('mine');
    expect((await tegn('export hello.pose -o hello.glb --force')).code).toBe(0);
    expect(read('hello.glb').length).toBeGreaterThan(1000);
  });

  it('prints the result as JSON and nothing else on stdout', async () => {
    const { code, stdout } = await tegn(
      'export hello.pose -o hello.glb --json --fps 50 --trim 0.04:0.2 --clamp strict',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      input: 'hello.pose',
      outputs: ['hello.glb'],
      kept: [],
      frames: 9,
      gloss: 'hello',
      fps: 50,
      options: { target: 'metahuman', clamp: 'strict', fps: 50, trim: [0.04, 0.2] },
      tegnVersion: TEGN_VERSION,
      issues: expect.any(Array),
    });
    expect(glbExtras('hello.glb').tegn).toMatchObject({ gloss: 'hello', fps: 50 });
  });

  it('takes exact rates and open ends', async () => {
    const { stdout } = await tegn('export hello.pose -o hello.glb --json --fps 30000/1001 --trim 0.08:');
    const { fps, frames, options } = JSON.parse(stdout);
    expect(fps).toBeCloseTo(29.97003, 5);
    // 0.2 s
    expect(frames).toBe(6);
    expect(options.trim).toEqual([0.08, 0.28]);
  });

  it('goes on after a file that cannot be used and ends with 3, the error with its code and file', async () => {
    put('broken.pose', POSE.slice(0, 300));
    const { code, stdout, stderr } = await tegn('export hello.pose broken.pose -o clips/ --json');
    expect(code).toBe(3);
    const [good, bad] = JSON.parse(stdout);
    expect(good.outputs).toEqual(['clips/hello.glb']);
    expect(bad).toMatchObject({
      input: 'broken.pose',
      error: { code: 'E_POSE_TRUNCATED', path: 'broken.pose' },
    });
    expect(stderr).toMatch(/^E_POSE_TRUNCATED: .*\n {2}at broken\.pose/m);
    expect(readdirSync(join(folder, 'clips'))).toEqual(['hello.glb']);
  });

  it('ends with 1 when nothing could be done, and names the missing file', async () => {
    const { code, stderr } = await tegn('export nowhere.pose -o hello.glb');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_FILE_MISSING: .*nowhere\.pose/);
    expect(has('hello.glb')).toBe(false);
  });

  it('ends with 3 when a record of the input was lost', async () => {
    put('cut.jsonl', JSONL.slice(0, -200));
    const { code, stderr } = await tegn('export cut.jsonl -o cut.glb');
    expect(code).toBe(3);
    expect(stderr).toContain('W_RECORD_SKIPPED');
    expect(has('cut.glb')).toBe(true);
  });

  it('calls a mistake of the call one: exit 2, the reason on stderr, nothing on stdout, nothing written', async () => {
    const mistakes: [line: string, reason: string][] = [
      ['export hello.pose', 'required option'],
      ['export hello.pose -o hello.avi', 'E_FORMAT_UNKNOWN'],
      ['export hello.pose -o clips/ -f glb avi', 'E_FORMAT_UNKNOWN'],
      ['export hello.pose -o hello.glb --target robot', 'E_TARGET_UNKNOWN'],
      ['export hello.pose ./hello.pose -o clips/', 'E_OPTION'],
    ];
    const runs = await Promise.all(mistakes.map(([line]) => tegn(line)));
    for (const [i, { code, stdout, stderr }] of runs.entries()) {
      const [line, reason] = mistakes[i];
      expect(code, line).toBe(2);
      expect(stderr, line).toContain(reason);
      expect(stdout, line).toBe('');
    }
    expect(readdirSync(folder)).toEqual(['hello.pose']);
  });

  it.each([
    ['export -o out.glb', "missing required argument 'files'"],
    ['export a.pose b.pose -o hello.glb', 'Expected a folder'],
    ['export a.pose -o clips/ more/', 'either files or one folder'],
    ['export a.pose -o a.glb --clamp loose', 'Expected default, strict, off, or degrees per second'],
    ['export a.pose -o a.glb --clamp -5', 'degrees per second above 0'],
    ['export a.pose -o a.glb --one-euro 0:2', 'a cut-off above 0'],
    ['export a.pose -o a.glb --one-euro 2', 'a cut-off above 0'],
    ['export a.pose -o a.glb --fps 0', 'above 0'],
    ['export a.pose -o a.glb --fps 30/0', 'above 0'],
    ['export a.pose -o a.glb --trim 2:1', 'from:to'],
    ['export a.pose -o a.glb --trim 1', 'from:to'],
    ['export a.pose -o a.glb --person x', 'whole number'],
    ['export a.pose -o a.glb --image-size 640', 'width x height'],
    ['export a.pose -o a.glb --colour red', 'unknown option'],
    ['dance', 'unknown command'],
  ])('understands "%s" as a mistake before it opens a file', async (line, reason) => {
    const program = createProgram();
    for (const command of [program, ...program.commands]) command.configureOutput({ writeErr: () => {} });
    await expect(program.parseAsync(line.split(' '), { from: 'user' })).rejects.toThrow(reason);
  });
});

describe('tegn.config.json', () => {
  it('sets defaults from the folder or one above, and flags win', async () => {
    put('tegn.config.json', '{ "fps": 50, "clamp": "off", "format": ["fbx"], "force": true }');
    mkdirSync(join(folder, 'work', 'clips'), { recursive: true });
    writeFileSync(join(folder, 'work', 'clips', 'hello.fbx'), 'old');
    const { code, stdout } = await cli.run(
      join(folder, 'work'),
      ...['export', '../hello.pose', '-o', 'clips', '--json', '--clamp', 'strict'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outputs: ['clips/hello.fbx'],
      fps: 50,
      options: { clamp: 'strict' },
    });
    expect(read('work/clips/hello.fbx').length).toBeGreaterThan(1000);
    const named = await cli.run(
      join(folder, 'work'),
      'export',
      '../hello.pose',
      '-o',
      'more/',
      '-f',
      'glb',
      '--fps',
      '25',
      '--json',
    );
    expect(JSON.parse(named.stdout)).toMatchObject({ outputs: ['more/hello.glb'], fps: 25 });
  });

  it('with a mistake in it is refused with exit 2', async () => {
    put('tegn.config.json', '{ "fps": "fast" }');
    const { code, stderr } = await tegn('export hello.pose -o hello.glb');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^E_CONFIG: .*tegn\.config\.json: fps/);
  });

  it.each([
    ['{ "fps": "fast" }', 'fps'],
    ['{ "fps": 0 }', 'fps'],
    ['{ "clamp": "loose" }', 'clamp'],
    ['{ "speed": 2 }', 'speed'],
    ['{ fps: 30 }', 'JSON'],
    ['[]', 'the whole file'],
  ])('that says %s is refused with file and field', (text, field) => {
    put('tegn.config.json', text);
    const error = thrownBy(() => readConfig(folder));
    expect(error).toMatchObject({ code: 'E_CONFIG', details: { path: join(folder, 'tegn.config.json') } });
    expect((error as Error).message).toContain(field);
  });

  it('may be left out', () => {
    expect(readConfig(folder)).toEqual({});
  });
});

describe('tegn inspect', () => {
  it('tells people and programs what a file holds', async () => {
    const text = await tegn('inspect hello.pose');
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^hello\.pose\n/);
    expect(text.stdout).toContain('8 frames');
    const json = await tegn('inspect hello.pose --json');
    const report = JSON.parse(json.stdout);
    expect(report).toMatchObject({
      file: 'hello.pose',
      frameCount: 8,
      fps: 25,
      imageSize: { width: 1280, height: 720 },
    });
    expect(report.parts.map(({ name }: { name: string }) => name)).toEqual([
      'pose',
      'leftHand',
      'rightHand',
      'face',
    ]);
  });

  it('ends with 3 when one of several files cannot be read, with 1 when none can', async () => {
    put('noise.pose', 'no landmarks here');
    const some = await tegn('inspect hello.pose noise.pose --json');
    expect(some.code).toBe(3);
    expect(JSON.parse(some.stdout)[1].error.code).toMatch(/^E_/);
    const none = await tegn('inspect noise.pose');
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('noise.pose');
    expect(none.stdout).toBe('');
  });
});

describe('tegn batch', () => {
  it('turns a folder into a folder and ends with 3 when a part failed', async () => {
    mkdirSync(join(folder, 'signs', 'deep'), { recursive: true });
    put('signs/deep/a.pose', POSE);
    put('signs/b.json', '{}');
    const { code, stdout, stderr } = await tegn('batch signs -o clips --json --fps 50');
    expect(code).toBe(3);
    expect(JSON.parse(stdout).map(({ status }: { status: string }) => status)).toEqual(['failed', 'done']);
    expect(stderr).toContain('b.json');
    const { clips, totals } = JSON.parse(read('clips/report.json').toString());
    expect(clips.map(({ input }: { input: string }) => input)).toEqual(['b.json', 'deep/a.pose']);
    expect(totals.byStatus).toEqual({ failed: 1, done: 1 });
    expect(has('clips/deep/a.glb')).toBe(true);
  });

  it('ends with 1 for a folder that is not there, with 2 for a format or target that is not', async () => {
    expect((await tegn('batch nowhere -o clips')).code).toBe(1);
    expect((await tegn('batch . -o clips -f avi')).code).toBe(2);
    expect((await tegn('batch . -o clips --target robot')).code).toBe(2);
    expect(has('clips')).toBe(false);
  });
});

describe('tegn doctor', () => {
  it('solves and exports a sample and says how it went, for people and programs', async () => {
    const { stdout, code } = await tegn('doctor --json');
    const { version, findings } = JSON.parse(stdout);
    expect(version).toBe(TEGN_VERSION);
    const checks: Record<string, boolean> = Object.fromEntries(
      findings.map(({ check, ok }: { check: string; ok: boolean }) => [check, ok]),
    );
    // the port may be taken by someone else on this machine
    expect(checks).toMatchObject({ node: true, viewer: true, solve: true, export: true });
    expect(code).toBe(checks.stream ? 0 : 1);
    for (const { detail } of findings) expect(detail.length).toBeGreaterThan(3);
  });
});

describe('help', () => {
  it('comes on stdout with exit 0, as does the version', async () => {
    const help = await tegn('--help');
    expect(help.code).toBe(0);
    for (const { name } of COMMANDS) expect(help.stdout).toContain(name());
    const version = await tegn('--version');
    expect(version).toEqual({ code: 0, stdout: `${TEGN_VERSION}\n`, stderr: '' });
  });

  const COMMANDS = createProgram().commands.map((command) => ({ name: () => command.name(), command }));

  it('lists every target and format there is, and none that is not', () => {
    for (const { command } of COMMANDS) {
      let text = '';
      command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
      const targets = /target skeleton: ([^.]*?)\. Default/s.exec(text.replace(/\s+/g, ' '))?.[1];
      if (targets) {
        const names = [...targets.matchAll(/(?:^|; )([\w-]+) \(/g)].map(([, name]) => name);
        expect(names).toEqual(TARGETS.map(({ name }) => name));
      }
      if (command.name() !== 'export') continue;
      const formats = /Formats:\n(.*?)\n\n/s
        .exec(text)![1]
        .split('\n')
        .map((line) => line.trim().split(/\s+/)[0]);
      expect(formats).toEqual(EXPORTERS.map(({ extension }) => extension));
      for (const [, named] of text.matchAll(/\.(glb|gltf|fbx|bvh|vrma|usd|usda|csv|mp4)\b/g))
        expect(formats).toContain(named);
    }
  });

  it('shows commands in its examples that exist', () => {
    let text = '';
    createProgram()
      .configureOutput({ writeOut: (part) => (text += part) })
      .outputHelp();
    const named = [...text.matchAll(/^ {2}tegn (\w+)/gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    for (const name of named) expect(COMMANDS.map((command) => command.name())).toContain(name);
  });
});
