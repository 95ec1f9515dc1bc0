/**
 * Finds hands that carry each other's label, and swaps them back.
 *
 * Image landmarks. A tracker that labels hands for mirrored pictures calls the left hand right. The body's own wrists decide:
 * in each frame a hand votes for the wrist it is nearer to, in shoulder widths; the clip is swapped as a whole when at least two
 * thirds of the votes say so. Hands about as near to both wrists do not vote. Limit: hands that swap within a clip stay as they are,
 * and a mirrored picture with consistent labels looks like a left-handed signer.
 */
import { type Issue, issue } from '../issues/issues.ts';
import type { LandmarkDraft } from './draft.ts';
import { HAND_NAMES, LANDMARK_COUNT, LEFT_HAND_OFFSET, POSE_NAMES, RIGHT_HAND_OFFSET } from './schema.ts';

/** Shoulder widths by which one wrist must be nearer; signing hands meet in front of the body. */
const MARGIN = 0.2;

/** Shoulder widths. Trackers place the body's wrist within 0.2 of the hand's. */
const CLOSE = 0.4;

/** Share of the votes that swaps. */
const MAJORITY = 2 / 3;

const LEFT_WRIST = POSE_NAMES.indexOf('leftWrist');
const RIGHT_WRIST = POSE_NAMES.indexOf('rightWrist');
const LEFT_SHOULDER = POSE_NAMES.indexOf('leftShoulder');
const RIGHT_SHOULDER = POSE_NAMES.indexOf('rightShoulder');

/** Swaps the hands of `drafts` (image first, world may follow) when the first one's wrists say so. */
export function settleHandSides(drafts: readonly LandmarkDraft[], aspect: number): Issue[] {
  const votes = countVotes(drafts[0], aspect);
  const { hands, compared, keep, swap } = votes;
  if (hands === 0) return [];
  if (compared === 0) {
    return [
      issue('W_HAND_LABEL', 'There is no body to check the hands against; their labels were believed.'),
    ];
  }
  if (swap === 0 || swap < MAJORITY * (keep + swap)) return [];
  for (const draft of drafts) swapHands(draft);
  return [
    issue(
      'W_HANDS_SWAPPED',
      `In ${swap} of ${keep + swap} cases a hand lies at the other wrist; left and right were swapped.`,
    ),
  ];
}

/** hands: hands seen; compared: those with a body in the same frame; keep and swap: those with a clear answer. */
function countVotes(draft: LandmarkDraft, aspect: number) {
  const { positions, confidences } = draft;
  const votes = { hands: 0, compared: 0, keep: 0, swap: 0 };
  for (let frame = 0; frame < draft.frameCount; frame++) {
    const first = frame * LANDMARK_COUNT;
    const seen = (landmark: number) => confidences[first + landmark] > 0;
    const distance = (a: number, b: number) => {
      const dx = positions[(first + a) * 3] - positions[(first + b) * 3];
      const dy = positions[(first + a) * 3 + 1] - positions[(first + b) * 3 + 1];
      return Math.hypot(dx * aspect, dy);
    };
    if (!seen(LEFT_SHOULDER) || !seen(RIGHT_SHOULDER)) {
      votes.hands += Number(seen(LEFT_HAND_OFFSET)) + Number(seen(RIGHT_HAND_OFFSET));
      continue;
    }
    const width = distance(LEFT_SHOULDER, RIGHT_SHOULDER);
    for (const [hand, own, other] of [
      [LEFT_HAND_OFFSET, LEFT_WRIST, RIGHT_WRIST],
      [RIGHT_HAND_OFFSET, RIGHT_WRIST, LEFT_WRIST],
    ]) {
      if (!seen(hand)) continue;
      votes.hands++;
      if (!seen(own)) continue;
      const toOwn = distance(hand, own);
      // Where the other wrist is not tracked, being close to one's own is enough to confirm the label.
      if (!seen(other) && toOwn > CLOSE * width) continue;
      votes.compared++;
      const lead = seen(other) ? distance(hand, other) - toOwn : width;
      if (lead > MARGIN * width) votes.keep++;
      else if (lead < -MARGIN * width) votes.swap++;
    }
  }
  return votes;
}

function swapHands(draft: LandmarkDraft): void {
  const points = HAND_NAMES.length;
  for (let frame = 0; frame < draft.frameCount; frame++) {
    for (const [values, width] of [
      [draft.positions, 3],
      [draft.confidences, 1],
    ] as const) {
      const left = (frame * LANDMARK_COUNT + LEFT_HAND_OFFSET) * width;
      const right = (frame * LANDMARK_COUNT + RIGHT_HAND_OFFSET) * width;
      const kept = values.slice(left, left + points * width);
      values.copyWithin(left, right, right + points * width);
      values.set(kept, right);
    }
  }
}
