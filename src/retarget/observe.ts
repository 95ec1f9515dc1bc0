/**
 * What the source does in a frame: its pose, and which points of its hands are near which parts of its body, as places that mean the same on
 * any body. Model space, metres.
 * Method: per hand and group of parts (head, neck, torso, other arm, other hand) the nearest touch points are kept, in coordinates of the
 * part divided by its scale, with the surface's normal. Groups further away than their reach say nothing.
 */
import type { Numbers } from '../math/vec3.ts';
import { type Body, bodyOf, PART_SLOTS, TOUCH_SLOTS } from '../skeleton/body/body.ts';
import { createGap, measureGap } from '../skeleton/body/gap.ts';
import { type BodyPose, createBodyPose, poseBody } from '../skeleton/body/pose-body.ts';
import { computeModelPose, createModelPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';

/** Gaps from which on head, neck, torso, the other arm and the other hand say nothing about where a hand is, metres. */
const HEAD_REACH = 0.45;
const NECK_REACH = 0.2;
const TORSO_REACH = 0.6;
const ARM_REACH = 0.16;
const HAND_REACH = 0.14;

/** Touch points that are this much further away than the nearest of their group still count, metres. */
const NEAREST_BAND = 0.025;

/** From further away a hand is seen as a whole: the band grows by this share of the gap. */
const BAND_GROWTH = 0.6;

export const bandAt = (nearest: number): number => NEAREST_BAND + BAND_GROWTH * Math.max(nearest, 0);

/** All touch points this near are kept whatever the nearest is, metres: they may come to penetrate the target. */
const CLOSE = 0.03;

/** Thumb against the other fingers, and finger tips against the palm, of one hand: what can be a pinch. */
const PINCH_REACH = 0.03;

export interface Group {
  readonly name: 'head' | 'neck' | 'torso' | 'upperArm' | 'lowerArm' | 'hand';
  readonly parts: readonly number[];
  readonly reach: number;
}

const slot = (name: string): number => PART_SLOTS.indexOf(name);
/** Touch points per hand. */
export const TOUCHES = TOUCH_SLOTS.length;

/** What each hand can touch, left hand first; groups of the same order. */
export const GROUPS: readonly (readonly Group[])[] = ['right', 'left'].map((other): Group[] => [
  { name: 'head', parts: [slot('head')], reach: HEAD_REACH },
  { name: 'neck', parts: [slot('neck')], reach: NECK_REACH },
  { name: 'torso', parts: [slot('torso')], reach: TORSO_REACH },
  { name: 'upperArm', parts: [slot(`${other}UpperArm`)], reach: ARM_REACH },
  { name: 'lowerArm', parts: [slot(`${other}LowerArm`)], reach: ARM_REACH },
  {
    name: 'hand',
    parts: PART_SLOTS.flatMap((name, p) =>
      name === `${other}Palm` || new RegExp(`^${other}(Thumb|Index|Middle|Ring|Pinky)`).test(name) ? [p] : [],
    ),
    reach: HAND_REACH,
  },
]);

/** The first groups are the body itself: head, neck, torso. */
export const BODY_GROUPS = 3;
export const UPPER_ARM = GROUPS[0].findIndex(({ name }) => name === 'upperArm');
export const OTHER_HAND = GROUPS[0].findIndex(({ name }) => name === 'hand');

/** Group of pairs within one hand. */
export const OWN_HAND = 6;

/** Touch points of one hand that may pinch: of the thumb's tip with tips and joints, of tips with the palm. */
const PINCHES: readonly (readonly [touch: number, other: number])[] = [1, 2, 3, 4].flatMap((finger) => [
  [0, finger],
  [0, TOUCH_SLOTS.indexOf(`${TOUCH_SLOTS[finger].replace('Tip', '')}3`)],
  [0, TOUCH_SLOTS.indexOf(`${TOUCH_SLOTS[finger].replace('Tip', '')}2`)],
  [finger, TOUCH_SLOTS.indexOf('Palm')],
]);

/**
 * A touch point near a part, or, within one hand, near another touch point: PAIR numbers from an offset on. Flat, since a frame has dozens.
 * HAND, GROUP, TOUCH: slots. PART: slot of the part; of the other touch point within one hand. GAP: between the surfaces, metres.
 * PLACE: the touch point in coordinates of the part over its scale; nothing within one hand. NORMAL: unit normal of the nearest surface,
 * part's frame; within one hand from the other point to this one, model space.
 */
export const PAIR = 11;
export const HAND = 0;
export const GROUP = 1;
export const TOUCH = 2;
export const PART = 3;
export const GAP = 4;
export const PLACE = 5;
export const NORMAL = 8;

export interface Observation {
  /** [J x 4] model space. */
  readonly rotations: Float64Array;
  readonly translation: Float64Array;
  /** [count x PAIR], maybe with room behind. */
  pairs: Float64Array;
  count: number;
  /** [2 x groups] smallest gap per hand and group; the group's reach where nothing is nearer. */
  readonly nearest: Float64Array;
}

export interface Observer {
  readonly rig: Rig;
  readonly body: Body;
  readonly pose: ModelPose;
  readonly bodyPose: BodyPose;
  /** Touch points and parts that both rigs have. */
  readonly touches: readonly boolean[];
  readonly parts: readonly boolean[];
}

export function createObserver(rig: Rig, target: Body): Observer {
  const body = bodyOf(rig);
  return {
    rig,
    body,
    pose: createModelPose(rig.skeleton.jointNames.length),
    bodyPose: createBodyPose(),
    touches: body.touches.map((touch, t) => touch !== null && target.touches[t] !== null),
    parts: body.parts.map((part, p) => part !== null && target.parts[p] !== null),
  };
}

export const createObservation = (observer: Observer): Observation => ({
  rotations: new Float64Array(observer.pose.rotations.length * 4),
  translation: new Float64Array(3),
  pairs: new Float64Array(64 * PAIR),
  count: 0,
  nearest: new Float64Array(2 * (OWN_HAND + 1)),
});

/** A copy to keep. */
export const copyObservation = (observation: Observation): Observation => ({
  rotations: observation.rotations.slice(),
  translation: observation.translation.slice(),
  pairs: observation.pairs.slice(0, observation.count * PAIR),
  count: observation.count,
  nearest: observation.nearest.slice(),
});

/** @param rotations [J x 4] local; @param translation [3] of the translated joint */
export function observeFrame(
  observer: Observer,
  rotations: Numbers,
  translation: Numbers,
  dst: Observation,
): Observation {
  const { rig, body, pose, bodyPose } = observer;
  computeModelPose(rig.skeleton, rotations, translation, pose);
  dst.rotations.set(rotationsOf(pose));
  for (let i = 0; i < 3; i++) dst.translation[i] = translation[i];
  poseBody(body, pose, bodyPose);
  dst.count = 0;
  for (let hand = 0; hand < 2; hand++) {
    for (let g = 0; g < GROUPS[hand].length; g++) observeGroup(observer, hand, g, dst);
    observePinches(observer, hand, dst);
  }
  return dst;
}

function observeGroup(observer: Observer, hand: number, g: number, dst: Observation): void {
  const { body, bodyPose, touches, parts } = observer;
  const group = GROUPS[hand][g];
  let nearest = group.reach;
  let candidates = 0;
  const center = bodyPose.touches[hand * TOUCHES + PALM];
  for (const part of group.parts) {
    const place = body.parts[part];
    if (place === null || !parts[part]) continue;
    // no touch point is further than a hand's length from the palm
    const origin = bodyPose.origins[part];
    const x = center[0] - origin[0];
    const y = center[1] - origin[1];
    const z = center[2] - origin[2];
    const limit = place.reach + Math.min(nearest + bandAt(nearest), group.reach) + TOUCH_SIZE;
    if (x * x + y * y + z * z > (limit + HAND_LENGTH) ** 2) continue;
    for (let t = hand * TOUCHES; t < (hand + 1) * TOUCHES; t++) {
      if (!touches[t]) continue;
      const touch = bodyPose.touches[t];
      const tx = touch[0] - origin[0];
      const ty = touch[1] - origin[1];
      const tz = touch[2] - origin[2];
      if (tx * tx + ty * ty + tz * tz > limit * limit) continue;
      measureGap(place, bodyPose.rotations[part], origin, touch, gap);
      const distance = gap.distance - body.touches[t]!.radius;
      if (distance > nearest + bandAt(nearest)) continue;
      if (distance < nearest) nearest = distance;
      const at = candidates++ * PAIR;
      if (at === scratch.length) scratch = grown(scratch);
      scratch[at + TOUCH] = t;
      scratch[at + PART] = part;
      scratch[at + GAP] = distance;
      for (let i = 0; i < 3; i++) {
        scratch[at + PLACE + i] = gap.point[i] / place.scale[i];
        scratch[at + NORMAL + i] = gap.normal[i];
      }
    }
  }
  dst.nearest[hand * (OWN_HAND + 1) + g] = nearest;
  if (nearest >= group.reach) return;
  const limit = Math.max(nearest + bandAt(nearest), CLOSE);
  for (let at = 0; at < candidates * PAIR; at += PAIR) {
    if (scratch[at + GAP] >= limit) continue;
    const to = nextPair(dst);
    const { pairs } = dst;
    for (let i = TOUCH; i < PAIR; i++) pairs[to + i] = scratch[at + i];
    pairs[to + HAND] = hand;
    pairs[to + GROUP] = g;
  }
}

function observePinches(observer: Observer, hand: number, dst: Observation): void {
  const { body, bodyPose, touches } = observer;
  for (let i = 0; i < PINCHES.length; i++) {
    const t = hand * TOUCHES + PINCHES[i][0];
    const o = hand * TOUCHES + PINCHES[i][1];
    if (!touches[t] || !touches[o]) continue;
    const a = bodyPose.touches[t];
    const b = bodyPose.touches[o];
    const x = a[0] - b[0];
    const y = a[1] - b[1];
    const z = a[2] - b[2];
    const apart = Math.sqrt(x * x + y * y + z * z);
    const distance = apart - body.touches[t]!.radius - body.touches[o]!.radius;
    if (distance > PINCH_REACH) continue;
    const to = nextPair(dst);
    const { pairs } = dst;
    pairs[to + HAND] = hand;
    pairs[to + GROUP] = OWN_HAND;
    pairs[to + TOUCH] = t;
    pairs[to + PART] = o;
    pairs[to + GAP] = distance;
    // model space is as good as the hand's frame: the target's hand has the same orientation
    pairs[to + NORMAL] = x / apart;
    pairs[to + NORMAL + 1] = y / apart;
    pairs[to + NORMAL + 2] = z / apart;
  }
}

const PALM = TOUCH_SLOTS.indexOf('Palm');

/** Middle of the palm to the furthest tip of a large hand, metres. */
const HAND_LENGTH = 0.16;

/** Radius of the largest touch point, metres. */
const TOUCH_SIZE = 0.02;

const gap = createGap();
let scratch = new Float64Array(64 * PAIR);

/** Offset of a new pair. */
function nextPair(dst: Observation): number {
  const at = dst.count++ * PAIR;
  if (at === dst.pairs.length) dst.pairs = grown(dst.pairs);
  return at;
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(values.length * 2);
  out.set(values);
  return out;
}

/** All rotations of a pose in one array: they are views of one. */
export const rotationsOf = ({ rotations }: ModelPose): Float64Array => new Float64Array(rotations[0].buffer);
