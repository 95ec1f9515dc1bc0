import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';

it('reads the same from a Node Buffer as from a plain array', async () => {
  const buffer = readFileSync(new URL('../../samples/chin-forward.pose', import.meta.url));
  // an odd offset in a larger buffer, as Node's pool gives them
  const shifted = Buffer.concat([Buffer.from([0]), buffer]).subarray(1);
  const fromBuffer = await readLandmarks(shifted, 'a.pose');
  const fromArray = await readLandmarks(Uint8Array.from(buffer), 'a.pose');
  expect(fromBuffer.image!.positions).toEqual(fromArray.image!.positions);
});
