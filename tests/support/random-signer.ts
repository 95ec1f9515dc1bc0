/**
 * A seeded signer for solve-back tests: random proportions, random anatomical key poses of both arms and hands with minimum-jerk moves
 * and holds between them, and the landmarks that an ideal tracker would give of them.
 */

import { SIGN_SCRIPTS } from '../../samples/generate/index.ts';
import { recordLandmarks } from '../../samples/generate/record-landmarks.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { alignQuatSign, expQuat, identityQuat, multiplyQuat, quat, slerpQuat } from '../../src/math/quat.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
} from '../../src/skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createAnatomy, rotationFromAngles } from '../../src/solver/anatomy.ts';

export interface RandomSigner {
  readonly actor: Rig;
  readonly clip: MotionClip;
  readonly recording: LandmarkRecording;
}

export interface SignerOptions {
  readonly seed: number;
  readonly frameCount?: number;
  /** Frames of a move and of a hold between two key poses. */
  readonly move?: number;
  readonly hold?: number;
  /** Of the signer; a random person when absent. */
  readonly proportions?: ActorProportions;
}

export function createRandomSigner({
  seed,
  frameCount = 60,
  move = 10,
  hold = 4,
  proportions: given,
}: SignerOptions): RandomSigner {
  const random = createRandom(seed);
  const drawn = randomProportions(random);
  const proportions = given ?? drawn;
  const actor = createActor(proportions);
  const poses = Array.from({ length: Math.ceil(frameCount / (move + hold)) + 2 }, () =>
    randomPose(actor, random),
  );
  const joints = ACTOR_JOINTS.length;
  const rotations = new Float32Array(frameCount * joints * 4);
  const pelvis = actor.skeleton.restTranslations.subarray(3 * actorJoint('pelvis')).slice(0, 3);
  for (let f = 0; f < frameCount; f++) {
    const key = Math.floor(f / (move + hold));
    const t = Math.min(1, (f - key * (move + hold)) / move);
    const share = t * t * t * (10 + t * (6 * t - 15));
    for (let j = 0; j < joints; j++) {
      const at = rotations.subarray((f * joints + j) * 4, (f * joints + j + 1) * 4);
      slerpQuat(poses[key][j], poses[key + 1][j], share, at);
      if (f > 0)
        alignQuatSign(at, rotations.subarray(((f - 1) * joints + j) * 4, ((f - 1) * joints + j + 1) * 4));
    }
  }
  const clip: MotionClip = {
    name: `random-signer-${seed}`,
    skeleton: actor.skeleton,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: Float32Array.from({ length: frameCount * 3 }, (_, i) => pelvis[i % 3]),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
  assertMotionClip(clip);
  const script = { ...SIGN_SCRIPTS[0], name: clip.name, dropouts: [], framing: { bottom: -0.3, top: 0.95 } };
  return { actor, clip, recording: recordLandmarks(script, actor, clip) };
}

function randomProportions(random: Random): ActorProportions {
  const size = random.range(0.92, 1.08);
  const vary = (length: number) => length * size * random.range(0.97, 1.03);
  const { hand, ...body } = AVERAGE_PROPORTIONS;
  const handSize = size * random.range(0.95, 1.05);
  return {
    ...(Object.fromEntries(
      Object.entries(body).map(([name, length]) => [name, vary(length)]),
    ) as typeof body),
    hand: {
      knuckles: hand.knuckles.map((point) =>
        point.map((x) => x * handSize),
      ) as unknown as typeof hand.knuckles,
      thumbBase: hand.thumbBase.map((x) => x * handSize) as unknown as typeof hand.thumbBase,
      fingers: hand.fingers.map((chain) => chain.map((x) => x * handSize)) as unknown as typeof hand.fingers,
      thumb: hand.thumb.map((x) => x * handSize) as unknown as typeof hand.thumb,
    },
  };
}

/** Anatomical angles inside the joint limits, hands in front of the body. */
function randomPose(actor: Rig, random: Random): Float64Array[] {
  const anatomy = createAnatomy(actor);
  const pose = ACTOR_JOINTS.map(() => identityQuat(quat()) as Float64Array);
  const set = (joint: ActorJoint, flexion: number, abduction = 0, twist = 0) => {
    const angles = { flexion: flexion * RADIANS, abduction: abduction * RADIANS, twist: twist * RADIANS };
    rotationFromAngles(anatomy, actorJoint(joint), angles, pose[actorJoint(joint)]);
  };
  const turn = (joint: ActorJoint, x: number, y: number, z: number) => {
    expQuat([x * RADIANS, y * RADIANS, z * RADIANS], pose[actorJoint(joint)]);
  };
  for (const i of [1, 2, 3, 4, 5] as const)
    turn(`spine${i}`, random.range(-1, 3), random.range(-3, 3), random.range(-2, 2));
  turn('neck1', random.range(-5, 5), random.range(-8, 8), random.range(-3, 3));
  turn('head', random.range(-10, 12), random.range(-18, 18), random.range(-6, 6));
  for (const side of SIDES) {
    const s = side === 'left' ? 1 : -1;
    // from the T-pose: down by the second factor, then to the front by the first
    const down = expQuat([0, 0, -s * random.range(15, 70) * RADIANS]);
    const front = expQuat([0, -s * random.range(10, 80) * RADIANS, 0]);
    const twist = expQuat([s * random.range(-40, 20) * RADIANS, 0, 0]);
    multiplyQuat(multiplyQuat(front, down), twist, pose[actorJoint(`${side}UpperArm`)]);
    set(`${side}LowerArm`, random.range(40, 135));
    set(`${side}Hand`, random.range(-45, 50), random.range(-20, 15), random.range(-75, 75));
    for (const finger of FINGERS) {
      const curl = random.range(0, 1);
      set(`${side}${finger}1`, curl * 85 + random.range(-8, 5), (1 - curl) * random.range(-10, 10));
      set(`${side}${finger}2`, curl * 95 + random.range(0, 10));
      set(`${side}${finger}3`, curl * 55 + random.range(0, 10));
    }
    set(`${side}Thumb1`, random.range(-10, 30), random.range(-15, 15));
    set(`${side}Thumb2`, random.range(0, 45));
    set(`${side}Thumb3`, random.range(0, 60));
  }
  return pose;
}
