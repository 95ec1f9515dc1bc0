import { expect, test } from 'vitest';
import { KNOWN, knownFrames, runsOf } from '../../src/solver/runs.ts';

/** '#' seen, '.' not. */
const seen = (text: string): boolean[] => Array.from(text, (mark) => mark === '#');
const marks = (text: string, bridge: number): string =>
  Array.from(knownFrames(seen(text), bridge), (known) =>
    known === KNOWN.seen ? '#' : known === KNOWN.bridged ? '-' : '.',
  ).join('');

test.each([
  ['', 3, []],
  ['....', 3, []],
  ['####', 3, [[0, 3]]],
  ['.##.', 0, [[1, 2]]],
  [
    '#.#',
    0,
    [
      [0, 0],
      [2, 2],
    ],
  ],
  ['#.#', 1, [[0, 2]]],
  ['#...#', 3, [[0, 4]]],
  [
    '#....#',
    3,
    [
      [0, 0],
      [5, 5],
    ],
  ],
  [
    '..#..#....##',
    2,
    [
      [2, 5],
      [10, 11],
    ],
  ],
])('the runs of "%s" across gaps of %i frames', (text, bridge, runs) => {
  expect(runsOf(seen(text), bridge)).toEqual(runs);
});

test('only gaps between seen frames are bridged, never the ends', () => {
  expect(marks('..#..#...#..', 2)).toBe('..#--#...#..');
  expect(marks('..#..#...#..', 3)).toBe('..#--#---#..');
  expect(marks('...', 9)).toBe('...');
});
