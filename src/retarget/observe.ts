/**
 * What the source does in a frame: its pose, and which points of its hands are near which parts of its body, as places that mean the same on
 * any body. Model space, metres.
 * Method: per hand and group of parts (head, neck, torso, other arm, other hand) the nearest touch points are kept, in coordinates of the
 * part divided by its scale, with the surface's normal. Groups further away than their reach say nothing.
 */
import type { Numbers } from '../math/vec3.ts';
import { SIDES } from '../skeleton/actor/joints.ts';
import { type Body, bodyOf, TOUCH_SLOTS } from '../skeleton/body/body.ts';
import { createGap, measureGap } from '../skeleton/body/gap.ts';
import { type BodyPose, createBodyPose, poseBody } from '../skeleton/body/pose-body.ts';
import { touchGap } from '../skeleton/body/touch-gap.ts';
import { computeModelPose, createModelPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';
import { GAP, GROUP, HAND, NORMAL, type Observation, PAIR, PART, PLACE, TOUCH } from './observation.ts';
import {
  GROUP_COUNT,
  GROUPS,
  type Group,
  groupAt,
  OWN_HAND,
  OWN_PALMS,
  PALM,
  PINCHES,
  TORSO,
  TOUCHES,
  UPPER_ARM,
} from './touch-groups.ts';

/** Touch points that are this much further away than the nearest of their group still count, metres. */
const NEAREST_BAND = 0.025;

/** From further away a hand is seen as a whole: the band grows by this share of the gap. */
const BAND_GROWTH = 0.6;

export const bandAt = (nearest: number): number => NEAREST_BAND + BAND_GROWTH * Math.max(nearest, 0);

/** All touch points this near are kept whatever the nearest is, metres: they may come to penetrate the target. */
const CLOSE = 0.03;

/** Share of the torso's height below which hands rest, and how much further away a hand seems for being below it. */
export const WAIST = 0.12;
const BELOW_WAIST = 4;

/** Thumb against the other fingers, and finger tips against the palm, of one hand: what can be a pinch. */
const PINCH_REACH = 0.03;

/** What of the source was measured; of two numbers left comes first, 0 where the solver made it up. */
export interface Measured {
  readonly arms: ArrayLike<number>;
  readonly hands: ArrayLike<number>;
}

const ALL_MEASURED: Measured = { arms: [1, 1], hands: [1, 1] };

export interface Observer {
  readonly rig: Rig;
  readonly body: Body;
  readonly pose: ModelPose;
  /** All rotations of the pose in one array. */
  readonly poseRotations: Float64Array;
  readonly bodyPose: BodyPose;
  /** Touch points and parts that both rigs have. */
  readonly touches: readonly boolean[];
  readonly parts: readonly boolean[];
}

export function createObserver(rig: Rig, target: Body): Observer {
  const body = bodyOf(rig);
  const pose = createModelPose(rig.skeleton.jointNames.length);
  return {
    rig,
    body,
    pose,
    poseRotations: rotationsOf(pose),
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
  starts: new Int32Array(2 * GROUP_COUNT + 1),
  nearest: new Float64Array(2 * GROUP_COUNT),
  wrists: new Float64Array(6),
  shaped: new Uint8Array(2),
});

/**
 * @param rotations [J x 4] local; @param translation [3] of the translated joint
 * @param measured where an arm was made up its hand has no place, and where a hand was, it touches nothing
 */
export function observeFrame(
  observer: Observer,
  rotations: Numbers,
  translation: Numbers,
  dst: Observation,
  measured: Measured = ALL_MEASURED,
): Observation {
  observePose(observer, rotations, translation, dst);
  observePlaces(observer, measured, dst);
  return dst;
}

/** The pose alone: nothing is near anything. */
export function observePose(
  { rig, pose, poseRotations }: Observer,
  rotations: Numbers,
  translation: Numbers,
  dst: Observation,
): void {
  computeModelPose(rig.skeleton, rotations, translation, pose);
  dst.rotations.set(poseRotations);
  for (let i = 0; i < 3; i++) dst.translation[i] = translation[i];
  dst.count = 0;
  dst.starts.fill(0);
}

function observePlaces(observer: Observer, { arms, hands }: Measured, dst: Observation): void {
  const { rig, body, pose, bodyPose } = observer;
  poseBody(body, pose, bodyPose);
  for (let hand = 0; hand < 2; hand++) {
    const wrist = rig.joints[`${SIDES[hand]}Hand`];
    if (wrist !== undefined) dst.wrists.set(pose.positions[wrist], hand * 3);
    dst.shaped[hand] = hands[hand];
    for (let g = 0; g < GROUPS[hand].length; g++) {
      dst.nearest[groupAt(hand, g)] = GROUPS[hand][g].reach;
      dst.starts[groupAt(hand, g)] = dst.count;
      if (arms[hand] && (g < UPPER_ARM || arms[1 - hand])) observeGroup(observer, hand, g, dst);
    }
    dst.starts[groupAt(hand, OWN_HAND)] = dst.count;
    if (hands[hand]) observePinches(observer, hand, dst);
  }
  dst.starts[2 * GROUP_COUNT] = dst.count;
}

function observeGroup(observer: Observer, hand: number, g: number, dst: Observation): void {
  const group = GROUPS[hand][g];
  found.count = 0;
  found.nearest = group.reach;
  found.low = 0;
  gather(observer, hand, group, OUTLINE, found);
  // joints lie between the outline's points: further away they add nothing
  if (found.nearest < JOINTS_WITHIN) gather(observer, hand, group, JOINTS, found);
  const { nearest } = found;
  dst.nearest[groupAt(hand, g)] = Math.min(nearest + BELOW_WAIST * found.low, group.reach);
  if (nearest >= group.reach) return;
  const limit = Math.max(nearest + bandAt(nearest), CLOSE);
  for (let at = 0; at < found.count * PAIR; at += PAIR) {
    if (scratch[at + GAP] >= limit) continue;
    const to = nextPair(dst);
    const { pairs } = dst;
    for (let i = TOUCH; i < PAIR; i++) pairs[to + i] = scratch[at + i];
    pairs[to + HAND] = hand;
    pairs[to + GROUP] = g;
  }
}

/** Candidates of a group go to `scratch`: their number, the smallest gap, and how far below the waist it is. */
interface Found {
  count: number;
  nearest: number;
  low: number;
}

function gather(
  { body, bodyPose, touches, parts }: Observer,
  hand: number,
  group: Group,
  slots: readonly number[],
  dst: Found,
): void {
  const center = bodyPose.touches[hand * TOUCHES + PALM];
  for (const part of group.parts) {
    const place = body.parts[part];
    if (place === null || !parts[part]) continue;
    // no touch point is further than a hand's length from the palm
    const origin = bodyPose.origins[part];
    const x = center[0] - origin[0];
    const y = center[1] - origin[1];
    const z = center[2] - origin[2];
    const limit = place.reach + Math.min(dst.nearest + bandAt(dst.nearest), group.reach) + TOUCH_SIZE;
    if (x * x + y * y + z * z > (limit + HAND_LENGTH) ** 2) continue;
    for (let s = 0; s < slots.length; s++) {
      const t = hand * TOUCHES + slots[s];
      if (!touches[t]) continue;
      const touch = bodyPose.touches[t];
      const tx = touch[0] - origin[0];
      const ty = touch[1] - origin[1];
      const tz = touch[2] - origin[2];
      if (tx * tx + ty * ty + tz * tz > limit * limit) continue;
      measureGap(place, bodyPose.rotations[part], origin, touch, gap);
      const distance = gap.distance - body.touches[t]!.radius;
      if (distance > dst.nearest + bandAt(dst.nearest)) continue;
      if (distance < dst.nearest) {
        dst.nearest = distance;
        if (part === TORSO) dst.low = Math.max(0, WAIST * place.scale[0] - gap.point[0]);
      }
      const at = dst.count++ * PAIR;
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
}

const found: Found = { count: 0, nearest: 0, low: 0 };

function observePinches(observer: Observer, hand: number, dst: Observation): void {
  const { body, bodyPose, touches } = observer;
  for (let i = 0; i < PINCHES.length; i++) {
    const t = hand * TOUCHES + PINCHES[i][0];
    const o = hand * TOUCHES + PINCHES[i][1];
    if (!touches[t] || !touches[o]) continue;
    const a = bodyPose.touches[t];
    if (PINCHES[i][1] === PALM) {
      observeFist(observer, hand, t, o, dst);
      continue;
    }
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

/** A finger tip at its own palm: how far it is from the palm is kept, where on it the fingers' lengths decide. */
function observeFist(
  { body, bodyPose, parts }: Observer,
  hand: number,
  tip: number,
  palm: number,
  dst: Observation,
): void {
  const part = OWN_PALMS[hand];
  if (body.parts[part] === null || !parts[part]) return;
  const distance = touchGap(body, bodyPose, tip, part, gap);
  if (distance > PINCH_REACH) return;
  const to = nextPair(dst);
  const { pairs } = dst;
  pairs[to + HAND] = hand;
  pairs[to + GROUP] = OWN_HAND;
  pairs[to + TOUCH] = tip;
  pairs[to + PART] = palm;
  pairs[to + GAP] = distance;
}

/** Touch slots: tips, palm, heel and edge, and the joints between them. */
const OUTLINE = TOUCH_SLOTS.flatMap((name, t) => (/\d$/.test(name) ? [] : [t]));
const JOINTS = TOUCH_SLOTS.flatMap((name, t) => (/\d$/.test(name) ? [t] : []));

/** A hand whose outline is further away than this is seen by its outline alone, metres. */
const JOINTS_WITHIN = 0.12;

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
