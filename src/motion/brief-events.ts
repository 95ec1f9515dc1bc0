/**
 * What is over in one or two frames and carries meaning: a shut eye, and lips that meet (b, m, p). Smoothing and resampling must leave both
 * as they are, so they are asked for here.
 */
import { arkitSpelling } from './arkit-curves.ts';

/** Blink from which an eye is shut. */
export const EYE_SHUT = 0.5;

/** Opening of the mouth below which the lips meet. */
export const LIPS_MEET = 0.08;

export const isBlink = (curveName: string): boolean => arkitSpelling(curveName).startsWith('eyeBlink');

/** How far each curve parts the lips at 1, against an open jaw. */
const OPENING: Readonly<Record<string, number>> = {
  jawOpen: 1,
  mouthClose: -1,
  mouthFunnel: 0.35,
  mouthLowerDownLeft: 0.15,
  mouthLowerDownRight: 0.15,
  mouthUpperUpLeft: 0.15,
  mouthUpperUpRight: 0.15,
};

export const partsLips = (curveName: string): boolean => Object.hasOwn(OPENING, arkitSpelling(curveName));

/** Opening of the mouth in a frame, from its curves; 1 is a jaw wide open. */
export function createMouthOpening(
  curveNames: readonly string[],
): (curves: ArrayLike<number>, from: number) => number {
  const terms = curveNames.flatMap((name, c) => {
    const weight = OPENING[arkitSpelling(name)];
    return weight === undefined ? [] : [[c, weight] as const];
  });
  return (curves, from) => terms.reduce((sum, [c, weight]) => sum + weight * curves[from + c], 0);
}
