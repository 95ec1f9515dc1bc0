/**
 * A clip with ARKit's face curves -> the same clip with a MetaHuman's raw controls (CTRL_expressions_...), 0..1.
 * Method: the weighted sum that Unreal's stock face Blueprint makes of its ARKit poses; lips meet by mouthClose over jawOpen. Curves
 * of other names stay as they are. Two are added: the one whose presence makes that Blueprint pass controls through, and HeadControlSwitch.
 * Limits: ARKit has one cheekPuff and one tongueOut; what it cannot say (tongue to a side, one cheek) is not made up.
 */
import { clamp } from '../../math/scalar.ts';
import { arkitSpelling, LIVE_LINK_TURNS } from '../../motion/arkit-curves.ts';
import { curveColumn } from '../../motion/curve-clip.ts';
import type { MotionClip } from '../../motion/motion-clip.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { HEAD_CURVES } from './head-owner.ts';
import { rotatorOfChannels } from './head-turn.ts';
import { CONTROL_PREFIX, PASS_THROUGH_SWITCH } from './metahuman-controls.ts';
import { METAHUMAN_WEIGHTS } from './metahuman-weights.ts';

/** Whether a skeleton is a MetaHuman's driven bones: Unreal's names, and no twist bones, which a MetaHuman's own rig drives. */
export const isMetahuman = ({ jointNames }: Skeleton): boolean =>
  ['spine_05', 'neck_02', 'index_metacarpal_l'].every((name) => jointNames.includes(name)) &&
  !jointNames.some((name) => name.includes('_twist_'));

const LIPS_TOGETHER = ['UL', 'UR', 'DL', 'DR'].map((corner) => `${CONTROL_PREFIX}mouthLipsTogether${corner}`);

/** 1 where the face's curves turn the head, 0 where the body's bones do. */
const HEAD_SWITCH = 'HeadControlSwitch';

const SWITCH = CONTROL_PREFIX + PASS_THROUGH_SWITCH;

/** A clip whose curves are raw controls already is given back. */
export function metahumanCurves(clip: MotionClip): MotionClip {
  const { curveNames, frameCount } = clip;
  const names = curveNames.map(arkitSpelling);
  const turnsHead = HEAD_CURVES.every((name) => names.includes(name));
  const isArkit = turnsHead || names.some((name) => targetsOf(name) !== null);
  if (!isArkit || curveNames.includes(HEAD_SWITCH)) return clip;
  const columns = new Map<string, Float64Array>();
  const column = (name: string): Float64Array => {
    const values = columns.get(name) ?? new Float64Array(frameCount);
    columns.set(name, values);
    return values;
  };
  const read = (name: string): Float64Array => {
    const c = names.indexOf(name);
    return c < 0 ? new Float64Array(frameCount) : curveColumn(clip, c);
  };
  const jawOpen = read('jawOpen');
  curveNames.forEach((name, c) => {
    if ((LIVE_LINK_TURNS as readonly string[]).includes(names[c])) return;
    const values = curveColumn(clip, c);
    const targets = targetsOf(names[c]);
    if (!targets) column(name).set(values);
    for (const [target, weight] of targets ?? []) {
      const sum = column(target);
      for (let f = 0; f < frameCount; f++) {
        sum[f] = clamp(
          sum[f] + (weight === MEETS ? meeting(values[f], jawOpen[f]) : weight * values[f]),
          0,
          1,
        );
      }
    }
  });
  column(SWITCH);
  column(HEAD_SWITCH).fill(turnsHead ? 1 : 0);
  if (turnsHead) turnHead(HEAD_CURVES.map(read), column);
  const out = new Float32Array(frameCount * columns.size);
  [...columns.values()].forEach((values, c) => {
    for (let f = 0; f < frameCount; f++) out[f * columns.size + c] = values[f];
  });
  return { ...clip, curveNames: [...columns.keys()], curves: out };
}

/** Degrees, as the stock Blueprint makes them of the channels. */
function turnHead(channels: readonly Float64Array[], column: (name: string) => Float64Array): void {
  const [roll, pitch, yaw] = ['HeadRoll', 'HeadPitch', 'HeadYaw'].map(column);
  const [headYaw, headPitch, headRoll] = channels;
  headYaw.forEach((_, f) => {
    const rotator = rotatorOfChannels(headYaw[f], headPitch[f], headRoll[f]);
    roll[f] = rotator.roll;
    pitch[f] = rotator.pitch;
    yaw[f] = rotator.yaw;
  });
}

/** Stands for the rule of the lips instead of a weight. */
const MEETS = 'meets';

function targetsOf(name: string): [string, number | typeof MEETS][] | null {
  if (name === 'mouthClose') return LIPS_TOGETHER.map((target) => [target, MEETS]);
  const weights = Object.hasOwn(METAHUMAN_WEIGHTS, name)
    ? METAHUMAN_WEIGHTS[name as keyof typeof METAHUMAN_WEIGHTS]
    : null;
  return weights && Object.entries(weights).map(([target, weight]) => [CONTROL_PREFIX + target, weight]);
}

const meeting = (close: number, open: number): number => (open > 0 ? clamp(close / open, 0, 1) : 0);
