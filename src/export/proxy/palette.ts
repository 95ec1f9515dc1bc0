/**
 * Colours of the proxy body: dark clothes behind hands and face of a middle brown, whose palms are light, so that a turned hand
 * shows at a glance. Linear RGB bytes as glTF wants vertex colours; the comment is the sRGB they were taken from.
 */
export type Color = readonly [red: number, green: number, blue: number];

export const PALETTE = {
  /** #4b5c72 */
  shirt: [18, 27, 42],
  /** #2a3340 */
  trousers: [6, 8, 13],
  /** #20262f */
  shoes: [4, 5, 7],
  /** #a9714f */
  skin: [101, 42, 20],
  /** #f2c9a8 */
  palm: [226, 149, 100],
  /** #f7e0d5 */
  nail: [237, 190, 169],
  /** #362b27 */
  hair: [9, 6, 5],
  /** #f4f2ee */
  eyeWhite: [231, 226, 218],
  /** #5b3a22 */
  iris: [27, 11, 4],
  /** #0a0808 */
  pupil: [1, 1, 1],
  /** #94564a */
  lip: [76, 24, 17],
  /** #b8625c */
  tongue: [123, 31, 27],
  /** #300f10 */
  mouth: [8, 1, 1],
} as const satisfies Record<string, Color>;

/** t = 0 gives a. */
export const mixColors = (a: Color, b: Color, t: number): Color => [
  Math.round(a[0] + (b[0] - a[0]) * t),
  Math.round(a[1] + (b[1] - a[1]) * t),
  Math.round(a[2] + (b[2] - a[2]) * t),
];
