/**
 * Curves by formula and by a network -> one face. Each curve takes the share of the network that their measured errors ask for; a curve that only
 * the network sees is taken from it alone. A network knows no signer: what it says of the neutral face is taken off first.
 */
import { clamp, lerp } from '../../math/scalar.ts';
import type { NetworkFace } from './network/face-network.ts';
import { weightedMedian } from './weighted-median.ts';

/**
 * Shares of MediaPipe's blendshape network: squared errors of both on made-up faces (docs/face.md), with depth and without. Curves that are not
 * listed stay with the formulas, which are at least as good.
 */
const SHARES: Readonly<Record<string, readonly [withDepth: number, flat: number]>> = {
  browInnerUp: [0.4, 0.5],
  browOuterUpLeft: [0, 0.15],
  browOuterUpRight: [0, 0.15],
  eyeBlinkLeft: [0.2, 0.2],
  eyeBlinkRight: [0.2, 0.2],
  jawOpen: [0.6, 0.7],
  mouthSmileLeft: [0, 0.1],
  mouthSmileRight: [0, 0.1],
  mouthPucker: [0, 0.15],
  mouthLeft: [0, 0.1],
  mouthRight: [0, 0.1],
};

/** What landmarks show too little of for a formula, and the network a little; its cheekPuff, cheekSquint, noseSneer and jawForward never move. */
export const NETWORK_ONLY = ['mouthDimpleLeft', 'mouthDimpleRight'] as const;

export interface NetworkNeutral {
  readonly face: NetworkFace;
  /** [C] what it says of the neutral face. */
  readonly neutral: Float64Array;
}

/** @param weights [F] how much a frame tells of the neutral face */
export function findNetworkNeutral(face: NetworkFace, weights: readonly number[]): NetworkNeutral {
  const count = face.curveNames.length;
  const frames = weights.flatMap((weight, f) => (weight > 0 && face.known[f] ? [[f, weight] as const] : []));
  const neutral = Float64Array.from({ length: count }, (_, c) =>
    frames.length > 0 ? weightedMedian(frames.map(([f, weight]) => [face.curves[f * count + c], weight])) : 0,
  );
  return { face, neutral };
}

/** @param values one frame by formula, in the order of `curveNames`, which end with NETWORK_ONLY; changed in place */
export function fuseNetwork(
  { face, neutral }: NetworkNeutral,
  frame: number,
  hasDepth: boolean,
  curveNames: readonly string[],
  values: Float64Array,
): void {
  if (!face.known[frame]) return;
  const count = face.curveNames.length;
  curveNames.forEach((name, i) => {
    const share = (NETWORK_ONLY as readonly string[]).includes(name)
      ? 1
      : (SHARES[name]?.[hasDepth ? 0 : 1] ?? 0);
    const c = face.curveNames.indexOf(name);
    if (share === 0 || c < 0) return;
    const risen = clamp((face.curves[frame * count + c] - neutral[c]) / (1 - neutral[c] || 1), 0, 1);
    values[i] = lerp(values[i], risen, share);
  });
}
