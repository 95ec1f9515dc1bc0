/**
 * Seeded signs with known contacts on actors of random proportions: key poses whose hands touch a place of the body by construction, neutral
 * ones between them, minimum-jerk moves and holds. Metres, 25 frames per second.
 * A key pose is drawn until it is reachable, bends no wrist too far and sticks nowhere in the body.
 */
import {
  alignQuatSign,
  conjugateQuat,
  expQuat,
  identityQuat,
  multiplyQuat,
  quat,
  quatFromAlongAndSide,
  relativeQuat,
  rotateVec3,
  slerpQuat,
} from '../../src/math/quat.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import {
  addScaledVec3,
  addVec3,
  angleVec3,
  distanceVec3,
  type Numbers,
  normalizeVec3,
  subtractVec3,
  vec3,
} from '../../src/math/vec3.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { reachWith } from '../../src/retarget/arm-reach.ts';
import { createFinger, moveFinger } from '../../src/retarget/finger-reach.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
  type Side,
} from '../../src/skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { type Body, bodyOf, PART_SLOTS, TOUCH_SLOTS } from '../../src/skeleton/body/body.ts';
import { HEAD_SITES } from '../../src/skeleton/body/body-shape.ts';
import { createGap, measureGap } from '../../src/skeleton/body/gap.ts';
import { createBodyPose, poseBody } from '../../src/skeleton/body/pose-body.ts';
import { computeModelPose, createModelPose, type ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createAnatomy, rotationFromAngles } from '../../src/solver/anatomy.ts';

/** A touch point that is on a part, or on another touch point of the same hand, in frames first..last. */
export interface KnownContact {
  readonly kind: 'single' | 'several' | 'pinch';
  readonly touch: number;
  /** Part slot, or touch slot for a pinch. */
  readonly other: number;
  readonly first: number;
  readonly last: number;
}

export interface ContactSign {
  readonly name: string;
  readonly actor: Rig;
  readonly clip: MotionClip;
  readonly contacts: readonly KnownContact[];
}

const TOUCHES = TOUCH_SLOTS.length;
const MOVE = 11;
const HOLD = 8;
/** Contacts are made with this much between the surfaces, metres. */
const AIR = 0.001;

export const SIGN_NAMES = [
  'point-face',
  'tips-face',
  'thumb-face',
  'palm-chest',
  'fist-chest',
  'point-palm',
  'point-point',
  'point-forearm',
  'point-shoulder',
  'palms',
  'five-fingers',
  'f-free',
  'o-free',
  'f-face',
  'o-mouth',
] as const;
export type SignName = (typeof SIGN_NAMES)[number];

export function randomProportions(random: Random): ActorProportions {
  const stature = random.range(0.88, 1.12);
  const arms = stature * random.range(0.9, 1.1);
  const hands = stature * random.range(0.88, 1.12);
  const head = stature * random.range(0.92, 1.08);
  const { hand, ...body } = AVERAGE_PROPORTIONS;
  const scaleOf = (name: string): number => (/Arm$/.test(name) ? arms : /^head/.test(name) ? head : stature);
  const scaled = Object.entries(body).map(([name, length]) => [name, length * scaleOf(name)]);
  const by = <T>(points: T): T =>
    JSON.parse(JSON.stringify(points), (_, value) => (typeof value === 'number' ? value * hands : value));
  return { ...Object.fromEntries(scaled), hand: by(hand) } as ActorProportions;
}

export function createContactSign(name: SignName, seed: number): ContactSign | null {
  const random = createRandom(seed);
  const actor = createActor(randomProportions(random));
  const body = bodyOf(actor);
  const trunk = trunkTurns(random);
  const neutral = [neutralPose(actor, random, trunk), neutralPose(actor, random, trunk)];
  const keys: KeyPose[] = [];
  for (let attempt = 0; attempt < 400 && keys.length < 2; attempt++) {
    const key = createKey(name, actor, body, random, trunk);
    if (key) keys.push(key);
  }
  if (keys.length < 2) return null;
  const poses = [neutral[0], keys[0].pose, neutral[1], keys[1].pose, neutral[0]];
  const { clip, holds } = clipOf(`${name}-${seed}`, actor, poses);
  const contacts = [1, 3].flatMap((at, i) =>
    keys[i].contacts.map((contact) => ({ ...contact, first: holds[at][0], last: holds[at][1] })),
  );
  return { name: clip.name, actor, clip, contacts };
}

type Pose = Float64Array[];
interface KeyPose {
  readonly pose: Pose;
  readonly contacts: readonly Pick<KnownContact, 'kind' | 'touch' | 'other'>[];
}

function clipOf(
  name: string,
  actor: Rig,
  poses: readonly Pose[],
): { clip: MotionClip; holds: [number, number][] } {
  const holds: [number, number][] = [];
  const frames: Pose[] = [];
  poses.forEach((pose, k) => {
    if (k > 0) {
      for (let i = 1; i < MOVE; i++) {
        const t = i / MOVE;
        const share = t * t * t * (10 + t * (6 * t - 15));
        frames.push(pose.map((q, j) => slerpQuat(poses[k - 1][j], q, share) as Float64Array));
      }
    }
    holds.push([frames.length, frames.length + HOLD - 1]);
    for (let i = 0; i < HOLD; i++) frames.push(pose);
  });
  const joints = ACTOR_JOINTS.length;
  const rotations = new Float32Array(frames.length * joints * 4);
  frames.forEach((pose, f) => {
    pose.forEach((q, j) => {
      const at = rotations.subarray((f * joints + j) * 4, (f * joints + j + 1) * 4);
      at.set(q);
      if (f > 0)
        alignQuatSign(at, rotations.subarray(((f - 1) * joints + j) * 4, ((f - 1) * joints + j + 1) * 4));
    });
  });
  const pelvis = actor.skeleton.restTranslations.subarray(3 * actorJoint('pelvis')).slice(0, 3);
  const clip: MotionClip = {
    name,
    skeleton: actor.skeleton,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount: frames.length,
    translations: Float32Array.from({ length: frames.length * 3 }, (_, i) => pelvis[i % 3]),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frames.length * PART_NAMES.length),
  };
  assertMotionClip(clip);
  return { clip, holds };
}

function trunkTurns(random: Random): Map<ActorJoint, Numbers> {
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
function neutralPose(actor: Rig, random: Random, trunk: ReadonlyMap<ActorJoint, Numbers>): Pose {
  const pose = basePose(trunk);
  for (const side of SIDES) {
    armPose(pose, actor, side, random);
    shapeHand(pose, actor, side, 'relaxed', random);
    setAngles(pose, actor, `${side}Hand`, random.range(-10, 15), random.range(-8, 8), random.range(-20, 30));
  }
  return pose;
}

function basePose(trunk: ReadonlyMap<ActorJoint, Numbers>): Pose {
  return ACTOR_JOINTS.map((joint) =>
    Float64Array.from((trunk.get(joint) as Float64Array) ?? identityQuat(quat())),
  );
}

function armPose(pose: Pose, actor: Rig, side: Side, random: Random): void {
  const s = side === 'left' ? 1 : -1;
  const down = expQuat([0, 0, -s * random.range(50, 68) * RADIANS]);
  const front = expQuat([0, -s * random.range(25, 60) * RADIANS, 0]);
  const twist = expQuat([-s * random.range(20, 50) * RADIANS, 0, 0]);
  multiplyQuat(multiplyQuat(front, down), twist, pose[actorJoint(`${side}UpperArm`)]);
  setAngles(pose, actor, `${side}LowerArm`, random.range(65, 100));
}

function setAngles(
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

type Shape = 'relaxed' | 'flat' | 'point' | 'fist' | 'thumb' | 'claw' | 'f' | 'o';

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

function shapeHand(pose: Pose, actor: Rig, side: Side, shape: Shape, random: Random): void {
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

const touchOf = (side: Side, name: string): number =>
  (side === 'left' ? 0 : TOUCHES) + TOUCH_SLOTS.indexOf(name);

function createKey(
  name: SignName,
  actor: Rig,
  body: Body,
  random: Random,
  trunk: ReadonlyMap<ActorJoint, Numbers>,
): KeyPose | null {
  const side: Side = random.next() < 0.8 ? 'right' : 'left';
  const other: Side = side === 'right' ? 'left' : 'right';
  const pose = basePose(trunk);
  for (const s of SIDES) {
    armPose(pose, actor, s, random);
    shapeHand(pose, actor, s, 'relaxed', random);
  }
  const build = createBuilder(actor, body, pose);
  const s = side === 'left' ? 1 : -1;
  const contacts: { kind: KnownContact['kind']; touch: number; other: number }[] = [];
  const head = PART_SLOTS.indexOf('head');
  const torso = PART_SLOTS.indexOf('torso');
  const on = (touch: string, part: number, kind: KnownContact['kind'] = 'single') =>
    contacts.push({ kind, touch: touchOf(side, touch), other: part });
  const site = (names: readonly string[]): [number, number, number] => {
    const picked = random.pick(names);
    const [up, front, left] = HEAD_SITES[picked];
    return [up, front, s * left];
  };
  const jitter = () => random.range(-0.35, 0.35);
  const faceSites = ['chin', 'mouth', 'nose', 'eye', 'cheek', 'ear', 'temple', 'forehead'];
  /** From the front or the side of the hand that touches, pointing at the face. */
  const towardsFace = (): Numbers => [-s * (0.3 + jitter()), 0.5 + jitter(), -0.6 + jitter() * 0.5];

  if (name === 'point-face' || name === 'thumb-face') {
    const thumb = name === 'thumb-face';
    shapeHand(pose, actor, side, thumb ? 'thumb' : 'point', random);
    const tip = thumb ? 'ThumbTip' : 'IndexTip';
    build.aim(side, thumb ? [-s * 0.6, 0.7 + jitter(), -0.2] : towardsFace(), [
      -s * 0.7,
      jitter(),
      thumb ? 0.3 : -0.7,
    ]);
    if (!build.touch(side, tip, head, site(thumb ? ['chin', 'cheek', 'temple'] : faceSites))) return null;
    on(tip, head);
  } else if (name === 'tips-face') {
    shapeHand(pose, actor, side, 'flat', random);
    build.aim(side, [-s * 0.35 + jitter(), 0.75, -0.6], [-s * 0.4, jitter(), -0.8]);
    if (!build.touch(side, 'MiddleTip', head, site(['chin', 'mouth', 'forehead', 'temple']))) return null;
    on('MiddleTip', head);
  } else if (name === 'palm-chest' || name === 'fist-chest') {
    const flat = name === 'palm-chest';
    shapeHand(pose, actor, side, flat ? 'flat' : 'fist', random);
    build.aim(side, [-s * 0.9, 0.3 + jitter(), 0.05], [0.1 * s, 0, -1]);
    const place = [random.range(0.6, 0.85), 0, s * random.range(-0.5, 0.4)];
    const touch = flat ? 'Palm' : 'Index2';
    if (!build.touch(side, touch, torso, place)) return null;
    on(touch, torso);
  } else if (name === 'point-palm' || name === 'palms' || name === 'point-point' || name === 'five-fingers') {
    // the other hand is held before the chest, the first comes to it
    const shape = name === 'five-fingers' ? 'claw' : name === 'point-point' ? 'point' : 'flat';
    shapeHand(pose, actor, other, shape, random);
    const o = -s;
    const across = name === 'point-point' || name === 'five-fingers';
    const flush = name === 'palms';
    const aim: Numbers = across
      ? [-o * 0.8, 0.45 + 0.5 * jitter(), 0.4]
      : [flush ? 0 : -o * 0.25, 0.75 + jitter(), 0.55];
    const palm: Numbers = across ? [-o * 0.5, -0.2, -0.8] : [-o * 0.9, 0, flush ? 0 : 0.1];
    build.aim(other, aim, palm);
    const place = [random.range(-0.03, 0.03), random.range(-0.12, 0.08), random.range(0.22, 0.32)];
    if (!build.bring(other, place)) return null;
    if (name === 'point-palm') {
      shapeHand(pose, actor, side, 'point', random);
      build.aim(side, [-s * 0.9, 0.1 + jitter(), 0.1], [0.2 * jitter(), -0.9, -0.3]);
      const part = PART_SLOTS.indexOf(`${other}Palm`);
      if (!build.touch(side, 'IndexTip', part, [random.range(0.4, 0.8), 1, random.range(-0.1, 0.1)]))
        return null;
      on('IndexTip', part);
    } else if (name === 'palms') {
      shapeHand(pose, actor, side, 'flat', random);
      build.mirrorHand(side);
      const part = PART_SLOTS.indexOf(`${other}Palm`);
      if (!build.touch(side, 'Palm', part, [0.6, 1, 0])) return null;
      on('Palm', part, 'several');
      for (const finger of ['Index', 'Middle', 'Ring'])
        on(`${finger}Tip`, PART_SLOTS.indexOf(`${other}${finger}3`), 'several');
    } else if (name === 'point-point') {
      shapeHand(pose, actor, side, 'point', random);
      build.mirrorHand(side);
      const part = PART_SLOTS.indexOf(`${other}Index3`);
      if (!build.touch(side, 'IndexTip', part, [1.05, 0, 0])) return null;
      on('IndexTip', part);
    } else {
      copyHand(pose, other, side);
      build.mirrorHand(side);
      const part = PART_SLOTS.indexOf(`${other}Middle3`);
      if (!build.touch(side, 'MiddleTip', part, [1.05, 0, 0])) return null;
      for (const finger of ['Index', 'Middle', 'Ring', 'Pinky'])
        on(`${finger}Tip`, PART_SLOTS.indexOf(`${other}${finger}3`), 'several');
    }
  } else if (name === 'point-forearm') {
    build.aim(other, [s * 0.95, 0.1, 0.2], [0, -1, 0.1]);
    if (!build.bring(other, [-s * 0.05, random.range(-0.2, -0.1), 0.28])) return null;
    shapeHand(pose, actor, side, 'point', random);
    build.aim(side, [-s * 0.6, -0.7, 0.15 + jitter()], [-s * 0.5, -0.5, -0.4]);
    const part = PART_SLOTS.indexOf(`${other}LowerArm`);
    if (!build.touchOutside(side, 'IndexTip', part, random.range(0.55, 0.85), [0, 1, 0.3])) return null;
    on('IndexTip', part);
  } else if (name === 'point-shoulder') {
    shapeHand(pose, actor, side, 'point', random);
    build.aim(side, [-s * 0.85, 0.25 + jitter(), -0.4], [0, -0.4, -0.9]);
    const part = PART_SLOTS.indexOf(`${other}UpperArm`);
    if (!build.touchOutside(side, 'IndexTip', part, random.range(0.1, 0.4), [0, 0.35, 1])) return null;
    on('IndexTip', part);
  } else {
    const o = name.startsWith('o');
    shapeHand(pose, actor, side, o ? 'o' : 'f', random);
    const fingers = o ? (['Index', 'Middle'] as const) : (['Index'] as const);
    if (!build.pinch(side, fingers)) return null;
    for (const finger of fingers) {
      contacts.push({
        kind: 'pinch',
        touch: touchOf(side, 'ThumbTip'),
        other: touchOf(side, `${finger}Tip`),
      });
    }
    if (name === 'f-free' || name === 'o-free') {
      build.aim(side, [-s * 0.3, 0.8, 0.5 + jitter()], [-s * 0.4 + jitter(), 0, 0.9]);
      if (
        !build.bring(side, [s * random.range(0.1, 0.25), random.range(-0.05, 0.1), random.range(0.25, 0.35)])
      )
        return null;
    } else {
      build.aim(side, [-s * 0.5, 0.6 + jitter(), -0.55], [-s * 0.6, -0.1, -0.7]);
      const tip = 'IndexTip';
      if (!build.touch(side, tip, head, site(o ? ['mouth'] : ['chin', 'mouth', 'cheek']))) return null;
      on(tip, head);
    }
  }
  if (!build.sound(contacts)) return null;
  // of several points only those that do touch
  const touching = contacts.filter(
    ({ kind, touch, other: part }) => kind !== 'several' || build.touches(touch, part),
  );
  const [first] = touching;
  if (!first || (first.kind === 'several' && touching.length < 2)) return null;
  return { pose: build.finish(), contacts: touching };
}

function copyHand(pose: Pose, from: Side, to: Side): void {
  for (const joint of ACTOR_JOINTS) {
    if (!joint.startsWith(from) || !/Thumb|Index|Middle|Ring|Pinky/.test(joint)) continue;
    const [x, y, z, w] = pose[actorJoint(joint)];
    pose[actorJoint(joint.replace(from, to) as ActorJoint)].set([x, -y, -z, w]);
  }
}

/** Works on model rotations; hands are aimed first, then brought. */
function createBuilder(actor: Rig, body: Body, local: Pose) {
  const model = createModelPose(ACTOR_JOINTS.length);
  const bodyPose = createBodyPose();
  const { parents } = actor.skeleton;
  const refresh = () => {
    computeModelPose(actor.skeleton, Float64Array.from(local.flatMap((q) => [...q])), null, model);
    poseBody(body, model, bodyPose);
  };
  const setModel = (joint: ActorJoint, rotation: Numbers) => {
    const j = actorJoint(joint);
    relativeQuat(model.rotations[parents[j]], rotation, local[j]);
    refresh();
  };
  const armOf = (side: Side, pose: ModelPose) => {
    const [upper, lower, hand] = (['UpperArm', 'LowerArm', 'Hand'] as const).map((part) =>
      actorJoint(`${side}${part}`),
    );
    return {
      shoulder: pose.positions[upper],
      upper: pose.rotations[upper],
      elbow: pose.positions[lower],
      lower: pose.rotations[lower],
      wrist: pose.positions[hand],
      lowerAxes: actor.anatomicalAxes.subarray(lower * 4, lower * 4 + 4),
    };
  };
  /** The wrist to a place, the hand's orientation held. */
  const moveWrist = (side: Side, goal: Numbers): boolean => {
    refresh();
    const hand = Float64Array.from(model.rotations[actorJoint(`${side}Hand`)]);
    const arm = armOf(side, model);
    reachWith(arm, goal);
    if (distanceVec3(arm.wrist, goal) > 1e-4) return false;
    const upper = Float64Array.from(arm.upper);
    const lower = Float64Array.from(arm.lower);
    setModel(`${side}UpperArm`, upper);
    setModel(`${side}LowerArm`, lower);
    setModel(`${side}Hand`, hand);
    return true;
  };
  const frameOf = (side: Side): Numbers => {
    const j = actorJoint(`${side}Hand`);
    return multiplyQuat(model.rotations[j], actor.anatomicalAxes.subarray(j * 4, j * 4 + 4));
  };
  const gap = createGap();
  const place = (side: Side, touch: string, at: Numbers): boolean => {
    const t = touchOf(side, touch);
    const wrist = model.positions[actorJoint(`${side}Hand`)];
    const goal = addVec3(wrist, subtractVec3(at, bodyPose.touches[t], vec3()), vec3());
    if (!moveWrist(side, goal)) return false;
    return true;
  };
  const surface = (side: Side, touch: string, part: number, from: Numbers): boolean => {
    // from outside towards the part until the surfaces are AIR apart
    const t = touchOf(side, touch);
    const point = vec3();
    point.set(from as Float64Array);
    for (let i = 0; i < 30; i++) {
      measureGap(body.parts[part]!, bodyPose.rotations[part], bodyPose.origins[part], point, gap);
      const away = gap.distance - body.touches[t]!.radius - AIR;
      const normal = rotateVec3(bodyPose.rotations[part], gap.normal);
      addScaledVec3(point, normal, -away, point);
    }
    return place(side, touch, point);
  };
  refresh();
  return {
    aim(side: Side, fingers: Numbers, palm: Numbers) {
      refresh();
      const j = actorJoint(`${side}Hand`);
      const axes = conjugateQuat(actor.anatomicalAxes.subarray(j * 4, j * 4 + 4));
      setModel(`${side}Hand`, multiplyQuat(quatFromAlongAndSide(fingers, palm), axes));
    },
    /** The mirror image of the other hand's orientation. */
    mirrorHand(side: Side) {
      refresh();
      const [x, y, z, w] = model.rotations[actorJoint(`${side === 'left' ? 'right' : 'left'}Hand`)];
      setModel(`${side}Hand`, Float64Array.of(x, -y, -z, w));
    },
    bring(side: Side, [x, y, z]: Numbers & Iterable<number>): boolean {
      refresh();
      const part = PART_SLOTS.indexOf('torso');
      const { scale } = body.parts[part]!;
      const goal = rotateVec3(bodyPose.rotations[part], [scale[0] * 0.75 + y, z, x]);
      return moveWrist(side, addVec3(goal, bodyPose.origins[part], goal));
    },
    /** To a place on a part in its own units. */
    touch(side: Side, touch: string, part: number, at: readonly number[]): boolean {
      refresh();
      const { scale } = body.parts[part]!;
      // a little outside, so that the surface is found from there
      const from = rotateVec3(bodyPose.rotations[part], [
        at[0] * scale[0],
        at[1] * scale[1],
        at[2] * scale[2],
      ]);
      if (PART_SLOTS[part] === 'torso')
        addVec3(from, rotateVec3(bodyPose.rotations[part], [0, 0.2, 0]), from);
      if (PART_SLOTS[part] === 'head') scaleOut(from, 1.15);
      addVec3(from, bodyPose.origins[part], from);
      return surface(side, touch, part, from);
    },
    /** To the side of a limb that faces a direction of the model. */
    touchOutside(side: Side, touch: string, part: number, share: number, towards: Numbers): boolean {
      refresh();
      const from = rotateVec3(bodyPose.rotations[part], [share * body.parts[part]!.scale[0], 0, 0]);
      addVec3(from, bodyPose.origins[part], from);
      addScaledVec3(from, normalizeVec3(towards), 0.1, from);
      return surface(side, touch, part, from);
    },
    /** Thumb and fingers to each other, by as much as it takes. */
    pinch(side: Side, fingers: readonly (typeof FINGERS)[number][]): boolean {
      refresh();
      const chain = (digit: string) =>
        createFinger(
          actor,
          [1, 2, 3].map((i) => actorJoint(`${side}${digit}${i}` as ActorJoint)),
        );
      const thumbTouch = touchOf(side, 'ThumbTip');
      for (let round = 0; round < 60; round++) {
        let worst = 0;
        for (const finger of fingers) {
          const tip = touchOf(side, `${finger}Tip`);
          const [a, b] = [bodyPose.touches[thumbTouch], bodyPose.touches[tip]];
          const apart = subtractVec3(b, a, vec3());
          const length = Math.hypot(...(apart as Float64Array));
          const wish = length - body.touches[thumbTouch]!.radius - body.touches[tip]!.radius - AIR;
          worst = Math.max(worst, Math.abs(wish));
          normalizeVec3(apart, apart);
          const half = wish * 0.5;
          moveFinger(chain('Thumb'), model, 2, a, [apart[0] * half, apart[1] * half, apart[2] * half]);
          moveFinger(chain(finger), model, 2, b, [-apart[0] * half, -apart[1] * half, -apart[2] * half]);
        }
        for (const digit of ['Thumb', ...fingers]) {
          for (const i of [1, 2, 3]) {
            const j = actorJoint(`${side}${digit}${i}` as ActorJoint);
            relativeQuat(model.rotations[parents[j]], model.rotations[j], local[j]);
          }
        }
        refresh();
        if (worst < 0.0005) return true;
      }
      return false;
    },
    touches(touch: number, part: number): boolean {
      measureGap(
        body.parts[part]!,
        bodyPose.rotations[part],
        bodyPose.origins[part],
        bodyPose.touches[touch],
        gap,
      );
      return gap.distance - body.touches[touch]!.radius < 0.006;
    },
    /** Whether wrists can bend so, and nothing but what should touch does. */
    sound(contacts: readonly { touch: number; other: number }[]): boolean {
      refresh();
      for (const side of SIDES) {
        const lower = actorJoint(`${side}LowerArm`);
        const forearm = rotateVec3(
          multiplyQuat(model.rotations[lower], actor.anatomicalAxes.subarray(lower * 4, lower * 4 + 4)),
          [1, 0, 0],
        );
        const fingers = rotateVec3(frameOf(side), [1, 0, 0]);
        if (angleVec3(forearm, fingers) > 85 * RADIANS) return false;
      }
      for (let t = 0; t < 2 * TOUCHES; t++) {
        for (let p = 0; p < PART_SLOTS.length; p++) {
          const touch = body.touches[t]!;
          if (PART_SLOTS[p].startsWith(touch.side) || !body.parts[p]) continue;
          if (contacts.some(({ touch: a, other: b }) => a === t && b === p)) continue;
          measureGap(body.parts[p]!, bodyPose.rotations[p], bodyPose.origins[p], bodyPose.touches[t], gap);
          const wrists = touch.finger === null && /LowerArm/.test(PART_SLOTS[p]);
          if (gap.distance - touch.radius < (wrists ? -0.02 : -0.004)) return false;
        }
      }
      return true;
    },
    finish: (): Pose => local.map((q) => Float64Array.from(q)),
  };
}

function scaleOut(v: Numbers, s: number): void {
  v[0] *= s;
  v[1] *= s;
  v[2] *= s;
}

/** A rig of other proportions: everything by `size`, arms and hands and head by more. */
export function resizeRig(
  rig: Rig,
  name: string,
  size: number,
  arms: number,
  hands: number,
  head: number,
): Rig {
  const factors = rig.skeleton.jointNames.map(() => size);
  const scaleRole = (pattern: RegExp, factor: number) => {
    for (const [role, j] of Object.entries(rig.joints)) if (pattern.test(role)) factors[j!] = size * factor;
  };
  scaleRole(/LowerArm$|Hand$/, arms);
  scaleRole(/(Thumb|Index|Middle|Ring|Pinky)/, hands);
  const restTranslations = rig.skeleton.restTranslations.map((x, i) => x * factors[Math.floor(i / 3)]);
  const ends = rig.skeleton.jointNames.map((_, j) => {
    const role = Object.entries(rig.joints).find(([, at]) => at === j)?.[0] ?? '';
    if (role === 'head') return size * head;
    if (/UpperArm$|LowerArm$/.test(role)) return size * arms;
    return /Hand$|Thumb|Index|Middle|Ring|Pinky/.test(role) ? size * hands : size;
  });
  const endOffsets = rig.endOffsets.map((x, i) => x * ends[Math.floor(i / 3)]);
  const headCenter = (rig.headCenter ?? new Float32Array(3)).map((x) => x * size * head);
  return { ...rig, name, skeleton: { ...rig.skeleton, restTranslations }, endOffsets, headCenter };
}
