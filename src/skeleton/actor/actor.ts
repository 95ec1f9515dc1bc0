/**
 * The actor: the solver's skeleton with the signer's own proportions. Rest pose: T-pose, palms down, fingers straight, facing +Z;
 * every rest rotation is the identity, so a local rotation is the turn away from the T-pose. Solve space, metres.
 */

import { quatFromAlongAndSide } from '../../math/quat.ts';
import { crossVec3, type Numbers, normalizeVec3 } from '../../math/vec3.ts';
import type { Rig } from '../rig.ts';
import type { Skeleton } from '../skeleton.ts';
import {
  ACTOR_HIERARCHY,
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
  type Side,
} from './joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS, type PalmPoint } from './proportions.ts';

/** Heights of the five spine joints as shares of the torso length: lumbar joints low, the long thoracic part above. */
const SPINE_HEIGHTS = [0.08, 0.2, 0.34, 0.5, 0.72] as const;

/**
 * Thumb at rest, half-way between flat beside the palm and opposed, in palm coordinates [distal, radial, palmar]: direction of the
 * straight thumb and the side it flexes to. Directions after the mean CMC posture of Cooney et al. 1981, to about 10 degrees.
 */
const THUMB_DIRECTION: PalmPoint = [0.75, 0.55, 0.36];
export const THUMB_FLEXOR: PalmPoint = [-0.1, -0.75, 0.5];

/** Share of the way from wrist to knuckle where a metacarpal hinges on the wrist bones. */
const METACARPAL_BASE = 0.3;

/** A direction or offset in palm coordinates as seen in the T-pose hand of that side. */
export function fromPalm(side: Side, [distal, radial, palmar]: PalmPoint): [number, number, number] {
  return [side === 'left' ? distal : -distal, -palmar, radial];
}

export function createActor(proportions: ActorProportions = AVERAGE_PROPORTIONS): Rig {
  const offsets = jointOffsets(proportions);
  const count = ACTOR_JOINTS.length;
  const restTranslations = new Float32Array(count * 3);
  const restRotations = new Float32Array(count * 4);
  const anatomicalAxes = new Float32Array(count * 4);
  const endOffsets = new Float32Array(count * 3);
  for (const [name] of ACTOR_HIERARCHY) {
    const j = actorJoint(name);
    restTranslations.set(offsets.joints[name] ?? [0, 0, 0], j * 3);
    restRotations.set([0, 0, 0, 1], j * 4);
    const [along, flexor] = anatomicalDirections(name, offsets);
    anatomicalAxes.set(Array.from(quatFromAlongAndSide(along, flexor) as Float64Array), j * 4);
    endOffsets.set(offsets.ends[name] ?? firstChildOffset(name, offsets), j * 3);
  }
  const skeleton: Skeleton = {
    jointNames: ACTOR_JOINTS,
    parents: Int16Array.from(ACTOR_HIERARCHY, ([, parent]) => (parent === null ? -1 : actorJoint(parent))),
    restTranslations,
    restRotations,
    translatedJoint: actorJoint('pelvis'),
  };
  const joints = Object.fromEntries(ACTOR_JOINTS.map((name, index) => [name, index]));
  return { name: 'actor', skeleton, joints, anatomicalAxes, endOffsets, approximate: false };
}

interface Offsets {
  /** Parent-relative, metres. */
  readonly joints: Partial<Record<ActorJoint, [number, number, number]>>;
  /** Bone ends where they are not the first child. */
  readonly ends: Partial<Record<ActorJoint, [number, number, number]>>;
}

function jointOffsets(p: ActorProportions): Offsets {
  const joints: Offsets['joints'] = { pelvis: [0, p.thigh + p.calf + p.ankleHeight, 0] };
  const ends: Offsets['ends'] = { head: [0, p.headLength, 0] };
  let height = 0;
  SPINE_HEIGHTS.forEach((share, i) => {
    joints[`spine${(i + 1) as 1}`] = [0, share * p.torsoLength - height, 0];
    height = share * p.torsoLength;
  });
  const chestToShoulders = p.torsoLength - height;
  joints.neck1 = [0, chestToShoulders + p.neckLength * 0.25, -0.01];
  joints.neck2 = [0, p.neckLength * 0.38, 0.01];
  joints.head = [0, p.neckLength * 0.37, 0.01];
  const clavicle = p.shoulderHalfWidth * 0.12;
  for (const side of SIDES) {
    const s = side === 'left' ? 1 : -1;
    joints[`${side}Clavicle`] = [s * clavicle, chestToShoulders, 0.03];
    joints[`${side}UpperArm`] = [s * (p.shoulderHalfWidth - clavicle), 0, -0.03];
    joints[`${side}LowerArm`] = [s * p.upperArm, 0, 0];
    joints[`${side}Hand`] = [s * p.lowerArm, 0, 0];
    handOffsets(side, p, joints, ends);
    joints[`${side}Thigh`] = [s * p.hipHalfWidth, 0, 0];
    joints[`${side}Calf`] = [0, -p.thigh, 0];
    joints[`${side}Foot`] = [0, -p.calf, 0];
    joints[`${side}Ball`] = [0, -p.ankleHeight, p.footLength];
    ends[`${side}Ball`] = [0, 0, p.footLength * 0.4];
  }
  return { joints, ends };
}

function handOffsets(
  side: Side,
  { hand }: ActorProportions,
  joints: Offsets['joints'],
  ends: Offsets['ends'],
): void {
  const scaled = (v: PalmPoint, s: number): PalmPoint => [v[0] * s, v[1] * s, v[2] * s];
  const distal = (length: number): PalmPoint => [length, 0, 0];
  FINGERS.forEach((finger, f) => {
    joints[`${side}${finger}Metacarpal`] = fromPalm(side, scaled(hand.knuckles[f], METACARPAL_BASE));
    joints[`${side}${finger}1`] = fromPalm(side, scaled(hand.knuckles[f], 1 - METACARPAL_BASE));
    joints[`${side}${finger}2`] = fromPalm(side, distal(hand.fingers[f][0]));
    joints[`${side}${finger}3`] = fromPalm(side, distal(hand.fingers[f][1]));
    ends[`${side}${finger}3`] = fromPalm(side, distal(hand.fingers[f][2]));
  });
  ends[`${side}Hand`] = fromPalm(side, hand.knuckles[1]);
  const length = Math.hypot(...THUMB_DIRECTION);
  const along = (segment: number) => fromPalm(side, scaled(THUMB_DIRECTION, segment / length));
  joints[`${side}Thumb1`] = fromPalm(side, hand.thumbBase);
  joints[`${side}Thumb2`] = along(hand.thumb[0]);
  joints[`${side}Thumb3`] = along(hand.thumb[1]);
  ends[`${side}Thumb3`] = along(hand.thumb[2]);
}

/** Direction of the bone and flexor side in the T-pose. */
function anatomicalDirections(name: ActorJoint, offsets: Offsets): [Numbers, Numbers] {
  const side: Side = name.startsWith('right') ? 'right' : 'left';
  const forward = [0, 0, 1];
  const part = name.replace(/^(left|right)/, '');
  if (/^Thumb/.test(part)) return [fromPalm(side, THUMB_DIRECTION), fromPalm(side, THUMB_FLEXOR)];
  if (part === 'Hand') return palmDirections(side, offsets);
  if (/^(Index|Middle|Ring|Pinky)/.test(part)) return [fromPalm(side, [1, 0, 0]), fromPalm(side, [0, 0, 1])];
  if (/^(Clavicle|UpperArm|LowerArm)$/.test(part)) return [fromPalm(side, [1, 0, 0]), forward];
  if (/^(Thigh|Calf)$/.test(part)) return [[0, -1, 0], forward];
  if (/^(Foot|Ball)$/.test(part)) return [forward, [0, 1, 0]];
  return [[0, 1, 0], forward];
}

/** Wrist to middle knuckle, and the palm's normal: the same measure that is taken of any other rig's hand. */
function palmDirections(side: Side, { joints }: Offsets): [Numbers, Numbers] {
  const knuckle = (finger: 'Index' | 'Middle' | 'Pinky'): number[] => {
    const base = joints[`${side}${finger}Metacarpal`]!;
    const rest = joints[`${side}${finger}1`]!;
    return [base[0] + rest[0], base[1] + rest[1], base[2] + rest[2]];
  };
  return palmAxes(side, knuckle('Index'), knuckle('Middle'), knuckle('Pinky'));
}

/** Bone direction and palm normal of a hand from its knuckles, relative to the wrist, in any frame. */
export function palmAxes(side: Side, index: Numbers, middle: Numbers, pinky: Numbers): [Numbers, Numbers] {
  const normal = side === 'left' ? crossVec3(pinky, index) : crossVec3(index, pinky);
  return [normalizeVec3(middle), normal];
}

function firstChildOffset(name: ActorJoint, offsets: Offsets): [number, number, number] {
  const child = name === 'spine5' ? 'neck1' : ACTOR_HIERARCHY.find(([, parent]) => parent === name)?.[0];
  return (child && offsets.joints[child]) || [0, 0, 0];
}
