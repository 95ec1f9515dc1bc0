/**
 * What each ARKit curve at 1 does to the measures of a face (face-measures.ts), millimetres on the canonical face. Set after the sizes of
 * common ARKit faces and compared with MediaPipe's blendshape network on recorded signers; only clear effects are listed.
 *
 * Not observable in face landmarks and left out: tongueOut, cheekPuff, jawForward, mouthDimple; cheekSquint and noseSneer move the mesh
 * by less than its noise.
 */
import type { FaceMeasureName } from './face-measures.ts';

export interface CurveEffect {
  readonly curve: string;
  readonly effects: Partial<Record<FaceMeasureName, number>>;
  /** What it does to them towards the viewer, millimetres; shows where the head is turned and landmarks have no depth. */
  readonly depths?: Partial<Record<FaceMeasureName, number>>;
  /** How readily the curve is taken to explain the measures, against 1: less where another one does nearly the same. */
  readonly readiness?: number;
}

type Side = 'Left' | 'Right';

const both = (effect: (side: Side, other: Side) => CurveEffect): CurveEffect[] => [
  effect('Left', 'Right'),
  effect('Right', 'Left'),
];

export const BROW_EFFECTS: readonly CurveEffect[] = [
  {
    curve: 'browInnerUp',
    effects: { browInnerLeft: 9, browInnerRight: 9, browMiddleLeft: 2.5, browMiddleRight: 2.5 },
  },
  ...both((side) => ({
    curve: `browOuterUp${side}`,
    effects: { [`browOuter${side}`]: 6, [`browMiddle${side}`]: 6, [`browInner${side}`]: 0.5 },
  })),
  ...both((side) => ({
    curve: `browDown${side}`,
    effects: {
      [`browInner${side}`]: -5,
      [`browMiddle${side}`]: -3.5,
      [`browOuter${side}`]: -1.2,
      browGap: -1.5,
    },
  })),
];

/** Puckered lips come forward. */
const LIPS_FORWARD: Partial<Record<FaceMeasureName, number>> = {
  lipsAside: 5,
  upperLip: 5,
  upperLipInner: 5,
  upperLipLeft: 5,
  upperLipRight: 5,
  lowerLipInner: 5,
  lowerLip: 5,
  lowerLipLeft: 5,
  lowerLipRight: 5,
  cornerOutLeft: 4,
  cornerOutRight: -4,
  cornerHeightLeft: 4,
  cornerHeightRight: 4,
};

export const MOUTH_EFFECTS: readonly CurveEffect[] = [
  {
    curve: 'jawOpen',
    effects: {
      chinHeight: -20,
      lowerLipInner: -25,
      lowerLip: -25,
      lowerLipLeft: -23,
      lowerLipRight: -23,
      cornerHeightLeft: -8,
      cornerHeightRight: -8,
      cornerOutLeft: -2,
      cornerOutRight: -2,
    },
    depths: {
      chinHeight: -20,
      chinAside: -20,
      lowerLipInner: -14,
      lowerLip: -14,
      lowerLipLeft: -13,
      lowerLipRight: -13,
      lipsAside: -7,
      cornerHeightLeft: -3,
      cornerHeightRight: -3,
      cornerOutLeft: -3,
      cornerOutRight: 3,
    },
  },
  {
    curve: 'mouthClose',
    effects: {
      lowerLipInner: 24,
      lowerLip: 24,
      lowerLipLeft: 21,
      lowerLipRight: 21,
      upperLip: -2,
      upperLipInner: -2,
      cornerHeightLeft: 7,
      cornerHeightRight: 7,
    },
    readiness: 0.35,
  },
  ...both((side) => ({
    curve: `jaw${side}`,
    effects: { chinAside: side === 'Left' ? 8 : -8, lipsAside: side === 'Left' ? 3 : -3 },
  })),
  {
    curve: 'mouthPucker',
    effects: { cornerOutLeft: -5.5, cornerOutRight: -5.5, upperLip: 0.8, lowerLip: -0.8 },
    depths: LIPS_FORWARD,
  },
  {
    curve: 'mouthFunnel',
    effects: {
      cornerOutLeft: -5,
      cornerOutRight: -5,
      upperLip: 2.5,
      upperLipInner: 4,
      upperLipLeft: 3,
      upperLipRight: 3,
      lowerLipInner: -4,
      lowerLip: -2.5,
      lowerLipLeft: -3,
      lowerLipRight: -3,
    },
    depths: LIPS_FORWARD,
    readiness: 0.5,
  },
  ...both((side, other) => ({
    curve: `mouth${side}`,
    effects: {
      lipsAside: side === 'Left' ? 7 : -7,
      [`cornerOut${side}`]: 5.5,
      [`cornerOut${other}`]: -5.5,
    },
  })),
  ...both((side) => ({
    curve: `mouthSmile${side}`,
    effects: {
      [`cornerOut${side}`]: 6.5,
      [`cornerHeight${side}`]: 6.5,
      [`upperLip${side}`]: 1.5,
      [`lowerLip${side}`]: 1,
    },
    // outwards on the right is towards -x
    depths: { [`cornerOut${side}`]: side === 'Left' ? -3 : 3, [`cornerHeight${side}`]: -3 },
  })),
  ...both((side) => ({
    curve: `mouthFrown${side}`,
    effects: { [`cornerHeight${side}`]: -5.5, [`cornerOut${side}`]: 1, [`lowerLip${side}`]: -1 },
    readiness: 0.5,
  })),
  ...both((side) => ({
    curve: `mouthStretch${side}`,
    effects: { [`cornerOut${side}`]: 7, [`cornerHeight${side}`]: -2.5, [`lowerLip${side}`]: -1.5 },
    readiness: 0.5,
  })),
  {
    curve: 'mouthRollLower',
    effects: { lowerLip: 5, lowerLipLeft: 4, lowerLipRight: 4 },
    readiness: 0.7,
  },
  {
    curve: 'mouthRollUpper',
    effects: { upperLip: -3.5, upperLipLeft: -3, upperLipRight: -3 },
    readiness: 0.3,
  },
  {
    curve: 'mouthShrugLower',
    effects: { lowerLip: 6, lowerLipInner: 5, lowerLipLeft: 5, lowerLipRight: 5, chinHeight: 2.5 },
    readiness: 0.6,
  },
  {
    curve: 'mouthShrugUpper',
    effects: { upperLip: 3, upperLipInner: 3, upperLipLeft: 2.5, upperLipRight: 2.5 },
    readiness: 0.3,
  },
  ...both((side) => ({
    curve: `mouthPress${side}`,
    effects: { upperLip: -0.8, [`upperLip${side}`]: -1.2, lowerLip: 0.8, [`lowerLip${side}`]: 1.6 },
    readiness: 0.5,
  })),
  ...both((side) => ({
    curve: `mouthLowerDown${side}`,
    effects: { [`lowerLip${side}`]: -6, lowerLip: -3, lowerLipInner: -3 },
    readiness: 0.35,
  })),
  ...both((side) => ({
    curve: `mouthUpperUp${side}`,
    effects: { [`upperLip${side}`]: 6, upperLip: 3, upperLipInner: 3 },
    readiness: 0.45,
  })),
];
