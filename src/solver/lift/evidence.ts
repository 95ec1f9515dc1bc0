/**
 * What one frame of landmarks says in metric 3D, before any skeleton: points in camera space (solve-space axes, metres, origin at
 * the camera, the person at negative z) with variances across the line of sight and along it.
 */
import { HAND_NAMES, POSE_NAMES } from '../../landmarks/schema.ts';

export interface EvidencePoints {
  /** Per point a view of 3 numbers. */
  readonly positions: readonly Float64Array[];
  /** Per point, 0 = missing. */
  readonly confidences: Float64Array;
  /** Variance in x and in y, m^2. */
  readonly lateralVariance: Float64Array;
  /** Variance in z, m^2. */
  readonly depthVariance: Float64Array;
}

export interface FrameEvidence {
  readonly body: EvidencePoints;
  readonly leftHand: EvidencePoints;
  readonly rightHand: EvidencePoints;
  /** Rotation of the head from facing the camera (solve space, xyzw); meaningful when headConfidence > 0. */
  readonly head: Float64Array;
  headConfidence: number;
}

export function createEvidencePoints(count: number): EvidencePoints {
  const positions = new Float64Array(count * 3);
  return {
    positions: Array.from({ length: count }, (_, i) => positions.subarray(i * 3, i * 3 + 3)),
    confidences: new Float64Array(count),
    lateralVariance: new Float64Array(count),
    depthVariance: new Float64Array(count),
  };
}

export function createFrameEvidence(): FrameEvidence {
  return {
    body: createEvidencePoints(POSE_NAMES.length),
    leftHand: createEvidencePoints(HAND_NAMES.length),
    rightHand: createEvidencePoints(HAND_NAMES.length),
    head: Float64Array.of(0, 0, 0, 1),
    headConfidence: 0,
  };
}

export function copyFrameEvidence(from: FrameEvidence): FrameEvidence {
  const to = createFrameEvidence();
  for (const part of ['body', 'leftHand', 'rightHand'] as const) {
    from[part].positions.forEach((position, i) => {
      to[part].positions[i].set(position);
    });
    to[part].confidences.set(from[part].confidences);
    to[part].lateralVariance.set(from[part].lateralVariance);
    to[part].depthVariance.set(from[part].depthVariance);
  }
  to.head.set(from.head);
  to.headConfidence = from.headConfidence;
  return to;
}

/** A hand counts as seen when its wrist and middle knuckle are. */
export const isHandSeen = (hand: EvidencePoints): boolean =>
  hand.confidences[0] > 0 && hand.confidences[9] > 0;
