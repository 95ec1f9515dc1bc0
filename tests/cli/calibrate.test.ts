import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { personOf } from '../../samples/generate/proportions.ts';
import { readEstimate, type SkeletonEstimate } from '../../src/calibrate/skeleton-estimate.ts';
import type { CalibrationSummary } from '../../src/calibrate/summarise.ts';
import { clipOptions } from '../../src/cli/clip-flags.ts';
import { readConfig } from '../../src/cli/config.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { recordSigner } from '../support/record-signer.ts';
import { type BuiltCli, buildCli } from './support/built-cli.ts';

let cli: BuiltCli;
const folder = mkdtempSync(join(tmpdir(), 'tegn-calibrate-'));
const tegn = (line: string) => cli.run(folder, ...line.split(' '));
const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const estimate = () => json<SkeletonEstimate>('anna/skeleton_estimate.json');

beforeAll(async () => {
  cli = await buildCli();
  mkdirSync(join(folder, 'signs/more'), { recursive: true });
  const person = personOf({ shoulders: 1.1, arms: 0.9 });
  recordSigner({ proportions: person, count: 3, frameCount: 30 }).forEach((recording, i) => {
    writeFileSync(join(folder, i < 2 ? 'signs' : 'signs/more', `s${i}.jsonl`), writeTrackerJsonl(recording));
  });
  writeFileSync(join(folder, 'audit.csv'), 'file,frame,verdict\ns0.jsonl,3,good\ns1.jsonl,,bad\n');
});
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true });
});

it('calibrate writes the estimate, a summary and overlays of a folder, and says where lengths come from', async () => {
  const run = await tegn('calibrate signs -o anna --audited audit.csv --overlays 2');
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/upperArm .* ratio/);
  expect(run.stdout).toContain('1 good and 1 bad frames judged');
  const found = estimate();
  expect(readEstimate(JSON.stringify(found), 'x')).toEqual(found);
  expect([found.recordings, found.frames, found.size.source]).toEqual([3, 90, 'prior']);
  const summary = json<CalibrationSummary>('anna/summary.json');
  expect(summary.files.map(({ depth, frames }) => [depth, frames])).toEqual(Array(3).fill(['guessed', 30]));
  // this installation has no network beside it
  expect(summary.issues.map(({ code }) => code)).toEqual(['W_NOT_LIFTED']);
  expect(summary.thresholds).toMatchObject({ good: 1, bad: 1, unmatched: 0 });
  expect(summary.overlays).toEqual(['overlay-1.svg', 'overlay-2.svg']);
  for (const name of summary.overlays)
    expect(readFileSync(join(folder, 'anna', name), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});

it('the same recordings give the same bytes', async () => {
  const before = readFileSync(join(folder, 'anna/skeleton_estimate.json'));
  expect((await tegn('calibrate signs -o anna --force')).code).toBe(0);
  expect(readFileSync(join(folder, 'anna/skeleton_estimate.json'))).toEqual(before);
});

it('an estimate that exists is kept unless told otherwise, and files that cannot be read are told', async () => {
  const kept = await tegn('calibrate signs -o anna');
  expect([kept.code, kept.stderr]).toEqual([1, expect.stringContaining('E_OUTPUT_EXISTS')]);
  writeFileSync(join(folder, 'broken.pose'), 'x');
  const part = await tegn('calibrate signs broken.pose -o anna --force --json');
  expect(part.code).toBe(3);
  const { summary } = JSON.parse(part.stdout) as { summary: CalibrationSummary };
  expect(summary.files.at(-1)).toMatchObject({ file: 'broken.pose', depth: 'failed' });
});

it('export and batch take the actor, and the clip says so', async () => {
  expect((await tegn('export signs/s0.jsonl --actor anna/skeleton_estimate.json -o a.glb --json')).code).toBe(
    0,
  );
  const bytes = readFileSync(join(folder, 'a.glb'));
  const { scenes } = JSON.parse(bytes.subarray(20, 20 + bytes.readUInt32LE(12)).toString('utf8'));
  expect(JSON.stringify(scenes[0].extras)).toContain(
    '"actor":{"name":"skeleton_estimate.json","size":"prior","recordings":3,"faceFrames":',
  );
  const batch = await tegn('batch signs --actor anna/skeleton_estimate.json -o clips');
  expect([batch.code, existsSync(join(folder, 'clips/s0.glb'))]).toEqual([0, true]);
});

it('an actor that is no estimate ends the call with file and field', async () => {
  writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...estimate(), version: 7 }));
  const run = await tegn('export signs/s0.jsonl --actor bad.json -o b.glb');
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/E_ACTOR: .*bad\.json: version:/);
});

it('the settings name an actor beside themselves, and its arms are those of the clip’s skeleton', async () => {
  writeFileSync(join(folder, 'tegn.config.json'), JSON.stringify({ actor: 'anna/skeleton_estimate.json' }));
  const { lifter: _, ...options } = clipOptions({}, readConfig(join(folder, 'signs')));
  const { actor } = await makeClip(readFileSync(join(folder, 'signs/s0.jsonl')), 's0.jsonl', options);
  const elbow = actor.joints.leftLowerArm! * 3;
  const length = Math.hypot(...actor.skeleton.restTranslations.subarray(elbow, elbow + 3));
  expect(length).toBeCloseTo(estimate().proportions.upperArm, 6);
});
