/**
 * Points of a face that looks straight ahead -> the lengths that expressions change. Solve axes, millimetres at the size of the
 * canonical face, against the line through the corners of the eyes; `Left` is the person's own. Only points of the contours
 * (eyes, brows, lips, oval), so that reduced layouts carry them too.
 */
import type { FacePoints } from './face-points.ts';

type Axis = 'x' | 'y';

/** Mean of some points along an axis, less the mean of others. */
interface Measure {
  readonly axis: Axis;
  readonly points: readonly number[];
  readonly against: readonly number[];
  /** -1 turns "to the person's left" into "outwards" on the right side. */
  readonly sign?: -1;
}

const EYE_CORNERS = { Left: [263, 362], Right: [33, 133] } as const;
const EYE_LINE = [...EYE_CORNERS.Left, ...EYE_CORNERS.Right];

const height = (points: readonly number[], against: readonly number[] = EYE_LINE): Measure => ({
  axis: 'y',
  points,
  against,
});
const aside = (points: readonly number[], against: readonly number[] = EYE_LINE): Measure => ({
  axis: 'x',
  points,
  against,
});

export const FACE_MEASURES = {
  browInnerLeft: height([336, 285], EYE_CORNERS.Left),
  browInnerRight: height([107, 55], EYE_CORNERS.Right),
  browMiddleLeft: height([334, 282], EYE_CORNERS.Left),
  browMiddleRight: height([105, 52], EYE_CORNERS.Right),
  browOuterLeft: height([300, 276], EYE_CORNERS.Left),
  browOuterRight: height([70, 46], EYE_CORNERS.Right),
  browGap: aside([336, 285], [107, 55]),
  lidGapLeft: height([386, 385, 387], [374, 380, 373]),
  lidGapRight: height([159, 160, 158], [145, 144, 153]),
  lowerLidLeft: height([374, 380, 373], EYE_CORNERS.Left),
  lowerLidRight: height([145, 144, 153], EYE_CORNERS.Right),
  irisAsideLeft: aside([473], EYE_CORNERS.Left),
  irisAsideRight: aside([468], EYE_CORNERS.Right),
  irisHeightLeft: height([473], EYE_CORNERS.Left),
  irisHeightRight: height([468], EYE_CORNERS.Right),
  chinHeight: height([152]),
  chinAside: aside([152]),
  cornerOutLeft: aside([291]),
  cornerOutRight: { ...aside([61]), sign: -1 },
  cornerHeightLeft: height([291]),
  cornerHeightRight: height([61]),
  lipsAside: aside([0, 13, 14, 17]),
  upperLip: height([0]),
  upperLipInner: height([13]),
  lowerLipInner: height([14]),
  lowerLip: height([17]),
  upperLipLeft: height([269, 270]),
  upperLipRight: height([39, 40]),
  lowerLipLeft: height([405, 314]),
  lowerLipRight: height([181, 84]),
} as const satisfies Record<string, Measure>;

export type FaceMeasureName = keyof typeof FACE_MEASURES;
export const FACE_MEASURE_NAMES = Object.keys(FACE_MEASURES) as FaceMeasureName[];
export const measureIndex = (name: FaceMeasureName): number => FACE_MEASURE_NAMES.indexOf(name);

/** 0 = x, 1 = y. */
export const measureAxis = (name: FaceMeasureName): number => (FACE_MEASURES[name].axis === 'x' ? 0 : 1);

const MEASURES: readonly Measure[] = Object.values(FACE_MEASURES);

/** Face landmarks that the measures need. */
export const MEASURED_POINTS: readonly number[] = [
  ...new Set(MEASURES.flatMap(({ points, against }) => [...points, ...against])),
];

/** @param dst [M] millimetres in the order of FACE_MEASURE_NAMES; NaN where a point is missing */
export function measureFace(points: FacePoints, dst: Float64Array): Float64Array {
  MEASURES.forEach(({ axis, points: of, against, sign }, m) => {
    const k = axis === 'x' ? 0 : 1;
    dst[m] = 1000 * (mean(points, of, k) - mean(points, against, k)) * (sign ?? 1);
  });
  return dst;
}

function mean({ positions, confidences }: FacePoints, points: readonly number[], axis: number): number {
  let sum = 0;
  for (const i of points) sum += confidences[i] > 0 ? positions[i * 3 + axis] : Number.NaN;
  return sum / points.length;
}
