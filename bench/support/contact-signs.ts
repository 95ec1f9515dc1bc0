/**
 * Seeded signs with known contacts on actors of random proportions: key poses whose hands touch a place of the body by construction, neutral
 * ones between them, minimum-jerk moves and holds. Metres, 25 frames per second.
 * A key pose is drawn until it is reachable, bends no wrist too far and sticks nowhere in the body.
 */
import { alignQuatSign, slerpQuat } from '../../src/math/quat.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import type { Numbers } from '../../src/math/vec3.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  SIDES,
  type Side,
} from '../../src/skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { type Body, bodyOf, PART_SLOTS } from '../../src/skeleton/body/body.ts';
import { HEAD_SITES } from '../../src/skeleton/body/body-shape.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createBuilder, touchOf } from './pose-builder.ts';
import { armPose, basePose, copyHand, neutralPose, type Pose, shapeHand, trunkTurns } from './sign-poses.ts';

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

const MOVE = 11;
const HOLD = 8;

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
