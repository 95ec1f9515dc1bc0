import { expect, test } from 'vitest';
import { readMetadata } from '../../viewer/src/clip/metadata.ts';

const written = {
  gloss: 'WEATHER',
  source: { file: 'weather.pose', sha256: '00', kind: 'pose-0.2' },
  licence: 'CC0',
  fps: 25,
  target: { name: 'metahuman', approximate: true },
  quality: {
    leftHand: { measured: 0.75, repaired: 0.25 },
    retarget: {
      contacts: [
        { what: 'right IndexTip on chin', kind: 'hand-head', first: 3, last: 9, residualCm: 0.4, worstCm: 1 },
        { what: 'backwards', first: 9, last: 3, residualCm: 0.4 },
        { what: 'no frames', residualCm: 0.4 },
        null,
      ],
    },
    issues: [
      {
        code: 'W_HAND_MISSING',
        severity: 'warning',
        message: 'The left hand is gone.',
        joint: 'leftHand',
        frame: 4,
        lastFrame: 8,
      },
    ],
  },
  options: { clamp: 'strict' },
  tegnVersion: '0.1.0',
};

const timing = { frameRate: '30000/1001', startFrame: 107892, frameCount: 75 };

test('what tegn wrote is found under any of the usual places, with or without a key of its own', () => {
  const expected = {
    gloss: 'WEATHER',
    source: 'weather.pose',
    kind: 'pose-0.2',
    licence: 'CC0',
    timing: { frameCount: 75, framesPerSecond: 30000 / 1001 },
    rate: { numerator: 30000, denominator: 1001 },
    startFrame: 107892,
    target: 'metahuman',
    approximate: true,
    tegnVersion: '0.1.0',
    provenance: {},
    parts: [{ part: 'leftHand', shares: { measured: 0.75, repaired: 0.25 } }],
    issues: [
      {
        code: 'W_HAND_MISSING',
        severity: 'warning',
        message: 'The left hand is gone.',
        joint: 'leftHand',
        frame: 4,
        lastFrame: 8,
      },
    ],
    contacts: [{ what: 'right IndexTip on chin', first: 3, last: 9, residualCm: 0.4 }],
    clamp: 'strict',
  };
  expect(readMetadata([undefined, written], timing)).toEqual(expected);
  expect(readMetadata([{ tegn: written }, undefined], timing)).toEqual(expected);
});

test.each([
  ['nothing', []],
  ['extras of another program', [{ gloss: 'not ours', fps: 1 }]],
  [
    'fields of the wrong type',
    [{ tegnVersion: 1, gloss: 5, fps: -1, source: 'x', target: null, quality: [1], options: 3 }],
  ],
])('%s gives an empty description', (_, places) => {
  expect(readMetadata(places, undefined)).toEqual({
    timing: { frameCount: null, framesPerSecond: null },
    rate: null,
    startFrame: 0,
    approximate: false,
    provenance: null,
    parts: [],
    issues: [],
    contacts: null,
  });
});

test('without the exact rate the decimal one is taken, as the fraction it stands for', () => {
  const { timing } = readMetadata([{ ...written, fps: 29.97 }], {});
  expect(timing).toEqual({ frameCount: null, framesPerSecond: 30000 / 1001 });
});
