import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { computeSha256, sha256 } from '../../../src/formats/archive/sha256.ts';
import { createRandom } from '../../../src/math/random.ts';

test.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 100_001])(
  'of %i bytes it is what Node says',
  async (length) => {
    const random = createRandom(length);
    const bytes = Uint8Array.from({ length }, () => random.integer(256));
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(computeSha256(bytes)).toBe(expected);
    expect(await sha256(bytes)).toBe(expected);
  },
);
