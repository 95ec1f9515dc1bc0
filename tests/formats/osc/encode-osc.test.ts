/** Judged by osc-min, which is somebody else's. */
import { fromBuffer } from 'osc-min';
import { expect, test } from 'vitest';
import { encodeOscBundles, encodeOscMessage } from '../../../src/formats/osc/encode-osc.ts';

const values = (args: readonly unknown[]) => args.map((arg) => (arg as { value: unknown }).value);

test.each(['', 'a', 'abc', 'abcd', 'håndflate'])(
  'the string %j, a float and an integer come back',
  (text) => {
    const bytes = encodeOscMessage({ address: '/tegn/test', args: [text, 0.25, { int: -7 }] });
    expect(bytes.length % 4).toBe(0);
    const message = fromBuffer(bytes);
    if (!('address' in message)) throw new Error('Expected a message.');
    expect(message.address).toBe('/tegn/test');
    expect(values(message.args)).toEqual([text, 0.25, -7]);
  },
);

test('bundles keep the order and the limit; a message that is longer alone goes alone', () => {
  const messages = Array.from({ length: 40 }, (_, i) => ({
    address: `/m/${i}`,
    args: [i === 20 ? 'x'.repeat(300) : 'x', i],
  }));
  const bundles = encodeOscBundles(messages, 200);
  expect(bundles.filter(({ length }) => length > 200).length).toBe(1);
  const addresses = bundles.flatMap((bytes) => {
    const bundle = fromBuffer(bytes);
    if (!('elements' in bundle)) throw new Error('Expected a bundle.');
    return bundle.elements.map((one) => ('address' in one ? one.address : 'bundle'));
  });
  expect(addresses).toEqual(messages.map(({ address }) => address));
});

test('nothing to say is no bundle', () => {
  expect(encodeOscBundles([], 200)).toEqual([]);
});
