/** What a frame must be like to count, in two strengths; and how much of it a length needs before it is called measured. */

export interface CalibrateProfile {
  readonly description: string;
  /** Least confidence of both ends of a body length. Hands and faces are found or not found. */
  readonly confidence: number;
  /**
   * Most that a length may lean out of the picture plane, degrees. Arms are long against the tracker's noise, so nearly flat ones suffice;
   * how far a finger's segment leans is itself read off noisy points, and a narrow choice would prefer those that look long.
   */
  readonly tiltDeg: { readonly arm: number; readonly other: number };
  /** Fewest frames of a length, and fewest recordings. */
  readonly samples: number;
  readonly clips: number;
}

export type ProfileName = 'strict' | 'balanced';

export const CALIBRATE_PROFILES: Readonly<Record<ProfileName, CalibrateProfile>> = {
  strict: {
    description: 'clear landmarks, arms nearly flat, five recordings or more',
    confidence: 0.8,
    tiltDeg: { arm: 15, other: 30 },
    samples: 100,
    clips: 5,
  },
  balanced: {
    description: 'what is more likely seen than not',
    confidence: 0.5,
    tiltDeg: { arm: 20, other: 35 },
    samples: 40,
    clips: 1,
  },
};
