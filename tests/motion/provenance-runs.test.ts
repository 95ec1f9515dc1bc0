import { expect, test } from 'vitest';
import { PROVENANCE } from '../../src/motion/motion-clip.ts';
import { provenanceOfRuns, provenanceRuns } from '../../src/motion/provenance-runs.ts';

const partNames = ['trunk', 'leftHand', 'rightHand'];
const { repaired, invented, clamped } = PROVENANCE;

test('frames with the same flags are one run; what was measured has none, and it comes back the same', () => {
  const provenance = new Uint8Array(6 * 3);
  [0, repaired, repaired, repaired | clamped, 0, invented].forEach((flags, f) => {
    provenance[f * 3 + 1] = flags;
  });
  const runs = provenanceRuns({ frameCount: 6, partNames, provenance });
  expect(runs).toEqual({
    leftHand: [
      [1, 2, repaired],
      [3, 3, repaired | clamped],
      [5, 5, invented],
    ],
  });
  expect(provenanceOfRuns(JSON.parse(JSON.stringify(runs)), partNames, 6)).toEqual(provenance);
});

test.each([
  ['a run that ends before it starts', [[3, 2, 1]]],
  ['a run outside the clip', [[4, 6, 1]]],
  ['flags that do not exist', [[0, 1, 16]]],
  ['numbers that are none', [[0, '1', 1]]],
  ['no list', 7],
])('%s is passed over', (_, listed) => {
  expect(provenanceOfRuns({ trunk: listed }, partNames, 6)).toEqual(new Uint8Array(18));
});
