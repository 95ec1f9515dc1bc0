import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { gltfExporter } from '../../src/export/gltf/gltf-exporter.ts';
import { frameRotations, PART_NAMES, PROVENANCE } from '../../src/motion/motion-clip.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';
import { NO_BROWSER, pageTest } from './support/page.ts';

declare const window: { tegn?: TestHook };

const NTSC = { numerator: 30000, denominator: 1001 };
const FRAMES = 75;
const sample = fileURLToPath(new URL('../../samples/chin-forward.pose', import.meta.url));

/** The left hand repaired in 12-15 and 40, the right slowed in 30; a contact in 20-26, an issue in 33-35. */
async function markedClip(): Promise<Uint8Array> {
  const waving = wavingClip(FRAMES, NTSC);
  const provenance = new Uint8Array(FRAMES * PART_NAMES.length);
  const flag = (part: (typeof PART_NAMES)[number], frames: readonly number[], value: number) => {
    for (const f of frames) provenance[f * PART_NAMES.length + PART_NAMES.indexOf(part)] = value;
  };
  flag('leftHand', [12, 13, 14, 15, 40], PROVENANCE.repaired);
  flag('rightHand', [30], PROVENANCE.clamped);
  const clip = { ...waving, provenance, timing: { rate: NTSC, startFrame: 107892 } };
  const metadata = {
    gloss: 'WEATHER',
    fps: 29.97002997,
    target: { name: 'metahuman', approximate: true },
    quality: {
      retarget: { contacts: [{ what: 'right IndexTip on chin', first: 20, last: 26, residualCm: 1.25 }] },
      issues: [
        {
          code: 'W_HAND_MISSING',
          severity: 'warning',
          message: 'The hand is gone.',
          frame: 33,
          lastFrame: 35,
        },
        { code: 'W_HAND_MISSING', severity: 'warning', message: 'Gone again.', frame: 50, lastFrame: 52 },
        { code: 'W_NO_DEPTH', severity: 'warning', message: 'No depth.' },
      ],
    },
    options: { clamp: 'default' },
    tegnVersion: '0.1.0',
  };
  const [glb] = await gltfExporter.exportClip({ clip, rig: createMetahuman(), metadata }, 'marked');
  return glb.bytes;
}

const clip = await markedClip();

describe.skipIf(NO_BROWSER)('time on the page', () => {
  const { openClip } = pageTest({
    clip,
    clipName: 'marked.glb',
    address: [
      ['clip', 'clip/marked.glb'],
      ['frame', '10'],
    ],
  });
  let page: Page;

  const frame = () => page.evaluate(() => window.tegn!.frame());
  const seek = (to: number) => page.evaluate((f) => window.tegn!.seek(f), to);
  const mark = async (name: string) =>
    Number(await page.getByRole('slider', { name }).getAttribute('aria-valuenow'));
  const position = () => page.locator('.position').innerText();

  test('keys set the marks, only what lies between them plays, and a key takes them away', async () => {
    page = await openClip();
    await page.keyboard.press('i');
    await seek(14);
    await page.keyboard.press('o');
    expect([await mark('In mark'), await mark('Out mark')]).toEqual([10, 14]);
    await seek(40);
    expect(await frame()).toBe(40);
    await page.keyboard.press('Space');
    const seen = await page.evaluate(async () => {
      const frames = new Set<number>();
      for (const end = performance.now() + 1500; performance.now() < end; ) {
        frames.add(window.tegn!.frame()!);
        await new Promise(requestAnimationFrame);
      }
      return [...frames];
    });
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...seen)).toBeLessThanOrEqual(14);
    expect(seen.length).toBeGreaterThan(2);
    await page.keyboard.press('Shift+O');
    expect(await frame()).toBe(14);
    await page.keyboard.press('Shift+I');
    expect(await frame()).toBe(10);
    await page.keyboard.press('x');
    expect([await mark('In mark'), await mark('Out mark')]).toEqual([0, 74]);
    expect(await page.getByRole('button', { name: 'Clear marks' }).isDisabled()).toBe(true);
  });

  test('marks are dragged along the scrubber and moved by arrow keys, and the frame follows', async () => {
    page = await openClip();
    const handle = (await page.getByRole('slider', { name: 'In mark' }).boundingBox())!;
    const line = (await page.locator('.marks-line').boundingBox())!;
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(line.x + (line.width * 30) / 74, handle.y + 4, { steps: 4 });
    await page.mouse.up();
    expect(await mark('In mark')).toBe(30);
    expect(await frame()).toBe(30);
    await page.getByRole('slider', { name: 'In mark' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect([await mark('In mark'), await frame()]).toEqual([41, 41]);
    await page.keyboard.press('Delete');
    expect(await mark('In mark')).toBe(0);
  });

  test('the timecode is that of the source, drop-frame or not, and stays what was chosen', async () => {
    page = await openClip();
    expect(await position()).toMatch(/10 \/ 74[\s\S]*00:59:56:22$/);
    await page.getByRole('button', { name: /Non-drop-frame timecode/ }).click();
    expect(await position()).toMatch(/01:00:00;10$/);
    await page.keyboard.press('ArrowRight');
    expect(await position()).toMatch(/01:00:00;11$/);
    await page.reload();
    await page.waitForFunction(() => window.tegn);
    expect(await position()).toMatch(/01:00:00;10$/);
  });

  test('keys change the speed, ask for help, and leave a field that is typed into alone', async () => {
    page = await openClip();
    const speed = page.getByLabel('Speed', { exact: true });
    expect(await speed.inputValue()).toBe('1');
    for (const key of ['<', '<', '<']) await page.keyboard.press(key);
    expect(await speed.inputValue()).toBe('0.25');
    await page.keyboard.press('>');
    expect(await speed.inputValue()).toBe('0.5');
    await speed.selectOption('0.1');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    expect(await help.innerText()).toContain('In mark here');
    await page.keyboard.press('l');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Loop' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('tab', { name: 'Joints' }).click();
    await page.getByLabel('Filter joints').pressSequentially('liox ');
    expect(await page.getByLabel('Filter joints').inputValue()).toBe('liox ');
    expect([await mark('In mark'), await mark('Out mark'), await frame()]).toEqual([0, 74, 10]);
  });

  test('each lane says in words what it shows, and its arrow keys go from change to change', async () => {
    page = await openClip();
    const left = page.locator('.lane-name', { hasText: 'Left hand' }).first();
    expect(await left.getAttribute('title')).toBe('repaired in frames 12–15, 40');
    await page.locator('.lane-name').first().focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
    expect(await left.evaluate((element) => element === document.activeElement)).toBe(true);
    const visited: (number | null)[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Enter']) {
      await page.keyboard.press(key);
      visited.push(await frame());
    }
    expect(visited).toEqual([12, 16, 40, 16, 40]);
  });

  test('lanes fold, stay folded after a reload, and are hidden and shown by a key', async () => {
    page = await openClip();
    const origin = page.getByRole('button', { name: 'Origin' });
    const contacts = page.getByRole('button', { name: 'Contacts', exact: true });
    expect(await page.locator('.lane-name').count()).toBe(9);
    await origin.click();
    await contacts.click();
    expect(await page.locator('.lane-name').last().getAttribute('title')).toBe(
      'right IndexTip on chin, 1.3 cm in frames 20–26',
    );
    await page.reload();
    await page.waitForFunction(() => window.tegn);
    expect(await origin.getAttribute('aria-expanded')).toBe('false');
    expect(await contacts.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('t');
    expect(await page.locator('.lanes').count()).toBe(0);
    await page.keyboard.press('t');
    expect(await page.locator('.lanes').count()).toBe(1);
  });

  test('a press in a lane goes there; the lanes are drawn, and anew for other colours and another part of the time', async () => {
    page = await openClip();
    const field = page.locator('.lane-field');
    const box = (await field.boundingBox())!;
    const xOf = (f: number, [first, last] = [0, 74]) =>
      box.x + 7 + ((f - first) / (last - first)) * (box.width - 14);
    await page.mouse.click(xOf(60), box.y + 40);
    expect(await frame()).toBe(60);
    const playhead = (await page.locator('.lane-field .playhead').boundingBox())!;
    expect(Math.abs(playhead.x + 0.75 - xOf(60))).toBeLessThan(1);

    const picture = () =>
      page.locator('.lane-field canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const pictures = new Set([await picture()]);
    await page.getByRole('button', { name: 'Dark colours' }).click();
    pictures.add(await picture());
    await page.mouse.move(xOf(60), box.y + 40);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    const shown = page.getByRole('status', { name: 'Frames shown' });
    await expect.poll(() => shown.innerText()).not.toBe('0–74');
    pictures.add(await picture());
    const span = (await shown.innerText()).split('–').map(Number);
    expect(span[1] - span[0]).toBeLessThan(40);
    await page.mouse.click(box.x + box.width - 7, box.y + 40);
    expect(Math.abs((await frame())! - span[1])).toBeLessThanOrEqual(1);
    await page.keyboard.press('Home');
    await expect.poll(() => shown.innerText()).toMatch(/^0–/);
    await page.keyboard.press('0');
    await expect.poll(() => shown.innerText()).toBe('0–74');
    await seek(20);
    await page.keyboard.press('i');
    pictures.add(await picture());
    expect(pictures.size).toBe(4);
  });

  test('speed lanes are of the fastest joints, or of those that were chosen', async () => {
    page = await openClip();
    await page.getByRole('button', { name: 'Joint speed' }).click();
    const lanes = page.locator('.lane-name');
    expect(await lanes.count()).toBe(12);
    await page.getByRole('button', { name: /^Choose: Joints/ }).click();
    await page.getByRole('dialog').getByLabel('Filter').fill('hand_');
    await page.getByRole('checkbox', { name: 'hand_r' }).check();
    await page.keyboard.press('Escape');
    expect(await lanes.count()).toBe(10);
    expect(await lanes.last().innerText()).toContain('hand_r');
    expect(await lanes.last().getAttribute('title')).toMatch(/^highest \d+°\/s in frame \d+/);
  });

  test('an issue goes to its frame, and so does each of its kind', async () => {
    page = await openClip();
    await page.getByRole('button', { name: 'The hand is gone.' }).click();
    expect(await frame()).toBe(33);
    await page.getByRole('button', { name: 'frames 50–52' }).click();
    expect(await frame()).toBe(50);
    expect(await page.getByRole('button', { name: 'No depth.' }).count()).toBe(0);
    expect(await page.getByText('No depth.').count()).toBe(1);
  });

  test('the joint that is chosen shows its rotation, angles, limits and speed at the frame on screen', async () => {
    page = await openClip();
    await page.getByRole('tab', { name: 'Joints' }).click();
    await page.getByLabel('Filter joints').fill('rightIndex2');
    const list = page.getByRole('listbox', { name: 'Joints' });
    expect(await list.locator('option').allInnerTexts()).toEqual(['index_02_r']);
    await list.selectOption('index_02_r');
    const number = (name: string) => page.locator(`[data-number="${name}"]`).innerText();
    const waving = wavingClip(FRAMES, NTSC);
    const joint = waving.skeleton.jointNames.indexOf('index_02_r');
    for (const at of [10, 48]) {
      await seek(at);
      const shown = (await number('quaternion')).split(' ').map(Number);
      const expected = frameRotations(waving, at).subarray(joint * 4, joint * 4 + 4);
      for (let k = 0; k < 4; k++) expect(Math.abs(shown[k] - expected[k])).toBeLessThanOrEqual(5.1e-5);
    }
    expect(await number('flexion')).toMatch(/^-?\d+\.\d°$/);
    expect(await page.getByRole('tabpanel').innerText()).toContain('-15° to 110°');
    expect(await number('limit')).toBe('1000°/s');
    const before = await number('speed');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: /^Speed of index_02_r/ }).focus();
    await page.keyboard.press('Enter');
    const label = await page.getByRole('button', { name: /^Speed of index_02_r/ }).getAttribute('aria-label');
    const [, most, fastest] = /fastest (\S+) in frame (\d+)/.exec(label!)!;
    expect(await frame()).toBe(Number(fastest));
    expect(await number('speed')).toBe(most);
    expect(before).not.toBe(most);
    await list.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  });
});

describe.skipIf(NO_BROWSER)('what is said of a recording that was solved in the page', () => {
  const { openClip } = pageTest({
    files: { 'chin-forward.pose': sample },
    address: [
      ['clip', 'files/chin-forward.pose'],
      ['frame', '20'],
    ],
  });

  test('the score stands with its word and its reasons, which go to their frames', async () => {
    const page = await openClip();
    const score = page.getByRole('region', { name: 'Quality' });
    expect(await score.innerText()).toMatch(/Score 0\.\d\d of 1[\s\S]*good/);
    expect(await score.innerText()).toMatch(/costs \d+ %/);
    const reason = score.getByRole('button').first();
    const [, first] = /frames (\d+)-/.exec(await reason.innerText())!;
    await reason.click();
    expect(await page.evaluate(() => window.tegn!.frame())).toBe(Number(first));
  });

  test('the lane of the hand that is never seen says so, in both languages', async () => {
    const page = await openClip(undefined, { locale: 'nb' });
    const left = page.locator('.lane-name', { hasText: 'Venstre hånd' }).last();
    expect(await left.getAttribute('title')).toBe('ikke sett i bilde 0–54');
    expect(await page.getByRole('button', { name: 'Opphav' }).count()).toBe(1);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('.lane-name', { hasText: 'Left hand' }).last().getAttribute('title')).toBe(
      'not seen in frames 0–54',
    );
  });
});
