/**
 * Lips that meet (b, m, p): the curves of such a frame must close the mouth of whoever wears them, whatever the fit left open. Millimetres on the
 * canonical face; met is told by the gap between the inner lips against the signer's own.
 */
import { clamp, median, quantile, smoothstep } from '../../math/scalar.ts';
import { measureIndex } from './face-measures.ts';
import type { MeasuredFace } from './face-neutral.ts';

/** Gap above that of lips that meet, from which they part and at which they are apart. */
const PART = [0.6, 1.8] as const;

/** Share of the frames in which a signer's lips meet, and the largest gap at which they may be thought to. */
const MET_SHARE = 0.1;
const MOST_MET = 2.5;

const UPPER = measureIndex('upperLipInner');
const LOWER = measureIndex('lowerLipInner');

const gapOf = ({ measures }: MeasuredFace): number => measures[UPPER] - measures[LOWER];

/** Gap of the signer's lips where they meet. */
export function findLipsMet(frames: readonly MeasuredFace[]): number {
  const gaps = frames.map(gapOf).filter((gap) => !Number.isNaN(gap));
  return gaps.length > 0 ? clamp(quantile(gaps, MET_SHARE), 0, MOST_MET) : 0;
}

/** Gap above that of lips that meet which a mouth at rest does not have. */
const SPEAKING = 4;

/** Whether the lips are well apart through most of the frames. */
export const speaksThroughout = (frames: readonly MeasuredFace[], met: number): boolean => {
  const gaps = frames.map(gapOf).filter((gap) => !Number.isNaN(gap));
  return gaps.length > 0 && median(gaps) - met > SPEAKING;
};

/** 1 where the lips meet, 0 where they are apart or unseen. */
export function lipsMeeting(face: MeasuredFace, met: number): number {
  const gap = gapOf(face) - met;
  return Number.isNaN(gap) ? 0 : 1 - smoothstep(gap, ...PART);
}

/**
 * Closes the mouth of one frame: mouthClose takes back what jawOpen opens, and what lifts one lip off the other is turned down.
 * @param share as lipsMeeting says
 */
export function closeLips(values: Float64Array, curveNames: readonly string[], share: number): void {
  if (share === 0) return;
  const jaw = values[curveNames.indexOf('jawOpen')];
  const close = curveNames.indexOf('mouthClose');
  values[close] += share * (jaw - values[close]);
  for (const name of PARTING) values[curveNames.indexOf(name)] *= 1 - share;
}

const PARTING = [
  'mouthFunnel',
  'mouthLowerDownLeft',
  'mouthLowerDownRight',
  'mouthUpperUpLeft',
  'mouthUpperUpRight',
] as const;
