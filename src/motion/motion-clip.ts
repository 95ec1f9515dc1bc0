/** A clip of poses on one skeleton, with named curves and a record of where every value came from. */
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import { jointCount, type Skeleton, validateSkeleton } from '../skeleton/skeleton.ts';
import type { FrameTiming } from '../space/timing.ts';

/** Bit flags of `provenance`; 0 = measured. */
export const PROVENANCE = {
  /** Estimated from neighbouring frames, or measured and mended. */
  repaired: 1,
  /** Nothing was seen: held, eased or resting. */
  invented: 2,
  /** Slowed by the velocity limit. */
  clamped: 4,
  /** Was outside the anatomical limits and drawn back. */
  outOfLimit: 8,
} as const;

/** Parts of the body that provenance is kept for, in this order. */
export const PART_NAMES = ['trunk', 'head', 'leftArm', 'leftHand', 'rightArm', 'rightHand', 'face'] as const;
export type PartName = (typeof PART_NAMES)[number];

/**
 * Validity:
 * 1. the skeleton is valid;
 * 2. frameCount >= 1, the rate is positive, arrays have the lengths below;
 * 3. all numbers are finite;
 * 4. rotations have unit length (1e-4);
 * 5. neighbouring frames of a joint lie in the same hemisphere (dot >= 0);
 * 6. curve and part names are unique.
 */
export interface MotionClip {
  readonly name: string;
  readonly skeleton: Skeleton;
  readonly timing: FrameTiming;
  readonly frameCount: number;
  /** [F x 3] parent-relative position of skeleton.translatedJoint, metres. The root stays at the origin. */
  readonly translations: Float32Array;
  /** [F x J x 4] local, xyzw. */
  readonly rotations: Float32Array;
  readonly curveNames: readonly string[];
  /** [F x C], 0..1 unless the name says otherwise. */
  readonly curves: Float32Array;
  readonly partNames: readonly string[];
  /** [F x P] PROVENANCE flags. */
  readonly provenance: Uint8Array;
}

/** Rotations of one frame, [J x 4], a view into the clip. */
export function frameRotations(clip: MotionClip, frame: number): Float32Array {
  const stride = jointCount(clip.skeleton) * 4;
  return clip.rotations.subarray(frame * stride, (frame + 1) * stride);
}

/** Translation of one frame, [3], a view into the clip. */
export const frameTranslation = (clip: MotionClip, frame: number): Float32Array =>
  clip.translations.subarray(frame * 3, frame * 3 + 3);

/** Checks the rules above; reports at most one issue per rule, or per array where a rule covers several. */
export function validateMotionClip(clip: MotionClip): Issue[] {
  const issues: Issue[] = validateSkeleton(clip.skeleton);
  const report = (message: string, where = {}) => issues.push(issue('E_MOTION', message, where));
  const { frameCount } = clip;
  const joints = jointCount(clip.skeleton);
  if (!(frameCount >= 1)) report(`Rule 2: expected at least one frame, found ${frameCount}.`);
  if (!(clip.timing.rate.numerator > 0 && clip.timing.rate.denominator > 0)) {
    report('Rule 2: the frame rate is not positive.');
  }
  const lengths: [string, ArrayLike<number>, number][] = [
    ['translations', clip.translations, frameCount * 3],
    ['rotations', clip.rotations, frameCount * joints * 4],
    ['curves', clip.curves, frameCount * clip.curveNames.length],
    ['provenance', clip.provenance, frameCount * clip.partNames.length],
  ];
  for (const [name, array, length] of lengths) {
    if (array.length !== length)
      report(`Rule 2: expected ${length} values in ${name}, found ${array.length}.`);
  }
  if (new Set(clip.curveNames).size !== clip.curveNames.length) report('Rule 6: curve names must be unique.');
  if (new Set(clip.partNames).size !== clip.partNames.length) report('Rule 6: part names must be unique.');
  if (issues.length > 0) return issues;
  for (const [name, array] of [
    ['translations', clip.translations],
    ['rotations', clip.rotations],
    ['curves', clip.curves],
  ] as const) {
    const bad = array.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) report(`Rule 3: ${name}[${bad}] is not finite.`);
  }
  const broken = new Set<number>();
  for (let i = 0; i < frameCount * joints; i++) {
    const q = clip.rotations.subarray(i * 4, i * 4 + 4);
    const where = { frame: Math.floor(i / joints), joint: clip.skeleton.jointNames[i % joints] };
    if (!broken.has(4) && !(Math.abs(Math.hypot(q[0], q[1], q[2], q[3]) - 1) < 1e-4)) {
      broken.add(4);
      report('Rule 4: a rotation has no unit length.', where);
    }
    if (i < joints || broken.has(5)) continue;
    const p = clip.rotations.subarray((i - joints) * 4, (i - joints) * 4 + 4);
    if (!(p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3] >= 0)) {
      broken.add(5);
      report('Rule 5: a quaternion changes sign between frames.', where);
    }
  }
  return issues;
}

/** Throws E_MOTION with the first broken rule. */
export function assertMotionClip(clip: MotionClip): void {
  const [first] = validateMotionClip(clip);
  if (first) throw new TegnError(first.code, first.message, { frame: first.frame, path: first.joint });
}
