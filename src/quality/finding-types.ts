/**
 * Every reason a clip can be weak for: what is measured, from where it costs and how much at most, and what could help. A cost grows evenly
 * from 0 at `fine` to `most` at `bad`. The limits are set on recordings whose faults were known (docs/batch.md says on which).
 */

interface FindingRule {
  /** What the number is. */
  readonly measures: string;
  readonly fine: number;
  readonly bad: number;
  /** The largest share of the score it can take. */
  readonly most: number;
  readonly help: string;
}

export const FINDING_RULES = {
  no_hands: {
    measures: '1 when neither hand was ever seen',
    fine: 0,
    bad: 1,
    most: 1,
    help: 'Record again with the hands in the picture, or check that the tracker found hands at all.',
  },
  hand_missing: {
    measures: 'share of the sign in which a signing hand was not seen though it was up',
    fine: 0,
    bad: 0.4,
    most: 0.7,
    help: 'Track again with a lower detection threshold or a larger picture; if the hand leaves the picture, record again.',
  },
  hand_bridged: {
    measures: 'share of the sign in which short gaps of a signing hand or its arm were bridged',
    fine: 0.05,
    bad: 0.5,
    most: 0.3,
    help: 'Look at the bridged frames; motion blur is the usual reason, more light or a shorter exposure the usual cure.',
  },
  tracking_mended: {
    measures: 'share of the sign in which hands were swapped back, palms turned over or outliers left out',
    fine: 0.02,
    bad: 0.4,
    most: 0.25,
    help: 'Look whether left and right and the palm are right in these frames; a tracker run on a larger picture confuses them less.',
  },
  low_confidence: {
    measures: "1 - the tracker's mean confidence in shoulders, elbows and wrists of the signing arms",
    fine: 0.2,
    bad: 0.6,
    most: 0.25,
    help: 'The tracker was unsure of the arms: light, contrast and a picture that shows the elbows help.',
  },
  body_missing: {
    measures: '1 when no body was tracked',
    fine: 0,
    bad: 1,
    most: 0.4,
    help: 'Without body landmarks arms and places are guessed: track the body too.',
  },
  depth_guessed: {
    measures: 'how much of the depth is guessed: 1 all of it, 0.2 by the network, 0.4 from picture landmarks',
    fine: 0,
    bad: 1,
    most: 0.25,
    help: 'Track with world landmarks, which MediaPipe gives. Without them the network gives a better depth than bone lengths do: install onnxruntime-node where it is missing.',
  },
  low_frame_rate: {
    measures: 'frames per second missing to 20',
    fine: 0,
    bad: 12,
    most: 0.2,
    help: 'Track every frame of the video instead of every second or third.',
  },
  face_missing: {
    measures: 'share of the sign in which the face was not seen',
    fine: 0.1,
    bad: 0.8,
    most: 0.2,
    help: 'Brows and mouth carry grammar: track with the face mesh, the signer turned to the camera.',
  },
  face_covered: {
    measures: 'share of the sign in which a hand hides part of the face',
    fine: 0.3,
    bad: 1,
    most: 0.1,
    help: 'The hidden expression is held as it was last seen; compare it with the video.',
  },
  speed_clamped: {
    measures:
      'degrees by which the velocity limit held joints back (99th percentile) times the share of the sign in which it did',
    fine: 0.3,
    bad: 8,
    most: 0.25,
    help: 'If the sign really is that fast, --clamp off keeps it; else a jump of the tracker is behind it.',
  },
  out_of_limit: {
    measures: 'share of the sign in which a signing arm or hand was outside its anatomical range',
    fine: 0.15,
    bad: 0.9,
    most: 0.15,
    help: 'A hand seen edge-on or a wrong proportion is the usual reason: calibrate the signer (tegn calibrate, --actor).',
  },
  arm_off_picture: {
    measures: 'millimetres between the posed arm and the picture (median)',
    fine: 12,
    bad: 60,
    most: 0.35,
    help: "The arm does not fit what was seen: calibrate the signer's proportions (tegn calibrate, --actor).",
  },
  hand_off_picture: {
    measures: 'millimetres between the posed hand and the picture (median)',
    fine: 6,
    bad: 25,
    most: 0.35,
    help: 'The fingers do not fit what was seen: a tracker run on a larger picture gives steadier hands.',
  },
  contact_open: {
    measures: 'centimetres by which contacts are open on the target (mean)',
    fine: 0.5,
    bad: 3,
    most: 0.3,
    help: 'Look whether the target reaches the place; a target nearer to the signer in size keeps contacts better.',
  },
  out_of_reach: {
    measures: "share of the clip in which the target's arm is too short",
    fine: 0.05,
    bad: 0.5,
    most: 0.15,
    help: 'Choose a target with longer arms, or accept that places far out come nearer.',
  },
  penetration: {
    measures: 'centimetres by which a hand of the target sticks in its body',
    fine: 1,
    bad: 4,
    most: 0.15,
    help: 'Look at these frames on the character itself: its clothes and shape decide what shows.',
  },
  rest_at_ends: {
    measures: 'seconds of rest before and after the sign',
    fine: 0.5,
    bad: 1e9,
    most: 0,
    help: '--trim cuts them off; a library of signs wants them gone, a film may want them.',
  },
} as const satisfies Readonly<Record<string, FindingRule>>;

export type FindingType = keyof typeof FINDING_RULES;

/** What a measured value costs, 0..most. */
export function costOf(type: FindingType, value: number): number {
  const { fine, bad, most } = FINDING_RULES[type];
  return most * Math.min(1, Math.max(0, (value - fine) / (bad - fine)));
}
