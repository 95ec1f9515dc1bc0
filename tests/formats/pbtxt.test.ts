import { describe, expect, it } from 'vitest';
import { parsePbtxt } from '../../src/formats/pbtxt/parse-pbtxt.ts';

describe('parsePbtxt', () => {
  it('reads fields, nested messages, lists and comments', () => {
    const message = parsePbtxt(`
      # a comment { with braces }
      name: "left" id: 7;
      landmark { x: 0.5 y: -1.25e-3 }  # after a value
      landmark: < x: .5, y: 2. >
      sizes: [1, 2, 0x1F]
      mode: FAST
      [mediapipe.Options.ext] { on: true }
    `);
    expect(message).toEqual(
      new Map<string, unknown>([
        ['name', ['left']],
        ['id', [7]],
        [
          'landmark',
          [
            new Map([
              ['x', [0.5]],
              ['y', [-0.00125]],
            ]),
            new Map([
              ['x', [0.5]],
              ['y', [2]],
            ]),
          ],
        ],
        ['sizes', [1, 2, 31]],
        ['mode', ['FAST']],
        ['mediapipe.Options.ext', [new Map([['on', ['true']]])]],
      ]),
    );
  });

  it('reads numbers in all their spellings', () => {
    const values = ['1', '-1', '1.5f', '1e3', '1E-2', 'inf', '-inf', 'nan', 'infinity'];
    expect(values.map((value) => parsePbtxt(`v: ${value}`).get('v')![0])).toEqual([
      1,
      -1,
      1.5,
      1000,
      0.01,
      Infinity,
      -Infinity,
      Number.NaN,
      Infinity,
    ]);
  });

  it('joins neighbouring strings and undoes escapes', () => {
    expect(parsePbtxt(`s: "a\\n\\x41\\101" 'b\\'"'`).get('s')).toEqual(['a\nAAb\'"']);
  });

  it.each([
    ['a {', 'the end'],
    ['a { b: 1 ]', '"]"'],
    ['a:', 'the end'],
    ['a 1', '"1"'],
    ['a: "open', '"\\""'],
    [': 1', '":"'],
    ['a: [1, 2', 'the end'],
    ['a: 1 }', '"}"'],
  ])('says what it found in the broken text %s', (text, found) => {
    expect(() => parsePbtxt(text)).toThrow(
      expect.objectContaining({ code: 'E_PBTXT_SYNTAX', message: expect.stringContaining(found) }),
    );
  });

  it('refuses nesting without end instead of running out of stack', () => {
    expect(() => parsePbtxt('a{'.repeat(100_000))).toThrow(
      expect.objectContaining({ code: 'E_PBTXT_SYNTAX' }),
    );
  });
});
