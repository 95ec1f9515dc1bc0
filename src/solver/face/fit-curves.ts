/**
 * How far the measures of a face are from neutral -> the curves between 0 and 1 that explain them best, all at once: an open jaw takes
 * the corners of the mouth along, a smile and a stretch both widen it.
 *
 * Minimises sum (E c - d)^2 / noise^2 + sum (c / readiness)^2 / prior^2 by coordinate descent with bounds; E is the table of effects. No face
 * does exactly what the table says: the noise of a measure grows with what the curves do to it, so that the misfit of a wide open jaw is not
 * taken for a smile; what is within the noise of its own estimate is 0. Without depth, the part of an effect that comes towards the viewer shows as a shift when the head is turned.
 */
import type { CurveEffect } from './curve-effects.ts';
import { type FaceMeasureName, measureAxis, measureIndex } from './face-measures.ts';

export interface CurveFit {
  readonly curves: readonly string[];
  readonly measures: readonly number[];
  /** [C x M] millimetres, along the measure and towards the viewer. */
  readonly effects: Float64Array;
  readonly depths: Float64Array;
  /** [C] what a curve costs. */
  readonly cost: Float64Array;
  /** [M] of each measure, 0 = x, 1 = y. */
  readonly axes: readonly number[];
  /** Of the frame at hand: [C x M] effects as they are seen, [M] weights, [M] what is left, [C] diagonal of the normal equations. */
  readonly seen: Float64Array;
  readonly weights: Float64Array;
  readonly residual: Float64Array;
  readonly diagonal: Float64Array;
  readonly threshold: Float64Array;
}

/** Millimetres by which a measure misses what the curves say, and the share of an effect by which faces differ. */
const NOISE = 1.2;
const DIFFERENCE = 0.15;

/** Rounds of solving and weighing. */
const ROUNDS = 2;

/** Standard deviation of a curve's value before anything is known. */
const PRIOR = 0.7;

/** Standard deviations of its own estimate that a curve is held back by: what noise alone would move stays at rest. */
const DOUBT = 0.15;

/** Most sweeps, and the largest step of one after which the curves have settled. */
const SWEEPS = 40;
const SETTLED = 1e-3;

export function createCurveFit(table: readonly CurveEffect[]): CurveFit {
  const names = [...new Set(table.flatMap(({ effects }) => Object.keys(effects)))] as FaceMeasureName[];
  const rows = (pick: (entry: CurveEffect) => Partial<Record<FaceMeasureName, number>>): Float64Array =>
    Float64Array.from(table.flatMap((entry) => names.map((name) => pick(entry)[name] ?? 0)));
  return {
    curves: table.map(({ curve }) => curve),
    measures: names.map(measureIndex),
    effects: rows(({ effects }) => effects),
    depths: rows(({ depths }) => depths ?? {}),
    cost: Float64Array.from(table, ({ readiness }) => (PRIOR * (readiness ?? 1)) ** -2),
    axes: names.map(measureAxis),
    seen: new Float64Array(table.length * names.length),
    weights: new Float64Array(names.length),
    residual: new Float64Array(names.length),
    diagonal: new Float64Array(table.length),
    threshold: new Float64Array(table.length),
  };
}

/**
 * @param deltas [M] millimetres from neutral, all measures; NaN where unknown
 * @param turn sines of the head's yaw and pitch where faces have no depth of their own, else null
 * @param curves [C] in the fit's order; overwritten
 * @returns false, and curves as they were, when one of the fit's measures is unknown
 */
export function fitCurves(
  fit: CurveFit,
  deltas: Float64Array,
  turn: Float64Array | null,
  curves: Float64Array,
): boolean {
  const { measures, weights } = fit;
  if (measures.some((m) => Number.isNaN(deltas[m]))) return false;
  seeEffects(fit, turn);
  curves.fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    for (let m = 0; m < measures.length; m++) {
      let variance = NOISE ** 2;
      for (let c = 0; c < curves.length; c++)
        variance += (DIFFERENCE * fit.seen[c * measures.length + m] * curves[c]) ** 2;
      weights[m] = 1 / variance;
    }
    descend(fit, deltas, curves);
  }
  return true;
}

/** A face without depth is laid on the average one's: see face-points.ts. */
function seeEffects({ effects, depths, axes, seen }: CurveFit, turn: Float64Array | null): void {
  if (turn === null) {
    seen.set(effects);
    return;
  }
  for (let i = 0; i < seen.length; i++) {
    const sine = turn[axes[i % axes.length]];
    seen[i] = effects[i] * (1 - sine * sine) + depths[i] * sine * Math.sqrt(1 - sine * sine);
  }
}

function descend(fit: CurveFit, deltas: Float64Array, curves: Float64Array): void {
  const { measures, seen, weights, residual, diagonal, threshold, cost } = fit;
  const count = measures.length;
  for (let m = 0; m < count; m++) {
    residual[m] = deltas[measures[m]];
    for (let c = 0; c < curves.length; c++) residual[m] -= seen[c * count + m] * curves[c];
  }
  for (let c = 0; c < curves.length; c++) {
    let information = 0;
    for (let m = 0; m < count; m++) information += seen[c * count + m] ** 2 * weights[m];
    diagonal[c] = cost[c] + information;
    threshold[c] = DOUBT * Math.sqrt(information);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let largest = 0;
    for (let c = 0; c < curves.length; c++) {
      let slope = -cost[c] * curves[c];
      for (let m = 0; m < count; m++) slope += seen[c * count + m] * residual[m] * weights[m];
      const next = Math.min(1, beyondDoubt(curves[c] + slope / diagonal[c], threshold[c] / diagonal[c]));
      const step = next - curves[c];
      if (step === 0) continue;
      curves[c] = next;
      largest = Math.max(largest, Math.abs(step));
      for (let m = 0; m < count; m++) residual[m] -= seen[c * count + m] * step;
    }
    if (largest < SETTLED) break;
  }
}

/** Nothing up to the threshold, the whole value from TRUSTED times it, a line between (minimax concave penalty; Zhang 2010). */
function beyondDoubt(value: number, threshold: number): number {
  if (value <= threshold) return 0;
  return value >= TRUSTED * threshold ? value : (value - threshold) / (1 - 1 / TRUSTED);
}
const TRUSTED = 3;
