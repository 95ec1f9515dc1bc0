import { describe, expect, it } from 'vitest';
import { expQuat, multiplyQuat, rotateVec3 } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { angleVec3, rejectVec3 } from '../../src/math/vec3.ts';
import {
  assertMotionClip,
  frameRotations,
  type MotionClip,
  PART_NAMES,
} from '../../src/motion/motion-clip.ts';
import { retargetClip } from '../../src/retarget/retarget.ts';
import { createActor, palmAxes } from '../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, FINGERS, SIDES } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Rig } from '../../src/skeleton/rig.ts';

const actor = createActor();
const metahuman = createMetahuman();

/** Smooth random turns of every joint, up to `maxAngle` radians. */
function randomClip(rig: Rig, seed: number, maxAngle: number): MotionClip {
  const random = createRandom(seed);
  const joints = rig.skeleton.jointNames.length;
  const frameCount = 12;
  const rotations = new Float32Array(frameCount * joints * 4);
  for (let j = 0; j < joints; j++) {
    const moves = !/^(root|pelvis)$|Thigh|Calf|Foot|Ball|thigh|calf|foot|ball/.test(
      rig.skeleton.jointNames[j],
    );
    const axis = [random.gauss(), random.gauss(), random.gauss()].map((x) => x * maxAngle * 0.3);
    for (let f = 0; f < frameCount; f++) {
      const share = moves ? f / (frameCount - 1) : 0;
      const turn = expQuat(axis.map((x) => x * share));
      const rest = rig.skeleton.restRotations.subarray(j * 4, j * 4 + 4);
      rotations.set(multiplyQuat(rest, turn) as Float64Array, (f * joints + j) * 4);
    }
  }
  const rest = rig.skeleton.restTranslations.subarray(3 * rig.skeleton.translatedJoint).slice(0, 3);
  return {
    name: 'random',
    skeleton: rig.skeleton,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: Float32Array.from({ length: frameCount * 3 }, (_, i) => rest[i % 3]),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
}

/** Direction of the bone and of its flexor side, model space. */
function axesInModel(rig: Rig, clip: MotionClip, frame: number, role: ActorJoint): [number[], number[]] {
  const pose = computeModelPose(rig.skeleton, frameRotations(clip, frame), null);
  const j = rig.joints[role]!;
  const toModel = multiplyQuat(pose.rotations[j], rig.anatomicalAxes.subarray(j * 4, j * 4 + 4));
  return [
    Array.from(rotateVec3(toModel, [1, 0, 0]) as Float64Array),
    Array.from(rotateVec3(toModel, [0, 1, 0]) as Float64Array),
  ];
}

describe('copying rotations from the actor to the MetaHuman', () => {
  const source = randomClip(actor, 7, 1);
  const clip = retargetClip(actor, source, metahuman, { places: false });

  it('yields a valid clip with the same frames', () => {
    assertMotionClip(clip);
    expect(clip.frameCount).toBe(source.frameCount);
    expect(clip.skeleton).toBe(metahuman.skeleton);
  });

  it('keeps direction and flexor side of every arm and finger bone within 0.01 degrees', () => {
    const roles = ACTOR_JOINTS.filter((role) =>
      /UpperArm|LowerArm|Hand$|Thumb|(Index|Middle|Ring|Pinky)\d/.test(role),
    );
    expect(roles.length).toBe(36);
    for (const role of roles) {
      for (const frame of [0, 5, 11]) {
        const before = axesInModel(actor, source, frame, role);
        const after = axesInModel(metahuman, clip, frame, role);
        expect(angleVec3(before[0], after[0]) * DEGREES, `${role} direction`).toBeLessThan(0.01);
        expect(angleVec3(before[1], after[1]) * DEGREES, `${role} flexor side`).toBeLessThan(0.01);
      }
    }
  });

  it('keeps the palm normal as measured from the knuckles', () => {
    const still = randomClip(actor, 8, 0);
    const posed = retargetClip(actor, still, metahuman);
    for (const side of SIDES) {
      const normal = (rig: Rig, of: MotionClip) => {
        const pose = computeModelPose(rig.skeleton, frameRotations(of, 0), null);
        const wrist = pose.positions[rig.joints[`${side}Hand`]!];
        const knuckle = (finger: 'Index' | 'Middle' | 'Pinky') =>
          pose.positions[rig.joints[`${side}${finger}1`]!].map((x, i) => x - wrist[i]);
        const [along, palm] = palmAxes(side, knuckle('Index'), knuckle('Middle'), knuckle('Pinky'));
        return [along, rejectVec3(palm, along)] as const;
      };
      const [along, palm] = normal(actor, still);
      const [targetAlong, targetPalm] = normal(metahuman, posed);
      expect(angleVec3(along, targetAlong) * DEGREES).toBeLessThan(0.01);
      expect(angleVec3(palm, targetPalm) * DEGREES).toBeLessThan(0.01);
    }
  });

  it('straightens the fingers of a hand that rests curled', () => {
    const posed = retargetClip(actor, randomClip(actor, 9, 0), metahuman);
    for (const side of SIDES) {
      for (const finger of FINGERS) {
        const [first] = axesInModel(metahuman, posed, 0, `${side}${finger}1`);
        const [last] = axesInModel(metahuman, posed, 0, `${side}${finger}3`);
        expect(angleVec3(first, last) * DEGREES).toBeLessThan(0.01);
      }
    }
  });

  it('leaves legs, root and pelvis height at the target rest', () => {
    const { skeleton } = metahuman;
    for (const name of ['root', 'thigh_l', 'calf_r', 'ball_l']) {
      const j = skeleton.jointNames.indexOf(name);
      const rotation = Array.from(frameRotations(clip, 11).subarray(j * 4, j * 4 + 4));
      Array.from(skeleton.restRotations.subarray(j * 4, j * 4 + 4)).forEach((x, i) => {
        expect(rotation[i]).toBeCloseTo(x, 6);
      });
    }
    const pelvis = skeleton.translatedJoint;
    expect(Array.from(clip.translations.subarray(0, 3))).toEqual(
      Array.from(skeleton.restTranslations.subarray(pelvis * 3, pelvis * 3 + 3)),
    );
  });
});

describe('retargeting onto a copy of the source', () => {
  it('is the identity for both rigs', () => {
    for (const rig of [actor, metahuman]) {
      const source = randomClip(rig, 3, 1);
      const copy = retargetClip(rig, source, rig);
      const worst = Math.max(...source.rotations.map((x, i) => Math.abs(x - copy.rotations[i])));
      expect(worst).toBeLessThan(2e-6);
    }
  });
});
