/** Contact sheets: the choice of frames, the numbers beside the pictures, and the pictures where there is a browser. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AvatarView } from '../../scripts/contact-sheets/avatar-view.ts';
import { chooseFrames } from '../../scripts/contact-sheets/choose-frames.ts';
import { createSheet, openSheetRenderer } from '../../scripts/contact-sheets/index.ts';
import { measurePictureAgreement } from '../../scripts/contact-sheets/picture-agreement.ts';
import type { Picture, PointsOfFrame } from '../../scripts/contact-sheets/picture-points.ts';
import { HOLISTIC_SCHEMA, type LandmarkClip, landmarkPart } from '../../src/index.ts';
import { CHROMIUM } from '../support/browser.ts';

const POINTS = HOLISTIC_SCHEMA.names.length;
const RIGHT = landmarkPart('rightHand');

/** A right hand that is seen in frames `first` to `last` and stands at `places[frame]` picture heights. */
function movingHand(places: readonly number[], first: number, last: number): LandmarkClip {
  const clip = {
    schema: HOLISTIC_SCHEMA,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount: places.length,
    positions: new Float32Array(places.length * POINTS * 3),
    confidences: new Float32Array(places.length * POINTS),
    space: 'image' as const,
  };
  for (let frame = first; frame <= last; frame++) {
    for (let i = 0; i < RIGHT.count; i++) {
      const at = frame * POINTS + RIGHT.offset + i;
      clip.confidences[at] = 1;
      clip.positions[at * 3 + 1] = places[frame] + i * 0.01;
    }
  }
  return clip;
}

describe('the choice of frames', () => {
  test('takes the stillest and the fastest frames in turn, where the hand is seen', () => {
    // Frames 10-49 in four stretches of ten: the hand stands in 10-19 and 30-39 and moves otherwise, fastest around 25 and 46.
    const speeds = Array.from({ length: 60 }, (_, f) => {
      if (f < 20 || (f >= 30 && f < 40)) return 0;
      return f === 25 || f === 46 ? 0.1 : 0.01;
    });
    let place = 0;
    const clip = movingHand(
      speeds.map((speed) => (place += speed)),
      10,
      49,
    );
    const chosen = chooseFrames(clip, 4, 1);
    expect(chosen.map(({ kind }) => kind)).toEqual(['hold', 'move', 'hold', 'move']);
    expect(chosen[0].frame).toBeGreaterThanOrEqual(10);
    expect(chosen[0].frame).toBeLessThan(20);
    expect([24, 25]).toContain(chosen[1].frame);
    expect(chosen[2].frame).toBeGreaterThan(30);
    expect(chosen[2].frame).toBeLessThan(40);
    expect([45, 46]).toContain(chosen[3].frame);
  });

  test('names no frame twice, and spreads over a clip in which no hand is seen', () => {
    expect(chooseFrames(movingHand([0, 0.1, 0.2], 0, 2), 8, 1).map(({ frame }) => frame)).toEqual([0, 1, 2]);
    const unseen = chooseFrames(movingHand(new Array(40).fill(0), 1, 0), 4, 1);
    expect(unseen.map(({ frame }) => frame)).toEqual([5, 15, 25, 35]);
    expect(new Set(unseen.map(({ kind }) => kind))).toEqual(new Set(['none']));
  });
});

describe('the agreement in the picture', () => {
  /** A flat hand held up, its palm towards the camera: wrist below, index on the picture's right. */
  const hand = Array.from({ length: RIGHT.count }, (_, i): [number, number] =>
    i === 0 ? [0, 0] : [20 - 10 * Math.floor((i - 1) / 4), -60 - 15 * ((i - 1) % 4)],
  );
  const points: PointsOfFrame = Array.from({ length: POINTS }, (_, i) => {
    if (i === 11) return [200, 0, 0];
    if (i === 12) return [100, 0, 0];
    const [x, y] = hand[i - RIGHT.offset] ?? [];
    return x === undefined ? null : [x, y, 0];
  });
  const picture: Picture = { width: 640, height: 480, pointsOf: () => points };
  const measure = (drawn: (x: number, y: number) => [number, number]) =>
    measurePictureAgreement(
      picture,
      { isPlaced: true, handPoints: () => hand.map(([x, y]) => drawn(x, y)) } as unknown as AvatarView,
      1,
    )!;

  test('is perfect for the same hand at another size', () => {
    const { wristCm, directionDeg, fingers, palmSides, palmSidesRight } = measure((x, y) => [2 * x, 2 * y]);
    expect([wristCm, directionDeg, palmSides, palmSidesRight]).toEqual([0, 0, 1, 1]);
    expect(fingers).toBeLessThan(1e-6);
  });

  test('measures a shift in centimetres of a common shoulder width and a turn in degrees', () => {
    expect(measure((x, y) => [x + 30, y + 40]).wristCm).toBeCloseTo(16.5, 9);
    const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    const turned = measure((x, y) => [cos * x - sin * y, sin * x + cos * y]);
    expect(turned.directionDeg).toBeCloseTo(30, 9);
    expect(turned.fingers).toBeCloseTo(sin, 9);
    expect(turned.palmSidesRight).toBe(1);
  });

  test('sees a hand that shows its back instead of its palm', () => {
    expect(measure((x, y) => [-x, y]).palmSidesRight).toBe(0);
  });
});

describe('a sheet', () => {
  const sample = () => readFileSync(new URL('../../samples/five-handshapes.pose', import.meta.url));

  test('shows the frames that are asked for, with both hands from the same camera', async () => {
    const sheet = await createSheet(sample(), 'five-handshapes.pose', { at: [27, 51] });
    expect(sheet.columns.map(({ frame, seconds }) => [frame, seconds])).toEqual([
      [27, 1.08],
      [51, 2.04],
    ]);
    expect(sheet.title).toContain('90 frames at 25 fps');
    expect(sheet.seenHands).toEqual(['right', 'left']);
    expect(sheet.isPlaced).toBe(true);
    for (const { hands } of sheet.columns) {
      const { input, avatar } = hands.right;
      // Middles of the hands: the avatar's other proportions cost some centimetres; 8 px are one here.
      expect(Math.abs(avatar.x + avatar.width / 2 - input!.x - input!.width / 2)).toBeLessThan(64);
      expect(Math.abs(avatar.y + avatar.height / 2 - input!.y - input!.height / 2)).toBeLessThan(64);
    }
  });

  test.skipIf(!existsSync(CHROMIUM))('is drawn as a picture, another one for other frames', async () => {
    const renderer = await openSheetRenderer();
    const png = async (at: number[]) =>
      Buffer.from(await renderer.render(await createSheet(sample(), 'five-handshapes.pose', { at })));
    const [one, other] = [await png([27]), await png([51])];
    await renderer.close();
    expect(one.toString('latin1', 1, 4)).toBe('PNG');
    const [width, height] = [one.readUInt32BE(16), one.readUInt32BE(20)];
    expect(width).toBeGreaterThan(340);
    expect(height).toBeGreaterThan(1500);
    // A blank page of that size packs into a few kilobytes.
    expect(one.length).toBeGreaterThan(50_000);
    expect(one.equals(other)).toBe(false);
  });
});
