/** Curves of the face as lanes: those that were chosen, else the few that move most. */
import type { ShownMotion } from '../clip/motion.ts';
import type { CurveLane } from './lane.ts';

/** Lanes that are shown without asking. */
const STRONGEST = 4;

/** A curve that moves less is still. */
const STILL = 0.02;

type Curves = Pick<ShownMotion, 'frameCount' | 'curveNames' | 'curves'>;

export function curveLanes(motion: Curves, chosen: readonly string[]): CurveLane[] {
  const known = chosen.filter((name) => motion.curveNames.includes(name));
  return (known.length > 0 ? known : strongestCurves(motion)).map((name) => {
    const values = curveValues(motion, motion.curveNames.indexOf(name));
    const low = values.reduce((least, value) => Math.min(least, value), 0);
    const high = values.reduce((most, value) => Math.max(most, value), 1);
    return { type: 'curve', id: `face/${name}`, name, values, low, high, limits: [], unit: 'share' };
  });
}

function strongestCurves(motion: Curves): string[] {
  return motion.curveNames
    .map((name, c) => ({ name, span: spanOf(motion, c) }))
    .filter(({ span }) => span > STILL)
    .sort((a, b) => b.span - a.span)
    .slice(0, STRONGEST)
    .map(({ name }) => name);
}

const curveValues = ({ frameCount, curveNames, curves }: Curves, c: number): Float32Array =>
  Float32Array.from({ length: frameCount }, (_, f) => curves[f * curveNames.length + c]);

function spanOf({ curveNames, curves }: Curves, c: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = c; i < curves.length; i += curveNames.length) {
    low = Math.min(low, curves[i]);
    high = Math.max(high, curves[i]);
  }
  return high - low;
}
