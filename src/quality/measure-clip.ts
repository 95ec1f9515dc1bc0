/**
 * A clip -> how good it is and why it is not better. Every reason is measured by itself on the frames of the sign (rest at the ends is
 * left out), costs by its rule (finding-types.ts), and the score is what is left: the product of 1 - cost. Only the hands that sign
 * count, so a sign of one hand can be perfect; speed costs nothing by itself, only what the velocity limit distorted.
 */
import type { IssueCode } from '../issues/codes.ts';
import type { Issue } from '../issues/issues.ts';
import { primaryClip } from '../landmarks/landmark-clip.ts';
import { type MotionClip, PROVENANCE } from '../motion/motion-clip.ts';
import { framesPerSecond } from '../space/timing.ts';
import { armConfidence } from './arm-confidence.ts';
import type { ClipMeasure, Finding } from './clip-measure.ts';
import { costOf, FINDING_RULES, type FindingType } from './finding-types.ts';
import { type FrameRange, longestOf, rangesWhere, shareOf } from './frame-ranges.ts';
import { issueRanges } from './issue-ranges.ts';
import type { MeasurableClip, MeasuredSteps } from './measurable-clip.ts';
import { findSign, signingSides } from './sign-range.ts';
import { trackingScore } from './tracking-score.ts';

/** A gap of a hand is one finding each, the longest first; further ones count in the score alone. */
const GAPS_TOLD = 5;

/** Costs below this are not worth a line. */
const NOTABLE_COST = 0.01;

/** From this cost on a finding is an error: it alone ranks the clip below one with several small faults. */
const ERROR_COST = 0.2;

export function measureClip(made: MeasurableClip): ClipMeasure {
  const { recording, actorClip, issues, metadata } = made;
  const steps = metadata.quality as MeasuredSteps;
  const sign = findSign(actorClip);
  const sides = signingSides(sign.hands);
  const whole: FrameRange = [sign.first, sign.last];
  const findings: Finding[] = [];
  let score = 1;
  /** Tells `ranges` of one reason that costs by `value` as a whole. */
  const judge = (
    type: FindingType,
    value: number,
    ranges: readonly FrameRange[],
    say: (range: FrameRange) => string,
  ) => {
    const cost = costOf(type, value);
    const isInfo = FINDING_RULES[type].most === 0;
    if (isInfo ? !(value > FINDING_RULES[type].fine) : cost < NOTABLE_COST) return;
    score *= 1 - cost;
    const severity = isInfo ? 'info' : cost >= ERROR_COST ? 'error' : 'warning';
    for (const range of ranges) {
      findings.push({ type, severity, frameStart: range[0], frameEnd: range[1], message: say(range), cost });
    }
  };
  const ranges = (codes: readonly IssueCode[], test: (issue: Issue) => boolean = () => true) =>
    issueRanges(made, codes, test, whole);
  const ofSigningSide = ({ joint }: Issue): boolean =>
    joint === undefined || sides.some((side) => joint.startsWith(recordedSide(side, metadata.options)));
  const has = (code: IssueCode) => issues.some((told) => told.code === code);

  if (sides.length === 0) {
    judge('no_hands', 1, [whole], () => 'Neither hand was ever seen.');
  }
  const missing = ranges(['W_HAND_MISSING'], ofSigningSide);
  judge(
    'hand_missing',
    shareOf(missing, whole),
    longestOf(missing, GAPS_TOLD),
    ([first, last]) => `A signing hand is not seen in ${frames(first, last)} of the sign.`,
  );
  const bridged = ranges(['W_REPAIRED'], ofSigningSide);
  judge(
    'hand_bridged',
    shareOf(bridged, whole),
    longestOf(bridged, 1),
    ([first, last]) =>
      `Gaps in hands or arms were bridged in ${percent(shareOf(bridged, whole))} of the sign, the longest over ${frames(first, last)}.`,
  );
  const mended = ranges(['W_HANDS_EXCHANGED', 'W_HAND_TWIN', 'W_PALM_FLIPPED', 'W_OUTLIER']);
  judge(
    'tracking_mended',
    shareOf(mended, whole),
    longestOf(mended, 1),
    ([first, last]) =>
      `Swapped hands, flipped palms or jumping points were mended in ${percent(shareOf(mended, whole))} of the sign, the most in ${frames(first, last)}.`,
  );
  const confidence = armConfidence(
    recording,
    sides.map((side) => recordedSide(side, metadata.options)),
  );
  judge(
    'low_confidence',
    confidence === null ? 0 : 1 - confidence,
    [whole],
    () => `The tracker's mean confidence in the signing arms is ${confidence!.toFixed(2)}.`,
  );
  if (has('W_BODY_MISSING'))
    judge('body_missing', 1, [whole], () => 'No body was tracked: arms and places are guessed.');
  judge('depth_guessed', depthGuessed(has), [whole], () => DEPTH_TOLD.find(([code]) => has(code))![2]);
  const fps = framesPerSecond(primaryClip(recording).timing.rate);
  judge(
    'low_frame_rate',
    20 - fps,
    [whole],
    () => `The recording has only ${fps.toFixed(1)} frames a second.`,
  );
  const isFaceLost = has('W_FACE_MISSING') || actorClip.curveNames.length === 0;
  const faceLost = isFaceLost ? [whole] : ranges(['W_INVENTED'], ({ joint }) => joint === 'face');
  judge('face_missing', shareOf(faceLost, whole), longestOf(faceLost, 1), ([first, last]) =>
    isFaceLost
      ? 'No face was tracked; it stays still.'
      : `The face is not seen in ${percent(shareOf(faceLost, whole))} of the sign, the longest in ${frames(first, last)}.`,
  );
  const covered = ranges(['W_FACE_COVERED']);
  judge(
    'face_covered',
    shareOf(covered, whole),
    longestOf(covered, 1),
    ([first, last]) =>
      `A hand hides part of the face in ${percent(shareOf(covered, whole))} of the sign, the longest in ${frames(first, last)}.`,
  );
  const clamped = flagged(actorClip, PROVENANCE.clamped, ['Arm', 'Hand', 'head', 'trunk'], whole);
  judge(
    'speed_clamped',
    (steps.clamp?.p99Deg ?? 0) * shareOf(clamped, whole),
    longestOf(clamped, 1, whole),
    () =>
      `The velocity limit held ${steps.clamp!.maxJoint} back by up to ${steps.clamp!.maxDeg!.toFixed(0)} degrees.`,
  );
  const limited = flagged(
    actorClip,
    PROVENANCE.outOfLimit,
    sides.flatMap((side) => [`${side}Arm`, `${side}Hand`]),
    whole,
  );
  judge(
    'out_of_limit',
    shareOf(limited, whole),
    longestOf(limited, 1),
    ([first, last]) =>
      `A signing arm or hand was outside its anatomical range in ${percent(shareOf(limited, whole))} of the sign, the longest in ${frames(first, last)}.`,
  );
  for (const part of ['Arm', 'Hand'] as const) {
    const fits = sides.flatMap(
      (side) => steps.reprojection?.[`${recordedSide(side, metadata.options)}${part}`] ?? [],
    );
    const medianMm = Math.max(0, ...fits.map((fit) => fit.medianMm));
    const type = part === 'Arm' ? 'arm_off_picture' : 'hand_off_picture';
    judge(
      type,
      medianMm,
      [worstFrame(fits.find((fit) => fit.medianMm === medianMm)?.framesMm, whole)],
      ([frame]) =>
        `The posed ${part.toLowerCase()} is ${medianMm.toFixed(0)} mm off the picture in the middle, the most around frame ${frame}.`,
    );
  }
  const { contacts = [], contactResidualCm = 0, reach, penetration } = steps.retarget ?? {};
  judge(
    'contact_open',
    contactResidualCm,
    longestOf(ranges(['W_CONTACT_OPEN']), 1, whole),
    () => `${contacts.length} contacts are ${contactResidualCm.toFixed(1)} cm off on the target on average.`,
  );
  const from = (frame = 0): FrameRange => [Math.min(frame, sign.last), sign.last];
  judge(
    'out_of_reach',
    (reach?.frames ?? 0) / actorClip.frameCount,
    [from(reach?.first)],
    () =>
      `The target's arm is too short in ${reach!.frames} frames, by up to ${reach!.shortCm.toFixed(1)} cm.`,
  );
  judge(
    'penetration',
    penetration?.deepestCm ?? 0,
    [from(penetration?.first)],
    () => `A hand of the target sticks up to ${penetration!.deepestCm.toFixed(1)} cm in its body.`,
  );
  const clipFps = framesPerSecond(actorClip.timing.rate);
  const rests = (
    [
      [0, sign.first - 1],
      [sign.last + 1, actorClip.frameCount - 1],
    ] as const
  ).filter(([a, b]) => b >= a);
  const restSeconds = rests.reduce((sum, [a, b]) => sum + (b - a + 1) / clipFps, 0);
  judge(
    'rest_at_ends',
    restSeconds,
    rests,
    ([first, last]) =>
      `The hands rest for ${((last - first + 1) / clipFps).toFixed(1)} s ${first === 0 ? 'before' : 'after'} the sign.`,
  );
  findings.sort((a, b) => b.cost - a.cost);
  return { score: Math.round(score * 1000) / 1000, tracking: trackingScore(recording), sign, findings };
}

const DEPTH_TOLD: readonly (readonly [IssueCode, number, string])[] = [
  ['W_NOT_LIFTED', 1, 'Depth was guessed from bone lengths: the lifting network could not be used.'],
  ['W_NO_DEPTH', 1, 'Depth was guessed from bone lengths.'],
  ['W_IMAGE_DEPTH', 0.4, 'Depth rests on the z of picture landmarks, which is weak.'],
  ['W_LIFTED', 0.2, 'Depth was made up by a network from the picture.'],
];

const depthGuessed = (has: (code: IssueCode) => boolean): number =>
  DEPTH_TOLD.find(([code]) => has(code))?.[1] ?? 0;

/** The side that was recorded, of a clip that may be mirrored. */
const recordedSide = (
  side: 'left' | 'right',
  options: Readonly<Record<string, unknown>>,
): 'left' | 'right' => (options['mirror'] ? (side === 'left' ? 'right' : 'left') : side);

/** Runs of frames in which any of the parts whose name ends like one of `parts` carries a flag. */
function flagged(
  clip: MotionClip,
  flag: number,
  parts: readonly string[],
  [first, last]: FrameRange,
): FrameRange[] {
  const columns = clip.partNames.flatMap((name, p) => (parts.some((part) => name.endsWith(part)) ? [p] : []));
  return rangesWhere(first, last, (f) =>
    columns.some((p) => (clip.provenance[f * clip.partNames.length + p] & flag) !== 0),
  );
}

function worstFrame(values: readonly (number | null)[] | undefined, [first, last]: FrameRange): FrameRange {
  let worst = first;
  for (let f = first; values && f <= Math.min(last, values.length - 1); f++) {
    if ((values[f] ?? 0) > (values[worst] ?? 0)) worst = f;
  }
  return [worst, worst];
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const frames = (first: number, last: number): string =>
  first === last ? `frame ${first}` : `frames ${first}-${last}`;
