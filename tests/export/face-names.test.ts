import { expect, it } from 'vitest';
import { METAHUMAN_WEIGHTS } from '../../src/export/face/metahuman-weights.ts';
import { createProxyBody } from '../../src/export/proxy/proxy-body.ts';
import { ARKIT_CURVES } from '../../src/motion/arkit-curves.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';

const { head } = createProxyBody(createMetahuman());
/** Largest displacement of a vertex, metres. */
const reach = (name: string): number => {
  const deltas = head!.morph(name);
  let most = 0;
  for (let i = 0; deltas && i < deltas.length; i += 3) {
    most = Math.max(most, Math.hypot(deltas[i], deltas[i + 1], deltas[i + 2]));
  }
  return most;
};

it('there are 52 curves of ARKit, and each but one has MetaHuman controls', () => {
  expect(new Set(ARKIT_CURVES).size).toBe(52);
  expect(ARKIT_CURVES.filter((name) => !(name in METAHUMAN_WEIGHTS))).toEqual(['mouthClose']);
});

it.each(ARKIT_CURVES)(
  'the proxy face shows %s by at least a millimetre, at most five centimetres',
  (name) => {
    expect(reach(name)).toBeGreaterThan(0.001);
    expect(reach(name)).toBeLessThan(0.05);
  },
);
