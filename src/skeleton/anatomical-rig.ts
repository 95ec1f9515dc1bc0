/**
 * A skeleton whose joints have known roles -> a rig: anatomical axes and bone ends are read off the rest pose, whatever the joints' own
 * axes are. Solve space, metres.
 * Method: bones point to the next joint of their chain; elbows and fingers that rest bent show their hinge, straight ones take it from
 * the pose (elbows bend to the front, fingers to the palm); the thumb bends to where it does in the average hand.
 * Limits: the rest pose must be upright, facing +Z, no more twisted than a T- or A-pose.
 */
import { multiplyQuat, quat, quatFromAlongAndSide, rotateVec3, unrotateVec3 } from '../math/quat.ts';
import { smoothstep } from '../math/scalar.ts';
import {
  addScaledVec3,
  crossVec3,
  distanceVec3,
  dotVec3,
  lengthVec3,
  type Numbers,
  normalizeVec3,
  rejectVec3,
  scaleVec3,
  subtractVec3,
  vec3,
} from '../math/vec3.ts';
import { palmAxes, THUMB_FLEXOR } from './actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, FINGERS, SIDES, type Side } from './actor/joints.ts';
import { computeRestPose, type ModelPose } from './forward-kinematics.ts';
import type { Rig, TwistJoint } from './rig.ts';
import type { Skeleton } from './skeleton.ts';

export interface AnatomicalRigOptions {
  readonly name: string;
  readonly skeleton: Skeleton;
  readonly joints: Rig['joints'];
  readonly approximate: boolean;
  /** Crown and middle of the head in model space at rest, metres; guessed from the average person where absent. */
  readonly head?: { readonly center: Numbers; readonly crown: Numbers };
  /** Ends of last bones in model space at rest, by role; three quarters of the bone before where absent. */
  readonly tips?: Readonly<Partial<Record<ActorJoint, Numbers>>>;
  readonly twists?: readonly TwistJoint[];
}

export function createAnatomicalRig(options: AnatomicalRigOptions): Rig {
  const { name, skeleton, joints, approximate, twists = [] } = options;
  const rest = computeRestPose(skeleton);
  const count = skeleton.jointNames.length;
  const anatomicalAxes = new Float32Array(count * 4);
  for (let j = 0; j < count; j++) anatomicalAxes[j * 4 + 3] = 1;
  const endOffsets = new Float32Array(count * 3);
  const directions = modelDirections(options, rest);
  for (const [role, { end, flexor }] of directions) {
    const j = joints[role]!;
    const inverse = conjugate(rest.rotations[j]);
    const along = subtractVec3(end, rest.positions[j], vec3());
    const axes = quatFromAlongAndSide(along, flexor);
    anatomicalAxes.set(multiplyQuat(inverse, axes) as Float64Array, j * 4);
    endOffsets.set(rotateVec3(inverse, along) as Float64Array, j * 3);
  }
  const headCenter = new Float32Array(3);
  if (joints.head !== undefined) {
    const { center } = headOf(options, rest);
    const from = subtractVec3(center, rest.positions[joints.head], vec3());
    headCenter.set(unrotateVec3(rest.rotations[joints.head], from) as Float64Array);
  }
  const forearmTwist = twists.some(({ of }) => of.endsWith('LowerArm')) ? 0 : FOREARM_TWIST;
  return {
    name,
    skeleton,
    joints,
    anatomicalAxes,
    endOffsets,
    approximate,
    headCenter,
    twists,
    forearmTwist,
  };
}

/** Without twist joints the forearm takes half of the pronation and the wrist shows the other half. */
const FOREARM_TWIST = 0.5;

/** A straight limb shows no hinge below the first angle (sine) and all of it above the second. */
const STRAIGHT = 0.08;
const BENT = 0.25;

interface Direction {
  readonly end: Numbers;
  readonly flexor: Numbers;
}

/** End of the bone and flexor side of every joint with a role, in model space at rest. */
function modelDirections(options: AnatomicalRigOptions, rest: ModelPose): Map<ActorJoint, Direction> {
  const { joints } = options;
  const at = (role: ActorJoint): Numbers | undefined =>
    joints[role] === undefined ? undefined : rest.positions[joints[role]];
  const directions = new Map<ActorJoint, Direction>();
  const chain = (roles: readonly ActorJoint[], end: Numbers | undefined, flexor: Numbers): void => {
    const present = roles.filter((role) => at(role));
    present.forEach((role, i) => {
      const next = at(present[i + 1]) ?? end;
      directions.set(role, { end: next ?? beyond(options, rest, role), flexor });
    });
  };
  chain(TRUNK, joints.head === undefined ? undefined : headOf(options, rest).crown, FRONT);
  for (const side of SIDES) {
    chain([`${side}Thigh`, `${side}Calf`], at(`${side}Foot`), [0, 0, 1]);
    const ball = at(`${side}Ball`);
    chain([`${side}Foot`, `${side}Ball`], ball && addScaledVec3(ball, FRONT, TOES), UP);
    armDirections(options, rest, at, side, directions);
  }
  return directions;
}

const TRUNK: readonly ActorJoint[] = ACTOR_JOINTS.slice(0, ACTOR_JOINTS.indexOf('head') + 1);
/** Ball of the foot to the tips of the toes, metres; nothing depends on it but what is drawn. */
const TOES = 0.06;

const FRONT = [0, 0, 1];
const UP = [0, 1, 0];

function armDirections(
  options: AnatomicalRigOptions,
  rest: ModelPose,
  at: (role: ActorJoint) => Numbers | undefined,
  side: Side,
  directions: Map<ActorJoint, Direction>,
): void {
  const tipOf = (role: ActorJoint): Numbers => options.tips?.[role] ?? beyond(options, rest, role);
  const [clavicle, shoulder, elbow, wrist] = (['Clavicle', 'UpperArm', 'LowerArm', 'Hand'] as const).map(
    (part) => at(`${side}${part}`),
  );
  if (clavicle && shoulder) directions.set(`${side}Clavicle`, { end: shoulder, flexor: FRONT });
  if (!shoulder || !elbow || !wrist) return;
  const upper = unit(subtractVec3(elbow, shoulder, vec3()));
  const lower = unit(subtractVec3(wrist, elbow, vec3()));
  const hinge = bentOr(crossVec3(upper, lower), crossVec3(upper, FRONT));
  directions.set(`${side}UpperArm`, { end: elbow, flexor: crossVec3(hinge, upper) });
  directions.set(`${side}LowerArm`, { end: wrist, flexor: crossVec3(hinge, lower) });

  const knuckle = (finger: 'Index' | 'Middle' | 'Pinky' | 'Ring') => {
    const position = at(`${side}${finger}1`);
    return position && subtractVec3(position, wrist, vec3());
  };
  const first = knuckle('Index') ?? knuckle('Middle');
  const last = knuckle('Pinky') ?? knuckle('Ring') ?? knuckle('Middle');
  const middle = knuckle('Middle') ?? (first && last && scaleVec3(addScaledVec3(first, last, 1), 0.5));
  let normal: Numbers = scaleVec3(hinge, side === 'left' ? 1 : -1);
  if (first && middle && last && first !== last) {
    normal = palmAxes(side, first, middle, last)[1];
    directions.set(`${side}Hand`, { end: addScaledVec3(wrist, middle, 1), flexor: normal });
  } else {
    const length = distanceVec3(elbow, wrist) * PALM_TO_FOREARM;
    directions.set(`${side}Hand`, { end: addScaledVec3(wrist, lower, length), flexor: normal });
  }
  const distal = unit(middle ?? lower);
  const palmar = unit(rejectVec3(normal, distal));
  for (const finger of FINGERS) {
    const roles = fingerRoles(side, finger).filter((role) => at(role));
    fingerDirections(roles, at, tipOf, palmar, directions, true);
  }
  const radial = side === 'left' ? crossVec3(palmar, distal) : crossVec3(distal, palmar);
  const thumb = vec3();
  [distal, radial, palmar].forEach((axis, i) => {
    addScaledVec3(thumb, axis, THUMB_FLEXOR[i], thumb);
  });
  const thumbRoles = ([1, 2, 3] as const)
    .map((i): ActorJoint => `${side}Thumb${i}`)
    .filter((role) => at(role));
  fingerDirections(thumbRoles, at, tipOf, thumb, directions, false);
}

/** Wrist to knuckles over the forearm, for rigs without fingers: average proportions. */
const PALM_TO_FOREARM = 0.36;

const fingerRoles = (side: Side, finger: (typeof FINGERS)[number]): ActorJoint[] => [
  `${side}${finger}Metacarpal`,
  `${side}${finger}1`,
  `${side}${finger}2`,
  `${side}${finger}3`,
];

function fingerDirections(
  roles: readonly ActorJoint[],
  at: (role: ActorJoint) => Numbers | undefined,
  tipOf: (role: ActorJoint) => Numbers,
  flexor: Numbers,
  directions: Map<ActorJoint, Direction>,
  showsHinge: boolean,
): void {
  if (roles.length === 0) return;
  const points = roles.map((role) => at(role)!);
  const ends = [...points.slice(1), tipOf(roles[roles.length - 1])];
  const bones = points.map((point, i) => unit(subtractVec3(ends[i], point, vec3())));
  const phalanges = bones.filter((_, i) => !roles[i].endsWith('Metacarpal'));
  const bend = vec3();
  for (let i = 0; i + 1 < phalanges.length; i++) {
    addScaledVec3(bend, crossVec3(phalanges[i], phalanges[i + 1]), 1, bend);
  }
  roles.forEach((role, i) => {
    const expected = crossVec3(bones[i], flexor);
    const hinge = showsHinge && !role.endsWith('Metacarpal') ? bentOr(bend, expected) : unit(expected);
    directions.set(role, { end: ends[i], flexor: crossVec3(hinge, bones[i]) });
  });
}

/** The hinge that a bent limb shows, the expected one for a straight one; a limb that is bent backwards shows it reversed. */
function bentOr(bend: Numbers, expected: Numbers): Numbers {
  const wanted = unit(expected);
  const shown = lengthVec3(bend);
  const sign = dotVec3(bend, wanted) < 0 ? -1 : 1;
  const share = smoothstep(shown, STRAIGHT, BENT);
  const out = scaleVec3(wanted, 1 - share);
  if (shown > 0) addScaledVec3(out, bend, (sign * share) / shown, out);
  return unit(out);
}

/**
 * End of a last bone: three quarters of the bone before, along the same axis of the joint's own, since bones of a chain lie alike in their
 * joints.
 */
function beyond({ skeleton, joints }: AnatomicalRigOptions, rest: ModelPose, role: ActorJoint): Numbers {
  const j = joints[role]!;
  const offset = skeleton.restTranslations.subarray(j * 3, j * 3 + 3);
  return addScaledVec3(rest.positions[j], rotateVec3(rest.rotations[j], offset), 0.75);
}

/**
 * Where a head is that nobody described: the joint at the base of the skull, the middle of the head a quarter of the way and the crown
 * at the end of a length that goes with the distance of the shoulders from the head.
 */
function headOf(
  { head, joints }: AnatomicalRigOptions,
  rest: ModelPose,
): { readonly center: Numbers; readonly crown: Numbers } {
  if (head) return head;
  const joint = rest.positions[joints.head!];
  const shoulders = [joints.leftUpperArm, joints.rightUpperArm].flatMap((j) =>
    j === undefined ? [] : [rest.positions[j][1]],
  );
  const above = shoulders.length > 0 ? joint[1] - shoulders.reduce((a, b) => a + b) / shoulders.length : 0.19;
  const length = Math.max(above, 0.05);
  return {
    center: addScaledVec3(joint, UP, 0.25 * length),
    crown: addScaledVec3(joint, UP, 1.02 * length),
  };
}

const unit = (v: Numbers): Numbers => normalizeVec3(v, vec3());
const conjugate = (q: Numbers): Numbers => {
  const out = quat();
  out.set([-q[0], -q[1], -q[2], q[3]]);
  return out;
};
