import { expect, test, vi } from 'vitest';
import { HOLISTIC_SCHEMA } from '../../src/landmarks/schema.ts';
import { PROVENANCE } from '../../src/motion/motion-clip.ts';
import type { Clip } from '../../viewer/src/clip/clip.ts';
import { recordedFrames } from '../../viewer/src/clip/recorded-frames.ts';
import { angularSpeeds } from '../../viewer/src/inspect/angular-speed.ts';
import { contactLanes } from '../../viewer/src/lanes/contact-lanes.ts';
import { curveLanes } from '../../viewer/src/lanes/curve-lanes.ts';
import type { CurveLane, RunLane } from '../../viewer/src/lanes/lane.ts';
import { laneChanges, nextChange } from '../../viewer/src/lanes/lane-changes.ts';
import { presenceLanes } from '../../viewer/src/lanes/presence-lanes.ts';
import { clampLanes, provenanceLanes } from '../../viewer/src/lanes/provenance-lanes.ts';
import { layOutRows, rowAt } from '../../viewer/src/lanes/rows.ts';
import { speedLanes } from '../../viewer/src/lanes/speed-lanes.ts';
import { frameAtX, moveSpan, spanAround, xOfFrame, zoomSpan } from '../../viewer/src/lanes/time-axis.ts';
import { shownMotion } from './support/shown-motion.ts';

const { repaired, invented, clamped, outOfLimit } = PROVENANCE;

/** [first, last, kinds] of each run. */
const told = ({ runs }: RunLane) => runs.map(({ first, last, kinds }) => [first, last, kinds.join('+')]);

test('provenance has a lane for each part, in runs of the same kind; invented goes before repaired, flags lie over either', () => {
  const lanes = provenanceLanes(
    shownMotion({
      flags: {
        leftHand: { 2: repaired, 3: repaired, 4: repaired | clamped, 7: invented | repaired },
        rightArm: { 0: outOfLimit },
      },
    }),
  );
  expect(lanes.map(({ part }) => part)).toEqual([
    'trunk',
    'head',
    'leftArm',
    'leftHand',
    'rightArm',
    'rightHand',
  ]);
  expect(told(lanes[3])).toEqual([
    [0, 1, 'measured'],
    [2, 3, 'repaired'],
    [4, 4, 'repaired+clamped'],
    [5, 6, 'measured'],
    [7, 7, 'invented'],
    [8, 9, 'measured'],
  ]);
  expect(told(lanes[4])).toEqual([
    [0, 0, 'measured+outOfLimit'],
    [1, 9, 'measured'],
  ]);
});

test('the face has a lane where the clip has curves, and nothing has one where nothing is known', () => {
  const withFace = provenanceLanes(shownMotion({ curveNames: ['jawOpen'] }));
  expect(withFace.at(-1)!.part).toBe('face');
  expect(provenanceLanes(shownMotion({ flags: null }))).toEqual([]);
});

test('only parts that the velocity limit slowed have a lane of it', () => {
  const lanes = clampLanes(
    shownMotion({ flags: { rightHand: { 3: clamped, 4: clamped | repaired, 6: repaired } } }),
  );
  expect(lanes.map(({ part }) => part)).toEqual(['rightHand']);
  expect(told(lanes[0])).toEqual([[3, 4, 'clamped']]);
});

/** A recording at 50 frames a second whose left hand is found in frames 10-29 and half of it, weakly, in 30-39. */
function solvedClip(mirror: boolean, start = 0, fps = 25): NonNullable<Clip['solved']> {
  const points = HOLISTIC_SCHEMA.names.length;
  const { offset, count } = HOLISTIC_SCHEMA.parts.find(({ name }) => name === 'leftHand')!;
  const confidences = new Float32Array(100 * points);
  for (let f = 10; f < 40; f++) {
    for (let i = 0; i < count; i++) {
      confidences[f * points + offset + i] = f < 30 ? 1 : i % 2 === 0 ? 0.8 : 0;
    }
  }
  return {
    settings: { mirror },
    clip: { timing: { rate: { numerator: fps, denominator: 1 }, startFrame: 0 } },
    landmarks: {
      start,
      clip: {
        schema: HOLISTIC_SCHEMA,
        frameCount: 100,
        confidences,
        timing: { rate: { numerator: 50, denominator: 1 }, startFrame: 0 },
      },
    },
  } as unknown as NonNullable<Clip['solved']>;
}

test('hands are seen where the tracker was sure of them, at the frames of the clip and on the side that it shows', () => {
  const motion = shownMotion({ frameCount: 50 });
  const [left, right] = presenceLanes({ motion, solved: solvedClip(false) });
  expect(told(left)).toEqual([
    [0, 4, 'missing'],
    [5, 14, 'seen'],
    [15, 19, 'unsure'],
    [20, 49, 'missing'],
  ]);
  expect(told(right)).toEqual([[0, 49, 'missing']]);
  const mirrored = presenceLanes({ motion, solved: solvedClip(true) });
  expect(told(mirrored[1])).toEqual(told(left));
});

test('without the recording a hand is missing where it was invented', () => {
  const motion = shownMotion({ flags: { leftHand: { 4: invented, 5: invented | clamped, 6: repaired } } });
  const [left] = presenceLanes({ motion, solved: null });
  expect(told(left)).toEqual([
    [0, 3, 'seen'],
    [4, 5, 'missing'],
    [6, 9, 'seen'],
  ]);
});

test('frames of a clip and of its recording are found from each other, through a cut and another rate', () => {
  const { recordedOf, frameOf } = recordedFrames(solvedClip(false, 0.31));
  // the cut at 0.31 s keeps the frames from 0.32 s on: 8 at 25 a second, 16 at 50
  expect([0, 1, 10].map(recordedOf)).toEqual([16, 18, 36]);
  expect([16, 18, 36, 0].map(frameOf)).toEqual([0, 1, 10, -8]);
});

test('contacts that overlap get lanes of their own, and open ones differ from those that were kept', () => {
  const lanes = contactLanes(
    [
      { what: 'pinch', first: 12, last: 30, residualCm: 1.4 },
      { what: 'right IndexTip on chin', first: 2, last: 6, residualCm: 0.25 },
      { what: 'hands', first: 5, last: 11, residualCm: 0 },
      { what: 'beyond', first: 20, last: 21, residualCm: 0 },
    ],
    20,
  );
  expect(lanes.map(told)).toEqual([
    [
      [2, 6, 'kept'],
      [12, 19, 'open'],
    ],
    [[5, 11, 'kept']],
  ]);
  expect(lanes[0].runs[0].label).toBe('right IndexTip on chin, 0.3 cm');
});

test('the curves that move most have lanes, or those that were chosen', () => {
  const curveNames = ['still', 'a', 'b', 'c', 'd', 'e'];
  const spans = [0, 0.3, 1.5, 0.1, 0.5, 0.2];
  const curves = Float32Array.from({ length: 60 }, (_, i) => (i % 12 >= 6 ? spans[i % 6] : 0));
  const motion = shownMotion({ curveNames, curves });
  const strongest = curveLanes(motion, []);
  expect(strongest.map(({ name }) => name)).toEqual(['b', 'd', 'a', 'e']);
  expect([strongest[0].low, strongest[0].high, strongest[1].high]).toEqual([0, 1.5, 1]);
  expect(curveLanes(motion, ['still', 'gone', 'c']).map(({ name }) => name)).toEqual(['still', 'c']);
  expect(Array.from(curveLanes(motion, ['c'])[0].values.slice(0, 2))).toEqual([0, Math.fround(0.1)]);
});

/** Joint 1 turns by `degrees` a frame about x and joint 2 by a tenth of it about z; joint 0 rests. */
function turning(degrees: readonly number[]) {
  const jointNames = ['rest', 'quick', 'slow'];
  const rotations = new Float32Array(degrees.length * 12);
  let angle = 0;
  degrees.forEach((step, f) => {
    angle += (step * Math.PI) / 180;
    rotations.set([0, 0, 0, 1], f * 12);
    rotations.set([Math.sin(angle / 2), 0, 0, Math.cos(angle / 2)], f * 12 + 4);
    rotations.set([0, 0, -Math.sin(angle / 20), -Math.cos(angle / 20)], f * 12 + 8);
  });
  return shownMotion({ frameCount: degrees.length, jointNames, rotations, framesPerSecond: 50 });
}

test('the speed of a joint is the angle from frame to frame times the rate, whatever the sign of its quaternions', () => {
  const motion = turning([0, 0.02, 10, -4]);
  expect(Array.from(angularSpeeds(motion, 0))).toEqual([0, 0, 0, 0]);
  const [first, slow, fast, back] = angularSpeeds(motion, 1);
  expect(first).toBe(0);
  expect(slow).toBeCloseTo(1, 2);
  expect(fast).toBeCloseTo(500, 2);
  expect(back).toBeCloseTo(200, 2);
  expect(angularSpeeds(motion, 2)[2]).toBeCloseTo(50, 2);
});

test('the fastest joints have speed lanes with their limits in view, or those that were chosen', () => {
  const motion = turning([0, 0, 10, 4]);
  const limitsOf = (joint: string) => (joint === 'slow' ? [450] : []);
  const lanes = speedLanes(motion, [], limitsOf);
  expect(lanes.map(({ name }) => name)).toEqual(['quick', 'slow']);
  expect(lanes[0].high).toBeCloseTo(500, 2);
  expect([lanes[1].high, lanes[1].limits]).toEqual([450, [450]]);
  expect(speedLanes(motion, ['rest'], limitsOf).map(({ name }) => name)).toEqual(['rest']);
});

const curve = (values: readonly number[], limits: readonly number[] = []): CurveLane => ({
  type: 'curve',
  id: 'x',
  name: 'x',
  values: Float32Array.from(values),
  low: 0,
  high: 10,
  limits,
  unit: 'share',
});

test('the changes of a lane are where runs begin or end, and the peaks and crossings of a curve', () => {
  const [, , , lane] = provenanceLanes(
    shownMotion({ flags: { leftHand: { 3: repaired, 4: repaired, 9: invented } } }),
  );
  expect(laneChanges(lane)).toEqual([3, 5, 9]);
  expect(nextChange(lane, 0, 1)).toBe(3);
  expect(nextChange(lane, 3, 1)).toBe(5);
  expect(nextChange(lane, 5, -1)).toBe(3);
  expect(nextChange(lane, 9, 1)).toBeNull();
  expect(laneChanges(curve([0, 2, 1, 5, 5, 3, 9, 8]))).toEqual([3, 6]);
  expect(laneChanges(curve([0, 5, 7, 9, 1], [4]))).toEqual([1, 3]);
});

test('a frame and its place across a lane are each other’s reverse, and the ends stand under the ends of the scrubber', () => {
  const span = { first: 10, last: 60 };
  expect(xOfFrame(span, 10, 514)).toBe(7);
  expect(xOfFrame(span, 60, 514)).toBe(507);
  for (const frame of [10, 23, 59.5])
    expect(frameAtX(span, xOfFrame(span, frame, 514), 514)).toBeCloseTo(frame, 9);
});

test('zooming keeps the frame under the pointer, never shows less than a few frames and never more than all', () => {
  const all = { first: 0, last: 100 };
  const zoomed = zoomSpan(all, 0.5, 80, 100);
  expect(zoomed).toEqual({ first: 40, last: 90 });
  expect(zoomSpan(all, 0.001, 100, 100)).toEqual({ first: 92, last: 100 });
  expect(zoomSpan(zoomed, Number.POSITIVE_INFINITY, 80, 100)).toEqual(all);
  expect(zoomSpan({ first: 0, last: 3 }, 0.5, 1, 3)).toEqual({ first: 0, last: 3 });
  expect(moveSpan(zoomed, 30, 100)).toEqual({ first: 50, last: 100 });
});

test('the part that is shown follows the clip page by page', () => {
  const span = { first: 40, last: 60 };
  expect(spanAround(span, 45, 100)).toBe(span);
  expect(spanAround(span, 61, 100)).toEqual({ first: 61, last: 81 });
  expect(spanAround(span, 99, 100)).toEqual({ first: 80, last: 100 });
  expect(spanAround(span, 0, 100)).toEqual({ first: 0, last: 20 });
});

test('a folded group keeps its head alone', () => {
  const lanes = provenanceLanes(shownMotion({}));
  const group = { name: 'provenance', lanes, choices: [] } as const;
  expect(layOutRows([group], []).map(({ lane }) => lane)).toEqual([null]);
  const rows = layOutRows([group], ['provenance']);
  expect(rows.length).toBe(7);
  expect(rowAt(rows, rows[3].top + 1)?.lane).toBe(lanes[2]);
  expect(rowAt(rows, 1e4)).toBeNull();
});

test('lanes are told in words, in both languages', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('navigator', { language: 'en' });
  const { laneTexts } = await import('../../viewer/src/lanes/texts.ts');
  const { chooseLanguage } = await import('../../viewer/src/texts/language.ts');
  const { frameInWords, laneName, laneSummary } = await import('../../viewer/src/lanes/lane-words.ts');
  const flags = { leftHand: { 2: repaired, 3: repaired | clamped, 9: repaired, 5: invented } };
  const lanes = provenanceLanes(shownMotion({ flags }));
  const lane = lanes[3];
  const inWords = () => [laneName(lane, laneTexts.now()), laneSummary(lane, laneTexts.now())];
  expect(inWords()).toEqual([
    'Left hand',
    'repaired in frames 2–3, 9; slowed in frame 3; invented in frame 5',
  ]);
  expect(frameInWords(lane, 3, laneTexts.now())).toBe('repaired, slowed in frame 3');
  expect(laneSummary(lanes[0], laneTexts.now())).toBe('nothing to look at');
  expect(laneSummary(curve([0, 5, 7, 1, 4.5], [4]), laneTexts.now())).toBe(
    'highest 7.00 in frame 2; above 4.00 in frames 1–2, 4',
  );
  chooseLanguage('nb');
  expect(inWords()).toEqual([
    'Venstre hånd',
    'reparert i bilde 2–3, 9; bremset i bilde 3; gjettet i bilde 5',
  ]);
  vi.unstubAllGlobals();
});
