import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { exporterFor } from '../../src/export/exporters.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { importSkeleton } from '../../src/skeleton/import/import-skeleton.ts';
import { rigFromTargetFile } from '../../src/skeleton/import/target-file.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import type { StageNumbers } from '../../viewer/src/stage/stage-numbers.ts';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { characterGlb } from './support/character-glb.ts';
import { NO_BROWSER, pageTest } from './support/page.ts';

declare const window: { tegn?: TestHook; tegnStage?: StageNumbers };

const SIGN = 'open-and-turn.pose';
const fixture = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const signBytes = readFileSync(fixture(`samples/${SIGN}`));
const FRAMES = [0, 13, 30, 54];

const folder = mkdtempSync(join(tmpdir(), 'tegn-stage-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Paths by name, served as files/NAME. */
const files: Record<string, string> = {
  [SIGN]: fixture(`samples/${SIGN}`),
  'grey-steps.webm': fixture('tests/fixtures/video/grey-steps.webm'),
};
function serve(name: string, bytes: Uint8Array): void {
  files[name] = join(folder, name);
  writeFileSync(files[name], bytes);
}

const made = await makeClip(signBytes, SIGN);
const exported = async (format: string, options = {}) => {
  const [file] = await exporterFor(format, options).exportClip(made, 'sign');
  return file.bytes;
};
serve('sign.glb', await exported('glb'));
serve('bare.glb', await exported('glb', { glb: { mesh: 'none' } }));
serve('unreal.fbx', await exported('fbx', { fbx: { axes: 'unreal' } }));
serve('maya.fbx', await exported('fbx', { fbx: { axes: 'maya' } }));
const mixamo = await characterGlb(targetNamed('mixamo').rig(), {
  morphs: ['eyeBlink_L', 'JawOpen', 'other'],
});
serve('mixamo.glb', mixamo);
const vrm = targetNamed('vrm').rig();
const morphs = ['Fcl_A', 'other'];
serve('one.vrm', await characterGlb(vrm, { vrm: 1, morphs, expressions: { aa: ['Fcl_A', 0.5] } }));
serve('zero.vrm', await characterGlb(vrm, { vrm: 0, morphs, expressions: { a: ['Fcl_A', 0.5] } }));
serve('damaged.fbx', readFileSync(files['maya.fbx']).subarray(0, 4000));
serve('stick.glb', await characterGlb(twoJoints()));

/** The sign on the skeleton of that file. */
const onCharacter = (bytes: Uint8Array, name: string) =>
  makeClip(signBytes, SIGN, { rig: rigFromTargetFile(importSkeleton(bytes, name).file) });

/** Nobody could sign with these. */
function twoJoints(): Rig {
  const { skeleton, ...rig } = createMetahuman();
  return {
    ...rig,
    skeleton: {
      jointNames: ['low', 'high'],
      parents: Int16Array.of(-1, 0),
      restTranslations: Float32Array.of(0, 0.5, 0, 0, 0.5, 0),
      restRotations: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1),
      translatedJoint: 0,
    },
    endOffsets: Float32Array.of(0, 0.5, 0, 0, 0.3, 0),
  };
}

const seek = (page: Page, frame: number) => page.evaluate((to) => window.tegn!.seek(to), frame);
const place = (page: Page, name: string) => page.evaluate((of) => window.tegnStage!.place(of), name);
const weights = (page: Page, name: string) => page.evaluate((of) => window.tegnStage!.weights(of), name);
const choose = (page: Page, ...paths: string[]) =>
  page.locator('input[type=file]').first().setInputFiles(paths);
const pressed = (page: Page, name: string) =>
  page.locator('.views, .layers').getByRole('button', { name, exact: true });
/** Some pictures later, so that what was changed has been drawn. */
const drawn = (page: Page) =>
  page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))',
  );
const isThere = (page: Page, name: string) =>
  expect.poll(() => place(page, name), { timeout: 10_000 }).not.toBeNull();

/** Joints of all frames, metres. */
async function placesOf(page: Page, names: readonly string[]): Promise<(number[] | null)[][]> {
  const places: (number[] | null)[][] = [];
  for (const frame of FRAMES) {
    await seek(page, frame);
    places.push(await page.evaluate((all) => all.map((name) => window.tegnStage!.place(name)), [...names]));
  }
  return places;
}

/** Largest distance, millimetres; infinite where one is missing. */
function furthest(a: readonly (number[] | null)[][], b: readonly (ArrayLike<number> | null)[][]): number {
  const all = a.flatMap((places, f) =>
    places.map((p, j) => {
      const q = b[f][j];
      return p && q ? 1000 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) : Number.POSITIVE_INFINITY;
    }),
  );
  return Math.max(...all);
}

/** Of a clip that was made here, by forward kinematics. */
function placesOfClip({
  clip,
  rig,
}: Pick<Awaited<ReturnType<typeof makeClip>>, 'clip' | 'rig'>): number[][][] {
  const width = rig.skeleton.jointNames.length * 4;
  return FRAMES.map((f) => {
    const rotations = clip.rotations.subarray(f * width, (f + 1) * width);
    const pose = computeModelPose(rig.skeleton, rotations, clip.translations.subarray(f * 3, f * 3 + 3));
    return pose.positions.map((p) => [p[0], p[1], p[2]]);
  });
}

describe.skipIf(NO_BROWSER)('files of many kinds on the stage', () => {
  const { open, openClip } = pageTest({ files });
  /** The clip, and its first picture. */
  const openStage = async (address: string) => {
    const page = await openClip(address);
    await page.waitForFunction(() => window.tegnStage);
    return page;
  };

  test.each(['sign.glb', 'unreal.fbx', 'maya.fbx'])(
    'every joint of %s stands within 1 mm of where the clip has it',
    async (name) => {
      const page = await openStage(`?clip=files/${name}`);
      expect(await page.evaluate(() => window.tegn!.frameCount())).toBe(made.clip.frameCount);
      const shown = await placesOf(page, made.rig.skeleton.jointNames);
      expect(furthest(shown, placesOfClip(made))).toBeLessThanOrEqual(1);
    },
  );

  test('a file without a mesh shows its skeleton, and offers no body', async () => {
    const page = await openStage('?clip=files/bare.glb');
    await drawn(page);
    expect(await place(page, 'skeleton')).not.toBeNull();
    expect(await page.evaluate(() => window.tegnStage!.triangles())).toBeGreaterThan(300);
    expect(await pressed(page, 'Body').count()).toBe(0);
  });

  test.each(['one.vrm', 'zero.vrm'])(
    '%s faces the camera, says how to go on, and then signs',
    async (name) => {
      const page = await openStage(`?clip=files/${name}`);
      await page.getByText('A character at rest. Open a recording to see it sign.').waitFor();
      const [left, toes, foot] = [
        await place(page, 'leftHand'),
        await place(page, 'leftToes'),
        await place(page, 'leftFoot'),
      ];
      expect(left![0]).toBeGreaterThan(0.3);
      expect(toes![2]).toBeGreaterThan(foot![2] + 0.05);

      await choose(page, files[SIGN]);
      await page.getByText(`Shown on ${name}.`).waitFor();
      const expected = await onCharacter(readFileSync(files[name]), name);
      const shown = await placesOf(page, expected.rig.skeleton.jointNames);
      expect(furthest(shown, placesOfClip(expected))).toBeLessThanOrEqual(1);
      const jaw = expected.clip.curveNames.indexOf('jawOpen');
      const frame = FRAMES.at(-1)!;
      const [mouth] = await weights(page, 'Fcl_A');
      expect(mouth).toBeCloseTo(0.5 * expected.clip.curves[frame * expected.clip.curveNames.length + jaw], 6);
      expect(await weights(page, 'other')).toEqual([0]);
    },
  );

  test("a recording that is open moves the user's own model, face and all, and goes back to the proxy", async () => {
    const page = await openStage(`?clip=files/${SIGN}`);
    await isThere(page, 'hand_l');
    await choose(page, files['mixamo.glb']);
    await page.getByText('Shown on mixamo.glb.').waitFor();
    expect(await place(page, 'hand_l')).toBeNull();

    const expected = await onCharacter(mixamo, 'mixamo.glb');
    const { clip } = expected;
    const shown = await placesOf(page, expected.rig.skeleton.jointNames);
    expect(furthest(shown, placesOfClip(expected))).toBeLessThanOrEqual(1);
    const blink = clip.curveNames.indexOf('eyeBlinkLeft');
    const blinks = Array.from(
      { length: clip.frameCount },
      (_, f) => clip.curves[f * clip.curveNames.length + blink],
    );
    const most = blinks.indexOf(Math.max(...blinks));
    await seek(page, most);
    expect((await weights(page, 'eyeBlink_L'))[0]).toBeCloseTo(blinks[most], 6);
    expect(blinks[most]).toBeGreaterThan(0.02);
    expect(await page.evaluate(() => window.tegn!.exportInput()!.rig.name)).toBe('mixamo');

    await page.getByRole('button', { name: 'Show the plain figure' }).click();
    await page.getByText('Shown on mixamo.glb.').waitFor({ state: 'detached' });
    await isThere(page, 'hand_l');
  });

  test('a model that nobody could sign with is shown, with the reason in words and a way back', async () => {
    const page = await openStage(`?clip=files/${SIGN}`);
    await choose(page, files['stick.glb']);
    const note = page.locator('.stage-note');
    await note.waitFor();
    expect(await note.innerText()).toMatch(
      /cannot be shown on this character\. Expected a joint for leftHand/,
    );
    expect(await place(page, 'high')).toEqual([0, 1, 0]);
    await note.getByRole('button', { name: 'Show the plain figure' }).click();
    await note.waitFor({ state: 'detached' });
    await isThere(page, 'hand_l');
  });

  test('layers come and go by their buttons, and are kept for the next visit', async () => {
    const page = await openStage(`?clip=files/${SIGN}&frame=30`);
    const parts = async () => {
      await drawn(page);
      return {
        triangles: await page.evaluate(() => window.tegnStage!.triangles()),
        shown: await Promise.all(
          ['skeleton', 'axes', 'landmarks'].map(async (of) => (await place(page, of)) !== null),
        ),
      };
    };
    const first = await parts();
    expect(first.shown).toEqual([false, false, false]);
    await pressed(page, 'Body').click();
    expect((await parts()).triangles).toBeLessThan(first.triangles / 10);
    for (const name of ['Skeleton', 'Axes', 'Landmarks over']) await pressed(page, name).click();
    expect((await parts()).shown).toEqual([true, true, true]);
    expect((await place(page, 'landmarks'))![0]).toBe(0);
    await pressed(page, 'Landmarks beside').click();
    await drawn(page);
    expect((await place(page, 'landmarks'))![0]).toBeLessThan(-0.5);
    await page.reload();
    await page.waitForFunction(() => window.tegn && window.tegnStage);
    expect((await parts()).shown).toEqual([true, true, true]);
    expect(await pressed(page, 'Body').getAttribute('aria-pressed')).toBe('false');
  });

  test('number keys choose the views; the close-up of a hand goes along with it', async () => {
    const page = await openStage(`?clip=files/${SIGN}&frame=30`);
    const view = async (key: string) => {
      await page.keyboard.press(key);
      await drawn(page);
      return page.evaluate(() => window.tegnStage!.camera());
    };
    const away = (a: number[], b: number[]) => Math.hypot(...a.map((value, k) => value - b[k]));
    const [front, side, top, own] = [await view('1'), await view('6'), await view('7'), await view('8')];
    expect(front.direction[2]).toBeLessThan(-0.99);
    expect(side.direction[0]).toBeLessThan(-0.95);
    expect(top.direction[1]).toBeLessThan(-0.95);
    expect(own.direction[2]).toBeGreaterThan(0.2);
    expect(own.direction[1]).toBeLessThan(0);
    expect(own.fovDeg).toBeGreaterThan(60);
    expect(away(own.position, (await place(page, 'head'))!)).toBeLessThan(0.25);
    const hands = [await view('2'), await view('3'), await view('4'), await view('5')];
    expect(new Set(hands.map(({ position }) => position.join())).size).toBe(4);

    const close = await view('4');
    const before = (await place(page, 'middle_01_r'))!;
    await seek(page, 0);
    await drawn(page);
    const after = (await place(page, 'middle_01_r'))!;
    const moved = await page.evaluate(() => window.tegnStage!.camera());
    expect(away(before, after)).toBeGreaterThan(0.2);
    expect(
      away(
        moved.position,
        close.position.map((value: number, k: number) => value + after[k] - before[k]),
      ),
    ).toBeLessThan(1e-4);
    await page.getByRole('button', { name: 'Norsk' }).click();
    await pressed(page, 'Egne øyne').waitFor();
  });

  test('the source video shows the frame of the clip, plays with it, and can be taken away', async () => {
    const page = await openStage(`?clip=files/${SIGN}&video=files/grey-steps.webm&frame=0`);
    // frame N of the video is a grey of 16 + 4 N
    const frameOfVideo = () =>
      page.evaluate<number>(`(async () => {
        const video = document.querySelector('video');
        while (video.seeking || video.readyState < 2) await new Promise(requestAnimationFrame);
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas.drawImage(video, 16, 16, 1, 1, 0, 0, 1, 1);
        return (canvas.getImageData(0, 0, 1, 1).data[0] - 16) / 4;
      })()`);
    for (const frame of [0, 21, 40]) {
      await seek(page, frame);
      expect(Math.abs((await frameOfVideo()) - frame)).toBeLessThan(0.75);
    }
    await seek(page, 0);
    await page.keyboard.press('Space');
    const apart = await page.evaluate<number[]>(`(async () => {
      const video = document.querySelector('video');
      const apart = [];
      let shown = -1;
      while (window.tegn.frame() < 45) {
        await new Promise(requestAnimationFrame);
        if (window.tegn.frame() === shown) continue;
        shown = window.tegn.frame();
        if (shown > 15) apart.push(Math.abs(video.currentTime * 25 - shown - 0.5));
      }
      return apart;
    })()`);
    apart.sort((a, b) => a - b);
    expect(apart[apart.length >> 1]).toBeLessThan(1.5);
    expect(await page.evaluate('document.querySelector("video").muted')).toBe(true);
    await page.getByRole('button', { name: 'Take the video away' }).click();
    expect(await page.locator('video').count()).toBe(0);
    await choose(page, files['grey-steps.webm']);
    await page.locator('video').waitFor();
  });

  test('going through clips leaves nothing behind on the graphics card', async () => {
    const page = await openStage('?clip=files/sign.glb');
    const memories: unknown[] = [];
    for (let turn = 0; turn < 5; turn++) {
      for (const [name, joint] of [
        ['mixamo.glb', 'mixamorig:LeftHand'],
        ['sign.glb', 'hand_l'],
      ]) {
        await choose(page, files[name]);
        await isThere(page, joint);
      }
      await drawn(page);
      memories.push(await page.evaluate(() => window.tegnStage!.memory()));
    }
    expect(memories.at(-1)).toEqual(memories[1]);
  });

  test('a damaged FBX is explained in words', async () => {
    const page = await open('?clip=files/damaged.fbx');
    await page.getByText('damaged.fbx').first().waitFor();
  });
});
