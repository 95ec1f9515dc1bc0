/** Poses that signs are made of, local rotations of the actor: the trunk, arms at rest, handshapes; angles drawn with a seed. */
import { expQuat, identityQuat, multiplyQuat, quat } from '../../src/math/quat.ts';
import type { Random } from '../../src/math/random.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import type { Numbers } from '../../src/math/vec3.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
  type Side,
} from '../../src/skeleton/actor/joints.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createAnatomy, rotationFromAngles } from '../../src/solver/anatomy.ts';

export type Pose = Float64Array[];

export function trunkTurns(random: Random): Map<ActorJoint, Numbers> {
  const turns = new Map<ActorJoint, Numbers>();
  const turn = (joint: ActorJoint, x: number, y: number, z: number) =>
    turns.set(joint, expQuat([x * RADIANS, y * RADIANS, z * RADIANS]));
  for (const i of [1, 2, 3, 4, 5] as const)
    turn(`spine${i}`, random.range(-1, 2), random.range(-2, 2), random.range(-1, 1));
  turn('neck1', random.range(-4, 6), random.range(-6, 6), random.range(-3, 3));
  turn('head', random.range(-6, 8), random.range(-12, 12), random.range(-5, 5));
  return turns;
}

/** Arms bent in front of the chest, fingers half open. */
export function neutralPose(actor: Rig, random: Random, trunk: ReadonlyMap<ActorJoint, Numbers>): Pose {
  const pose = basePose(trunk);
  for (const side of SIDES) {
    armPose(pose, actor, side, random);
    shapeHand(pose, actor, side, 'relaxed', random);
    setAngles(pose, actor, `${side}Hand`, random.range(-10, 15), random.range(-8, 8), random.range(-20, 30));
  }
  return pose;
}

export function basePose(trunk: ReadonlyMap<ActorJoint, Numbers>): Pose {
  return ACTOR_JOINTS.map((joint) =>
    Float64Array.from((trunk.get(joint) as Float64Array) ?? identityQuat(quat())),
  );
}

export function armPose(pose: Pose, actor: Rig, side: Side, random: Random): void {
  const s = side === 'left' ? 1 : -1;
  const down = expQuat([0, 0, -s * random.range(50, 68) * RADIANS]);
  const front = expQuat([0, -s * random.range(25, 60) * RADIANS, 0]);
  const twist = expQuat([-s * random.range(20, 50) * RADIANS, 0, 0]);
  multiplyQuat(multiplyQuat(front, down), twist, pose[actorJoint(`${side}UpperArm`)]);
  setAngles(pose, actor, `${side}LowerArm`, random.range(65, 100));
}

export function setAngles(
  pose: Pose,
  actor: Rig,
  joint: ActorJoint,
  flexion: number,
  abduction = 0,
  twist = 0,
): void {
  const angles = { flexion: flexion * RADIANS, abduction: abduction * RADIANS, twist: twist * RADIANS };
  rotationFromAngles(anatomyOf(actor), actorJoint(joint), angles, pose[actorJoint(joint)]);
}

const anatomies = new WeakMap<Rig, ReturnType<typeof createAnatomy>>();
function anatomyOf(actor: Rig): ReturnType<typeof createAnatomy> {
  let anatomy = anatomies.get(actor);
  if (!anatomy) {
    anatomy = createAnatomy(actor);
    anatomies.set(actor, anatomy);
  }
  return anatomy;
}

export type Shape = 'relaxed' | 'flat' | 'point' | 'fist' | 'thumb' | 'claw' | 'f' | 'o';

/** Curl of index to pinky, 0..1, and thumb flexion. */
const SHAPES: Readonly<Record<Shape, readonly [number, number, number, number, number]>> = {
  relaxed: [0.25, 0.3, 0.3, 0.35, 10],
  flat: [0, 0, 0, 0, 0],
  point: [0, 0.85, 0.9, 0.9, 25],
  fist: [0.85, 0.85, 0.85, 0.85, 20],
  thumb: [0.85, 0.85, 0.85, 0.85, -5],
  claw: [0.35, 0.35, 0.35, 0.35, 10],
  f: [0.55, 0.05, 0, 0, 15],
  o: [0.55, 0.53, 0.5, 0.5, 15],
};

/** Saddle joint of the thumb, degrees: out of the way of what the palm touches, or towards the fingers. */
const THUMBS: Readonly<Partial<Record<Shape, readonly [flexion: number, abduction: number]>>> = {
  flat: [-42, -35],
  fist: [-42, 10],
  f: [12, 0],
  o: [12, 0],
};

export function shapeHand(pose: Pose, actor: Rig, side: Side, shape: Shape, random: Random): void {
  const curls = SHAPES[shape];
  FINGERS.forEach((finger, i) => {
    const curl = curls[i];
    const spread = shape === 'claw' ? [10, 2, -5, -12][i] : (1 - curl) * random.range(-2, 3);
    setAngles(pose, actor, `${side}${finger}1`, curl * 80 + random.range(-3, 3), spread);
    setAngles(pose, actor, `${side}${finger}2`, curl * 95 + random.range(0, 5));
    setAngles(pose, actor, `${side}${finger}3`, curl * 55 + random.range(0, 5));
  });
  const thumb = curls[4];
  const [flexion, abduction] = THUMBS[shape] ?? [random.range(-5, 5), 0];
  setAngles(pose, actor, `${side}Thumb1`, flexion, abduction);
  setAngles(pose, actor, `${side}Thumb2`, thumb);
  setAngles(pose, actor, `${side}Thumb3`, thumb);
}

export function copyHand(pose: Pose, from: Side, to: Side): void {
  for (const joint of ACTOR_JOINTS) {
    if (!joint.startsWith(from) || !/Thumb|Index|Middle|Ring|Pinky/.test(joint)) continue;
    const [x, y, z, w] = pose[actorJoint(joint)];
    pose[actorJoint(joint.replace(from, to) as ActorJoint)].set([x, -y, -z, w]);
  }
}
