/**
 * How far the measures of a face are from neutral -> the curves between 0 and 1 that explain them best, all at once: an open jaw takes
 * the corners of the mouth along, a smile and a stretch both widen it.
 *
 * Minimises |E c - d|^2 / noise^2 + sum (c / readiness)^2 / prior^2 by coordinate descent with bounds; E is the table of effects.
 */
import type { CurveEffect } from './curve-effects.ts';
import { type FaceMeasureName, measureIndex } from './face-measures.ts';

export interface CurveFit {
  readonly curves: readonly string[];
  readonly measures: readonly number[];
  /** [C x M] effects over noise. */
  readonly effects: Float64Array;
  /** [C] diagonal of the normal equations. */
  readonly diagonal: Float64Array;
  /** [C] what a curve costs. */
  readonly cost: Float64Array;
  readonly residual: Float64Array;
}

/** Millimetres by which a measure misses what the curves say. */
const NOISE = 1.2;

/** Standard deviation of a curve's value before anything is known. */
const PRIOR = 0.7;

/** Most sweeps, and the largest step of one after which the curves have settled. */
const SWEEPS = 40;
const SETTLED = 1e-3;

export function createCurveFit(table: readonly CurveEffect[]): CurveFit {
  const names = [...new Set(table.flatMap(({ effects }) => Object.keys(effects)))] as FaceMeasureName[];
  const effects = Float64Array.from(
    table.flatMap((entry) => names.map((name) => (entry.effects[name] ?? 0) / NOISE)),
  );
  const cost = Float64Array.from(table, ({ readiness }) => (PRIOR * (readiness ?? 1)) ** -2);
  return {
    curves: table.map(({ curve }) => curve),
    measures: names.map(measureIndex),
    effects,
    diagonal: cost.map((own, c) => own + sumOfSquares(effects, c * names.length, names.length)),
    cost,
    residual: new Float64Array(names.length),
  };
}

/**
 * @param deltas [M] millimetres from neutral, all measures; NaN where unknown
 * @param curves [C] start values, in the fit's order; overwritten
 * @returns false, and curves as they were, when one of the fit's measures is unknown
 */
export function fitCurves(fit: CurveFit, deltas: Float64Array, curves: Float64Array): boolean {
  const { measures, effects, diagonal, cost, residual } = fit;
  const count = measures.length;
  for (let m = 0; m < count; m++) {
    let rest = deltas[measures[m]] / NOISE;
    for (let c = 0; c < curves.length; c++) rest -= effects[c * count + m] * curves[c];
    if (Number.isNaN(rest)) return false;
    residual[m] = rest;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let largest = 0;
    for (let c = 0; c < curves.length; c++) {
      let slope = -cost[c] * curves[c];
      for (let m = 0; m < count; m++) slope += effects[c * count + m] * residual[m];
      const next = Math.min(1, Math.max(0, curves[c] + slope / diagonal[c]));
      const step = next - curves[c];
      if (step === 0) continue;
      curves[c] = next;
      largest = Math.max(largest, Math.abs(step));
      for (let m = 0; m < count; m++) residual[m] -= effects[c * count + m] * step;
    }
    if (largest < SETTLED) break;
  }
  return true;
}

function sumOfSquares(values: Float64Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[i] * values[i];
  return sum;
}
