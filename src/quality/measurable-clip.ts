/** A clip with everything that was found out while it was made: what a measurement needs, whoever made it. */
import type { Issue } from '../issues/issues.ts';
import type { LandmarkRecording } from '../landmarks/landmark-clip.ts';
import type { MotionClip } from '../motion/motion-clip.ts';
import type { Rig } from '../skeleton/rig.ts';

export interface MeasurableClip {
  readonly recording: LandmarkRecording;
  /** The signer's motion; same frames as `clip`. */
  readonly actorClip: MotionClip;
  readonly rig: Rig;
  readonly clip: MotionClip;
  readonly metadata: {
    /** What solving and retargeting say of themselves; see MeasuredSteps. */
    readonly quality: Readonly<Record<string, unknown>>;
    readonly options: Readonly<Record<string, unknown>>;
  };
  /** Frames are those of the recording. */
  readonly issues: readonly Issue[];
}

/** The part of `metadata.quality` that is read; anything may be absent. */
export interface MeasuredSteps {
  readonly clamp?: { readonly p99Deg?: number; readonly maxDeg?: number; readonly maxJoint?: string | null };
  readonly reprojection?: Readonly<
    Record<string, { readonly medianMm: number; readonly framesMm?: readonly (number | null)[] }>
  >;
  readonly retarget?: {
    readonly contacts?: readonly unknown[];
    readonly contactResidualCm?: number;
    readonly reach?: { readonly frames: number; readonly shortCm: number; readonly first: number };
    readonly penetration?: { readonly frames: number; readonly deepestCm: number; readonly first: number };
  };
}
