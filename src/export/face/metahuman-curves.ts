/**
 * A clip with ARKit's face curves -> the same clip with a MetaHuman's raw controls (CTRL_expressions_...), 0..1.
 * Method: the weighted sum that Unreal's stock face Blueprint makes of its ARKit poses; lips meet by mouthClose over jawOpen. Curves
 * of other names stay as they are.
 * Limits: ARKit has one cheekPuff and one tongueOut; what it cannot say (tongue to a side, one cheek) is not made up.
 */
import { clamp } from '../../math/scalar.ts';
import type { MotionClip } from '../../motion/motion-clip.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { arkitSpelling } from './arkit-curves.ts';
import { METAHUMAN_WEIGHTS } from './metahuman-weights.ts';

/** Whether a skeleton is a MetaHuman's driven bones: Unreal's names, and no twist bones, which a MetaHuman's own rig drives. */
export const isMetahuman = ({ jointNames }: Skeleton): boolean =>
  ['spine_05', 'neck_02', 'index_metacarpal_l'].every((name) => jointNames.includes(name)) &&
  !jointNames.some((name) => name.includes('_twist_'));

const PREFIX = 'CTRL_expressions_';

const LIPS_TOGETHER = ['UL', 'UR', 'DL', 'DR'].map((corner) => `${PREFIX}mouthLipsTogether${corner}`);

export function metahumanCurves(clip: MotionClip): MotionClip {
  const { curveNames, curves, frameCount } = clip;
  const columns = new Map<string, Float64Array>();
  const column = (name: string): Float64Array => {
    let values = columns.get(name);
    if (!values) {
      values = new Float64Array(frameCount);
      columns.set(name, values);
    }
    return values;
  };
  const valueAt = (c: number, frame: number): number => (c < 0 ? 0 : curves[frame * curveNames.length + c]);
  const jawOpen = curveNames.findIndex((name) => arkitSpelling(name) === 'jawOpen');
  const mapped = new Set<string>();
  curveNames.forEach((name, c) => {
    const targets = targetsOf(arkitSpelling(name));
    if (!targets) {
      column(name).forEach((_, f, values) => {
        values[f] += valueAt(c, f);
      });
      return;
    }
    for (const [target, weight] of targets) {
      mapped.add(target);
      column(target).forEach((_, f, values) => {
        const value = valueAt(c, f);
        values[f] += weight === MEETS ? meeting(value, valueAt(jawOpen, f)) : weight * value;
      });
    }
  });
  const names = [...columns.keys()];
  const out = new Float32Array(frameCount * names.length);
  names.forEach((name, c) => {
    const values = columns.get(name)!;
    for (let f = 0; f < frameCount; f++) {
      out[f * names.length + c] = mapped.has(name) ? clamp(values[f], 0, 1) : values[f];
    }
  });
  return { ...clip, curveNames: names, curves: out };
}

/** Stands for the rule of the lips instead of a weight. */
const MEETS = 'meets';

function targetsOf(name: string): [string, number | typeof MEETS][] | null {
  if (name === 'mouthClose') return LIPS_TOGETHER.map((target) => [target, MEETS]);
  const weights = Object.hasOwn(METAHUMAN_WEIGHTS, name)
    ? METAHUMAN_WEIGHTS[name as keyof typeof METAHUMAN_WEIGHTS]
    : null;
  return weights && Object.entries(weights).map(([target, weight]) => [PREFIX + target, weight]);
}

const meeting = (close: number, open: number): number => (open > 0 ? clamp(close / open, 0, 1) : 0);
