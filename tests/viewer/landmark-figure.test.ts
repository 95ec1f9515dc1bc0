import { Object3D } from 'three';
import { expect, test } from 'vitest';
import { HOLISTIC_SCHEMA, LANDMARK_COUNT, LEFT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { createLandmarkFigure } from '../../viewer/src/stage/layers/landmark-figure.ts';
import { landmarkMarks } from '../../viewer/src/stage/layers/landmark-lines.ts';

const [SHOULDER, OTHER_SHOULDER, ELBOW] = [11, 12, 13];
const RATE = { numerator: 25, denominator: 1 };

/** A picture of 200 x 100 pixels: shoulders 40 pixels apart, the left elbow 20 below its shoulder in frame 0, gone in frame 1. */
function recorded(start = 0) {
  const positions = new Float32Array(2 * LANDMARK_COUNT * 3);
  const confidences = new Float32Array(2 * LANDMARK_COUNT);
  const put = (frame: number, point: number, x: number, y: number, confidence: number) => {
    positions.set([x, y, 0], (frame * LANDMARK_COUNT + point) * 3);
    confidences[frame * LANDMARK_COUNT + point] = confidence;
  };
  for (const frame of [0, 1]) {
    put(frame, SHOULDER, 0.6, 0.4, 1);
    put(frame, OTHER_SHOULDER, 0.4, 0.4, 1);
  }
  put(0, ELBOW, 0.6, 0.6, 0.5);
  const clip = {
    schema: HOLISTIC_SCHEMA,
    timing: { rate: RATE, startFrame: 0 },
    frameCount: 2,
    positions,
    confidences,
    space: 'image' as const,
  };
  return { clip, imageSize: { width: 200, height: 100 }, start };
}

/** Shoulders 0.4 m apart at 1.4 m. */
function roles() {
  const at = (x: number) => {
    const object = new Object3D();
    object.position.set(x, 1.4, 0);
    return object;
  };
  return { leftUpperArm: at(0.2), rightUpperArm: at(-0.2) };
}

const markOf = (from: number, to: number) =>
  landmarkMarks().findIndex((mark) => mark.from === from && mark.to === to);
/** Mean of the corners at each end, metres. */
function ends(positions: Float32Array, mark: number): number[][] {
  const corner = (c: number) => Array.from(positions.subarray(mark * 12 + c * 3, mark * 12 + c * 3 + 3));
  const middle = (a: number[], b: number[]) => a.map((value, k) => (value + b[k]) / 2);
  return [middle(corner(0), corner(1)), middle(corner(2), corner(3))];
}

test("the picture is scaled and placed so that the shoulders are the body's; left is left, down is down", () => {
  const figure = createLandmarkFigure(recorded(), roles());
  figure.draw(0);
  const [shoulder, elbow] = ends(figure.positions, markOf(SHOULDER, ELBOW));
  // 20 of 100 pixels are 0.2 m where 40 are 0.4 m; the ribbon goes half its width past its ends
  expect(shoulder[0]).toBeCloseTo(0.2, 5);
  expect(elbow[0]).toBeCloseTo(0.2, 5);
  expect(Math.abs(shoulder[1] - 1.4)).toBeLessThan(0.01);
  expect(Math.abs(elbow[1] - 1.2)).toBeLessThan(0.01);
});

test('what is missing is left out, and what is unsure is fainter', () => {
  const figure = createLandmarkFigure(recorded(), roles());
  const arm = markOf(SHOULDER, ELBOW);
  const shoulders = markOf(SHOULDER, OTHER_SHOULDER);
  const size = (mark: number) => {
    const [a, b] = ends(figure.positions, mark);
    return Math.hypot(...a.map((value, k) => value - b[k]));
  };
  figure.draw(0);
  expect(size(arm)).toBeGreaterThan(0.19);
  expect(figure.colours[arm * 16 + 3]).toBeLessThan(figure.colours[shoulders * 16 + 3] - 0.3);
  figure.draw(1);
  expect(size(arm)).toBe(0);
  expect(size(shoulders)).toBeGreaterThan(0.39);
  figure.draw(-1);
  expect(size(shoulders)).toBe(0);
});

test('the frame is that of the recording at the second of the clip, which may begin later', () => {
  const whole = createLandmarkFigure(recorded(), roles());
  expect([0, 0.039, 0.04, 0.08].map(whole.frameAt)).toEqual([0, 0, 1, -1]);
  expect(createLandmarkFigure(recorded(0.04), roles()).frameAt(0)).toBe(1);
});

test('both hands have lines of their own colour for every finger', () => {
  const marks = landmarkMarks();
  for (const side of ['left', 'right'] as const) {
    const hand = marks.filter(({ from, colour }) => from >= LEFT_HAND_OFFSET && colour === side);
    expect(new Set(hand.flatMap(({ from, to }) => [from, to])).size).toBe(21);
  }
});
