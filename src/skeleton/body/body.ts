/**
 * Rig -> a body of capsules and ellipsoids that scales with it, and the points of its hands that touch things. Metres.
 * Parts lie in frames on the joints; coordinates in such a frame, divided by the part's scale, mean the same place on every body.
 * Method: shares of the rig's own lengths (body-shape.ts). Limits: an average build; clothes, hair and soft skin are not known.
 */
import {
  conjugateQuat,
  multiplyQuat,
  quat,
  quatFromAxes,
  rotateVec3,
  unrotateVec3,
} from '../../math/quat.ts';
import {
  addScaledVec3,
  crossVec3,
  distanceVec3,
  lengthVec3,
  lerpVec3,
  type Numbers,
  normalizeVec3,
  rejectVec3,
  subtractVec3,
  vec3,
} from '../../math/vec3.ts';
import { type ActorJoint, FINGERS, type Finger, SIDES, type Side } from '../actor/joints.ts';
import { computeRestPose, type ModelPose } from '../forward-kinematics.ts';
import type { Rig } from '../rig.ts';
import {
  type EllipsoidRow,
  FINGER_RADII,
  FOREARM_RADII,
  HEAD_ELLIPSOIDS,
  NECK_RADIUS,
  PALM_THICKNESS,
  TORSO_ELLIPSOIDS,
  UPPER_ARM_RADIUS,
} from './body-shape.ts';

export type Shape =
  /** `reach` is the largest of the radii. */
  | {
      readonly kind: 'ellipsoid';
      readonly center: Float64Array;
      readonly radii: Float64Array;
      readonly reach: number;
    }
  /** From the origin along x, tapering. */
  | { readonly kind: 'capsule'; readonly length: number; readonly near: number; readonly far: number }
  /** A box with round edges. */
  | {
      readonly kind: 'box';
      readonly center: Float64Array;
      readonly half: Float64Array;
      readonly radius: number;
    };

export interface BodyPart {
  readonly name: string;
  readonly joint: number;
  /** Frame of the part in the joint's own: position, and rotation that takes x, y, z to the part's axes. */
  readonly origin: Float64Array;
  readonly axes: Float64Array;
  /** [3] metres per unit of the coordinates that mean the same place on every body. */
  readonly scale: Float64Array;
  readonly shapes: readonly Shape[];
  /** Of a ball around the frame's origin that holds the part. */
  readonly reach: number;
}

/** A point of a hand that touches things: a ball on a joint. */
export interface TouchPoint {
  readonly name: string;
  readonly side: Side;
  readonly finger: Finger | 'Thumb' | null;
  readonly joint: number;
  readonly offset: Float64Array;
  readonly radius: number;
}

export interface Body {
  /** One per PART_SLOTS, null where the rig lacks the joints. */
  readonly parts: readonly (BodyPart | null)[];
  /** TOUCH_SLOTS per hand, left first; null where the rig lacks the joints. */
  readonly touches: readonly (TouchPoint | null)[];
  /** Middle of the head between the ears to the crown, metres; 0 without a head. */
  readonly headUnit: number;
}

/** Thumb first: the order of fingers in parts and touch points. */
export const DIGITS = ['Thumb', ...FINGERS] as const;

/** The parts of every body, in order. */
export const PART_SLOTS: readonly string[] = [
  'head',
  'neck',
  'torso',
  ...SIDES.map((side) => `${side}UpperArm`),
  ...SIDES.map((side) => `${side}LowerArm`),
  ...SIDES.map((side) => `${side}Palm`),
  ...SIDES.flatMap((side) => DIGITS.flatMap((digit) => [1, 2, 3].map((i) => `${side}${digit}${i}`))),
];

/** The touch points of one hand, in order: tips first. */
export const TOUCH_SLOTS: readonly string[] = [
  ...DIGITS.map((digit) => `${digit}Tip`),
  ...DIGITS.flatMap((digit) => (digit === 'Thumb' ? [3, 2] : [3, 2, 1]).map((i) => `${digit}${i}`)),
  'Palm',
  'Heel',
  'Edge',
];

const bodies = new WeakMap<Rig, Body>();

/** The body of a rig, made once. */
export function bodyOf(rig: Rig): Body {
  let body = bodies.get(rig);
  if (!body) {
    body = makeBody(rig);
    bodies.set(rig, body);
  }
  return body;
}

function makeBody(rig: Rig): Body {
  const rest = computeRestPose(rig.skeleton);
  const measures = measure(rig, rest);
  const parts = new Map<string, BodyPart>();
  const add = (part: BodyPart | null) => part && parts.set(part.name, part);
  add(headPart(rig, measures));
  add(torsoPart(rig, rest, measures));
  add(bonePart(rig, 'neck', 'neck1', 'head', rest, NECK_RADIUS * measures.unit));
  for (const side of SIDES) {
    const { unit } = measures;
    add(tube(rig, `${side}UpperArm`, `${side}UpperArm`, UPPER_ARM_RADIUS * unit, UPPER_ARM_RADIUS * unit));
    add(tube(rig, `${side}LowerArm`, `${side}LowerArm`, FOREARM_RADII[0] * unit, FOREARM_RADII[1] * unit));
    add(palmPart(rig, rest, side));
    const hand = rig.joints[`${side}Hand`];
    const palm = hand === undefined ? 0 : lengthVec3(endOf(rig, hand));
    for (const digit of DIGITS) {
      for (const i of [1, 2, 3] as const) {
        const radii = FINGER_RADII[digit];
        add(tube(rig, `${side}${digit}${i}`, `${side}${digit}${i}`, radii[i - 1] * palm, radii[i] * palm));
      }
    }
  }
  return {
    parts: PART_SLOTS.map((name) => parts.get(name) ?? null),
    touches: SIDES.flatMap((side) => touchPoints(rig, rest, side)),
    headUnit: measures.headUnit,
  };
}

interface Measures {
  /** Half the distance between the shoulder joints. */
  readonly unit: number;
  readonly headUnit: number;
}

function measure(rig: Rig, rest: ModelPose): Measures {
  const { joints } = rig;
  const at = (role: ActorJoint): Numbers | undefined =>
    joints[role] === undefined ? undefined : rest.positions[joints[role]];
  const [left, right] = [at('leftUpperArm'), at('rightUpperArm')];
  const unit = left && right ? distanceVec3(left, right) / 2 : 0.175;
  if (joints.head === undefined) return { unit, headUnit: 0 };
  const center = rig.headCenter ?? [0, 0, 0];
  return { unit, headUnit: distanceVec3(endOf(rig, joints.head), center) };
}

const endOf = (rig: Rig, joint: number): Float32Array => rig.endOffsets.subarray(joint * 3, joint * 3 + 3);
const axesOf = (rig: Rig, joint: number): Float64Array =>
  Float64Array.from(rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4));

const ellipsoids = (rows: readonly EllipsoidRow[], scale: Numbers): Shape[] =>
  rows.map(([center, radii]) => ({
    kind: 'ellipsoid',
    center: Float64Array.from(center, (x, i) => x * scale[i]),
    radii: Float64Array.from(radii, (x, i) => x * scale[i]),
    reach: Math.max(...radii.map((x, i) => x * scale[i])),
  }));

function headPart(rig: Rig, { headUnit }: Measures): BodyPart | null {
  const joint = rig.joints.head;
  if (joint === undefined || !(headUnit > 0)) return null;
  const scale = Float64Array.of(headUnit, headUnit, headUnit);
  return {
    name: 'head',
    joint,
    origin: Float64Array.from(rig.headCenter ?? [0, 0, 0]),
    axes: axesOf(rig, joint),
    scale,
    shapes: ellipsoids(HEAD_ELLIPSOIDS, scale),
    reach: headUnit * 1.1,
  };
}

/**
 * The trunk as one piece on the chest: [up, front, left] from between the hips. Up is upright at rest, so that a palm that lies flat on one
 * chest lies flat on another; the middle is that of hips and shoulders.
 */
function torsoPart(rig: Rig, rest: ModelPose, { unit }: Measures): BodyPart | null {
  const { joints } = rig;
  const joint = joints.spine5 ?? joints.spine4 ?? joints.spine3;
  const [left, right] = [joints.leftUpperArm, joints.rightUpperArm];
  if (joint === undefined || left === undefined || right === undefined) return null;
  const shoulders = lerpVec3(rest.positions[left], rest.positions[right], 0.5);
  const thighs = [joints.leftThigh, joints.rightThigh];
  const hips =
    thighs[0] !== undefined && thighs[1] !== undefined
      ? lerpVec3(rest.positions[thighs[0]], rest.positions[thighs[1]], 0.5)
      : Array.from(rest.positions[joints.pelvis ?? joint]);
  const up = [0, 1, 0];
  const height = shoulders[1] - hips[1];
  hips[2] = (hips[2] + shoulders[2]) / 2;
  const across = rejectVec3(subtractVec3(rest.positions[left], rest.positions[right], vec3()), up);
  normalizeVec3(across, across);
  const axes = quatFromAxes(up, crossVec3(across, up), across);
  const inverse = conjugateQuat(rest.rotations[joint]);
  const scale = Float64Array.of(height, unit, unit);
  return {
    name: 'torso',
    joint,
    origin: rotateVec3(inverse, subtractVec3(hips, rest.positions[joint], vec3())) as Float64Array,
    axes: multiplyQuat(inverse, axes) as Float64Array,
    scale,
    shapes: ellipsoids(TORSO_ELLIPSOIDS, scale),
    reach: height * 1.3,
  };
}

/** A capsule along the bone of a role. */
function tube(rig: Rig, name: string, role: ActorJoint, near: number, far: number): BodyPart | null {
  const joint = rig.joints[role];
  if (joint === undefined) return null;
  const length = lengthVec3(endOf(rig, joint));
  if (!(length > 0)) return null;
  const radius = (near + far) / 2;
  // the last bone ends at the skin, the others at the next joint
  const straight = /3$/.test(name) ? Math.max(length - far, length * 0.2) : length;
  return {
    name,
    joint,
    origin: vec3(),
    axes: axesOf(rig, joint),
    scale: Float64Array.of(length, radius, radius),
    shapes: [{ kind: 'capsule', length: straight, near, far }],
    reach: length + near,
  };
}

function bonePart(
  rig: Rig,
  name: string,
  role: ActorJoint,
  to: ActorJoint,
  rest: ModelPose,
  radius: number,
): BodyPart | null {
  const joint = rig.joints[role];
  const end = rig.joints[to];
  if (joint === undefined || end === undefined) return null;
  const length = distanceVec3(rest.positions[joint], rest.positions[end]);
  return {
    name,
    joint,
    origin: vec3(),
    axes: axesOf(rig, joint),
    scale: Float64Array.of(length, radius, radius),
    shapes: [{ kind: 'capsule', length, near: radius, far: radius }],
    reach: length + radius,
  };
}

function palmPart(rig: Rig, rest: ModelPose, side: Side): BodyPart | null {
  const joint = rig.joints[`${side}Hand`];
  if (joint === undefined) return null;
  const length = lengthVec3(endOf(rig, joint));
  const axes = axesOf(rig, joint);
  const index = knuckle(rig, rest, side, 'Index');
  const pinky = knuckle(rig, rest, side, 'Pinky');
  const [zIndex, zPinky] = index && pinky ? [index[2], pinky[2]] : [0.28 * length, -0.38 * length];
  const radius = PALM_THICKNESS * length;
  const spread = Math.abs(zIndex - zPinky);
  return {
    name: `${side}Palm`,
    joint,
    origin: vec3(),
    axes,
    scale: Float64Array.of(length, length, spread),
    shapes: [
      {
        kind: 'box',
        center: Float64Array.of(0.5 * length, 0, (zIndex + zPinky) / 2),
        half: Float64Array.of(0.45 * length, 0.001, spread / 2),
        radius,
      },
    ],
    reach: length + spread,
  };
}

/** A knuckle in the hand's anatomical frame. */
function knuckle(rig: Rig, rest: ModelPose, side: Side, finger: Finger): Numbers | null {
  const hand = rig.joints[`${side}Hand`];
  const joint = rig.joints[`${side}${finger}1`];
  if (hand === undefined || joint === undefined) return null;
  const rotation = multiplyQuat(rest.rotations[hand], axesOf(rig, hand), quat());
  const from = subtractVec3(rest.positions[joint], rest.positions[hand], vec3());
  return unrotateVec3(rotation, from);
}

/** In the order of TOUCH_SLOTS. */
function touchPoints(rig: Rig, rest: ModelPose, side: Side): (TouchPoint | null)[] {
  const hand = rig.joints[`${side}Hand`];
  if (hand === undefined) return TOUCH_SLOTS.map(() => null);
  const palm = lengthVec3(endOf(rig, hand));
  const point = (
    name: string,
    finger: Finger | 'Thumb' | null,
    joint: number | undefined,
    offset: Numbers,
    radius: number,
  ): TouchPoint | null =>
    joint === undefined
      ? null
      : {
          name: side + name,
          side,
          finger,
          joint,
          offset: Float64Array.from(Array.from(offset as Float64Array)),
          radius,
        };
  const tips = DIGITS.map((digit) => {
    const joint = rig.joints[`${side}${digit}3`];
    if (joint === undefined) return null;
    const radius = FINGER_RADII[digit][3] * palm;
    const end = endOf(rig, joint);
    const length = lengthVec3(end);
    const inside = addScaledVec3(vec3(), end, Math.max(1 - radius / length, 0.2));
    return point(`${digit}Tip`, digit, joint, inside, radius);
  });
  const knuckles = DIGITS.flatMap((digit) =>
    (digit === 'Thumb' ? ([3, 2] as const) : ([3, 2, 1] as const)).map((i) =>
      point(
        `${digit}${i}`,
        digit,
        rig.joints[`${side}${digit}${i}`],
        vec3(),
        FINGER_RADII[digit][i - 1] * palm,
      ),
    ),
  );
  const index = knuckle(rig, rest, side, 'Index');
  const pinky = knuckle(rig, rest, side, 'Pinky');
  const [zIndex, zPinky] = index && pinky ? [index[2], pinky[2]] : [0.28 * palm, -0.38 * palm];
  const inPalm = (along: number, share: number): Numbers =>
    rotateVec3(axesOf(rig, hand), [along * palm, 0, zIndex + (zPinky - zIndex) * share]);
  const radius = PALM_THICKNESS * palm;
  return [
    ...tips,
    ...knuckles,
    point('Palm', null, hand, inPalm(0.6, 0.45), radius),
    point('Heel', null, hand, inPalm(0.12, 0.5), radius),
    point('Edge', null, hand, inPalm(0.5, 1), radius),
  ];
}
