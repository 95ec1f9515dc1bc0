/** `skeleton_estimate.json`: a signer's proportions, and of every length where it comes from. Metres. Written by calibrate, read by --actor. */
import { z } from 'zod';
import { TegnError } from '../issues/issues.ts';
import type { ActorProportions } from '../skeleton/actor/proportions.ts';
import { FACE_MEASURE_NAMES } from '../solver/face/face-measures.ts';
import type { SignerFace } from '../solver/face/signer-face.ts';

export const ESTIMATE_FORMAT = 'tegn-skeleton-estimate';
export const ESTIMATE_VERSION = 1;

/** No bone of a person is shorter or longer, metres. */
const length = z.number().min(0.001).max(2);
const palmPoint = z.tuple([z.number(), z.number(), z.number()]);
const segments = z.tuple([length, length, length]);

const proportions = z.strictObject({
  hipHalfWidth: length,
  torsoLength: length,
  shoulderHalfWidth: length,
  upperArm: length,
  lowerArm: length,
  neckLength: length,
  headLength: length,
  thigh: length,
  calf: length,
  footLength: length,
  ankleHeight: length,
  hand: z.strictObject({
    knuckles: z.tuple([palmPoint, palmPoint, palmPoint, palmPoint]),
    thumbBase: palmPoint,
    fingers: z.tuple([segments, segments, segments, segments]),
    thumb: segments,
  }),
}) satisfies z.ZodType<ActorProportions>;

/**
 * measured: from world landmarks, in the tracker's metres; ratio: measured against the other lengths, the size is another's (`size`);
 * prior: not measured, the average person's of this size.
 */
const lengthSource = z.enum(['measured', 'ratio', 'prior']);
export type LengthSource = z.infer<typeof lengthSource>;

const estimatedLength = z.strictObject({
  metres: length,
  source: lengthSource,
  /** Standard deviation between recordings, metres; 0 where there is one or none. */
  spread: z.number().min(0),
  /** What the length may be off by for lack of recordings, one standard deviation, metres; of a prior, how people differ. */
  standardError: z.number().min(0),
  /** Frames and sides that it rests on, and recordings. */
  samples: z.number().int().min(0),
  recordings: z.number().int().min(0),
  /** The average person's, metres. */
  average: length,
});
export type EstimatedLength = z.infer<typeof estimatedLength>;

/** Neutral face, millimetres on the canonical face. */
const millimetres = z.number().min(-200).max(200);
const face = z.strictObject({
  measures: z.record(z.enum(FACE_MEASURE_NAMES), millimetres),
  lidsOpen: z.tuple([z.number().min(1).max(30), z.number().min(1).max(30)]),
  lipsMet: z.number().min(0).max(10),
  hasDepth: z.boolean(),
  frames: z.number().int().min(1),
});

const schema = z.strictObject({
  format: z.literal(ESTIMATE_FORMAT),
  version: z.literal(ESTIMATE_VERSION),
  tegnVersion: z.string(),
  units: z.literal('m'),
  profile: z.enum(['strict', 'balanced']),
  /** Where the person's size comes from: world landmarks, a stature that was given, or the average. */
  size: z.strictObject({
    source: z.enum(['measured', 'stature', 'prior']),
    /** As given, metres. */
    stature: z.number().min(0.5).max(2.5).optional(),
  }),
  recordings: z.number().int().min(0),
  frames: z.number().int().min(0),
  /** What the solver takes. */
  proportions,
  lengths: z.record(z.string(), estimatedLength),
  /** Where recordings show the signer's face often enough. */
  face: face.optional(),
});
export type SkeletonEstimate = Omit<z.infer<typeof schema>, 'proportions' | 'face'> & {
  readonly proportions: ActorProportions;
  readonly face?: SignerFace;
};

export const writeEstimate = (estimate: SkeletonEstimate): string => `${JSON.stringify(estimate, null, 2)}\n`;

/** Throws E_ACTOR naming the file, the field and what was expected there. */
export function readEstimate(text: string, path: string): SkeletonEstimate {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TegnError(
      'E_ACTOR',
      `${path}: expected JSON as tegn calibrate writes it: ${(error as Error).message}.`,
      { path },
      error,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const field = first.path.join('.') || 'the whole file';
  throw new TegnError('E_ACTOR', `${path}: ${field}: ${first.message}.`, {
    path,
    found: field,
    expected: first.message,
  });
}
