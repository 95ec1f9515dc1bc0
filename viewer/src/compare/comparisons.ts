/** What the clip can be compared with, and how both are shown. */
import type { ClipSettings } from '../solve/settings.ts';

/** How A and B stand to each other on the stage. */
export const COMPARE_MODES = ['side', 'overlay'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** Settings that B differs by, on top of A's. */
export const COMPARISONS = {
  /** Every frame as it was fitted, before smoothing and limits. */
  raw: { smoothing: 'none', oneEuro: undefined, clamp: 'off' },
  /** Rotations copied, hands not brought to their places. */
  copied: { places: false },
} as const satisfies Record<string, ClipSettings>;

/** `pinned` are the settings of the moment it was chosen; `file` another file. */
export const COMPARED = ['off', 'raw', 'copied', 'pinned', 'file'] as const;
export type Compared = (typeof COMPARED)[number];

/** From A to B where they stand side by side, metres: arms that reach out pass each other. */
export const SIDE_STEP = 1.1;
