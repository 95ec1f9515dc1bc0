/** The part of a motion clip that a face needs: named curves over time. A recorded face has no skeleton; a motion clip is one of these too. */
import type { FrameTiming } from '../space/timing.ts';

export interface CurveClip {
  readonly name: string;
  readonly timing: FrameTiming;
  readonly frameCount: number;
  readonly curveNames: readonly string[];
  /** [F x C], 0..1 unless the name says otherwise. */
  readonly curves: Float32Array;
}

/** One curve, [F]. */
export const curveColumn = ({ curveNames, curves, frameCount }: CurveClip, c: number): Float64Array =>
  Float64Array.from({ length: frameCount }, (_, f) => curves[f * curveNames.length + c]);
