import { describe, expect, it } from 'vitest';
import { angleQuat, conjugateQuat, multiplyQuat, rotateVec3, unrotateVec3 } from '../../../src/math/quat.ts';
import { DEGREES } from '../../../src/math/scalar.ts';
import { angleVec3, dotVec3, type Numbers, subtractVec3 } from '../../../src/math/vec3.ts';
import { ACTOR_JOINTS, type ActorJoint, FINGERS, SIDES } from '../../../src/skeleton/actor/joints.ts';
import { computeRestPose } from '../../../src/skeleton/forward-kinematics.ts';
import { METAHUMAN_BONES, RIGHT_EXCEPTIONS } from '../../../src/skeleton/metahuman/bones.ts';
import { createMetahuman } from '../../../src/skeleton/metahuman/metahuman.ts';
import { validateSkeleton } from '../../../src/skeleton/skeleton.ts';
import { unrealBoneName } from '../../../src/skeleton/unreal/unreal-rig.ts';

/** The bones that an animation drives on a MetaHuman; helpers follow by themselves. */
const DRIVEN = `
root pelvis spine_01 spine_02 spine_03 spine_04 spine_05 neck_01 neck_02 head clavicle_l clavicle_r
upperarm_l lowerarm_l hand_l index_metacarpal_l index_01_l index_02_l index_03_l middle_metacarpal_l middle_01_l middle_02_l
middle_03_l ring_metacarpal_l ring_01_l ring_02_l ring_03_l pinky_metacarpal_l pinky_01_l pinky_02_l pinky_03_l thumb_01_l
thumb_02_l thumb_03_l thigh_l thigh_r calf_l foot_l ball_l upperarm_r lowerarm_r hand_r index_metacarpal_r index_01_r index_02_r
index_03_r middle_metacarpal_r middle_01_r middle_02_r middle_03_r ring_metacarpal_r ring_01_r ring_02_r ring_03_r
pinky_metacarpal_r pinky_01_r pinky_02_r pinky_03_r thumb_01_r thumb_02_r thumb_03_r calf_r foot_r ball_r`
  .trim()
  .split(/\s+/);

const rig = createMetahuman();
const { skeleton } = rig;
const rest = computeRestPose(skeleton);
const at = (bone: string): Numbers => rest.positions[skeleton.jointNames.indexOf(bone)];
const roleAt = (role: ActorJoint): Numbers => rest.positions[rig.joints[role]!];

/** Column of a role's anatomical axes in model space: 0 bone, 1 flexor side, 2 hinge. */
function axisOf(role: ActorJoint, column: number): Numbers {
  const j = rig.joints[role]!;
  const axis = rotateVec3(
    rig.anatomicalAxes.subarray(j * 4, j * 4 + 4),
    [0, 1, 2].map((k) => (k === column ? 1 : 0)),
  );
  return rotateVec3(rest.rotations[j], axis);
}

const degreesBetween = (a: Numbers, b: Numbers): number => angleVec3(a, b) * DEGREES;

describe('the MetaHuman rig', () => {
  it('is a valid skeleton of the 64 driven bones, no more and no less', () => {
    expect(DRIVEN).toHaveLength(64);
    expect(validateSkeleton(skeleton)).toEqual([]);
    expect([...skeleton.jointNames].sort()).toEqual([...DRIVEN].sort());
    expect(skeleton.jointNames[skeleton.translatedJoint]).toBe('pelvis');
    expect(rig.name).toBe('metahuman');
    expect(rig.approximate).toBe(true);
  });

  it('gives every role its own bone', () => {
    expect(new Set(Object.values(rig.joints)).size).toBe(64);
    for (const role of ACTOR_JOINTS)
      expect(skeleton.jointNames[rig.joints[role]!]).toBe(unrealBoneName(role));
  });

  it.each([
    ['leftUpperArm', 'upperarm_l'],
    ['rightLowerArm', 'lowerarm_r'],
    ['leftIndexMetacarpal', 'index_metacarpal_l'],
    ['rightPinky3', 'pinky_03_r'],
    ['leftThumb1', 'thumb_01_l'],
    ['spine4', 'spine_04'],
    ['neck2', 'neck_02'],
    ['head', 'head'],
    ['rightBall', 'ball_r'],
  ] as const)('calls %s what Unreal calls it: %s', (role, bone) => {
    expect(unrealBoneName(role)).toBe(bone);
  });

  it('has the parents that Unreal has', () => {
    const parentOf = (bone: string) =>
      skeleton.jointNames[skeleton.parents[skeleton.jointNames.indexOf(bone)]];
    expect(parentOf('pelvis')).toBe('root');
    expect(parentOf('clavicle_r')).toBe('spine_05');
    expect(parentOf('neck_01')).toBe('spine_05');
    expect(parentOf('thigh_r')).toBe('pelvis');
    expect(parentOf('thumb_01_r')).toBe('hand_r');
    expect(parentOf('ring_metacarpal_l')).toBe('hand_l');
    expect(parentOf('ring_01_r')).toBe('ring_metacarpal_r');
    expect(parentOf('ball_l')).toBe('foot_l');
  });

  it('gives right bones the rotation of the left ones and the opposite translation, the two side branches excepted', () => {
    const exceptions = RIGHT_EXCEPTIONS.map(([name]) => name);
    expect(exceptions).toEqual(['clavicle_r', 'thigh_r']);
    for (const [left] of METAHUMAN_BONES.filter(([name]) => name.endsWith('_l'))) {
      const right = left.replace(/_l$/, '_r');
      const [l, r] = [left, right].map((name) => skeleton.jointNames.indexOf(name));
      // + 0 turns -0 into 0
      const translation = (j: number) =>
        Array.from(skeleton.restTranslations.subarray(j * 3, j * 3 + 3), (v) => v + 0);
      const rotation = (j: number) => skeleton.restRotations.subarray(j * 4, j * 4 + 4);
      if (exceptions.includes(right)) {
        // only Unreal's z is opposite, which is y in solve space
        const [x, y, z] = translation(l);
        expect(translation(r)).toEqual([x, 0 - y, z]);
        continue;
      }
      expect(translation(r)).toEqual(translation(l).map((v) => 0 - v));
      expect(angleQuat(rotation(l), rotation(r))).toBeLessThan(1e-6);
    }
  });

  it('is symmetrical as it stands: right joints are mirror images within 2 mm', () => {
    for (const left of DRIVEN.filter((name) => name.endsWith('_l'))) {
      const [x, y, z] = at(left) as Float64Array;
      const right = at(left.replace(/_l$/, '_r'));
      expect(Math.hypot(right[0] + x, right[1] - y, right[2] - z), left).toBeLessThan(0.002);
    }
  });

  it('stands on the ground: ankles 5 to 12 cm and balls 0 to 4 cm above it, toes to the front', () => {
    for (const side of SIDES) {
      expect(roleAt(`${side}Foot`)[1]).toBeGreaterThan(0.05);
      expect(roleAt(`${side}Foot`)[1]).toBeLessThan(0.12);
      expect(roleAt(`${side}Ball`)[1]).toBeGreaterThan(0);
      expect(roleAt(`${side}Ball`)[1]).toBeLessThan(0.04);
      expect(roleAt(`${side}Ball`)[2] - roleAt(`${side}Foot`)[2]).toBeGreaterThan(0.08);
    }
    expect(at('root')).toEqual(Float64Array.of(0, 0, 0));
  });

  it('has the size of a medium body: head joint at 1.4 to 1.65 m, shoulders 30 to 42 cm apart, left at +X', () => {
    expect(at('head')[1]).toBeGreaterThan(1.4);
    expect(at('head')[1]).toBeLessThan(1.65);
    const width = at('upperarm_l')[0] - at('upperarm_r')[0];
    expect(width).toBeGreaterThan(0.3);
    expect(width).toBeLessThan(0.42);
  });

  it('rests in A-pose: arms 35 to 60 degrees below the horizontal, palms inwards', () => {
    for (const side of SIDES) {
      const arm = subtractVec3(roleAt(`${side}LowerArm`), roleAt(`${side}UpperArm`));
      const below = Math.asin(-arm[1] / Math.hypot(arm[0], arm[1], arm[2])) * DEGREES;
      expect(below).toBeGreaterThan(35);
      expect(below).toBeLessThan(60);
      const palm = axisOf(`${side}Hand`, 1);
      expect(palm[0] * (side === 'left' ? -1 : 1)).toBeGreaterThan(0.3);
    }
  });

  it('runs bones along local X: +X on trunk, left arm and right leg, -X on right arm and left leg, within 1 degree', () => {
    const chains: [sign: number, bones: [string, string][]][] = [
      [
        1,
        [
          ['spine_01', 'spine_02'],
          ['spine_02', 'spine_03'],
          ['neck_01', 'neck_02'],
          ['neck_02', 'head'],
        ],
      ],
      [
        1,
        [
          ['upperarm_l', 'lowerarm_l'],
          ['lowerarm_l', 'hand_l'],
          ['index_01_l', 'index_02_l'],
          ['thumb_02_l', 'thumb_03_l'],
        ],
      ],
      [
        1,
        [
          ['thigh_r', 'calf_r'],
          ['calf_r', 'foot_r'],
        ],
      ],
      [
        -1,
        [
          ['upperarm_r', 'lowerarm_r'],
          ['lowerarm_r', 'hand_r'],
          ['pinky_02_r', 'pinky_03_r'],
          ['thumb_01_r', 'thumb_02_r'],
        ],
      ],
      [
        -1,
        [
          ['thigh_l', 'calf_l'],
          ['calf_l', 'foot_l'],
        ],
      ],
    ];
    for (const [sign, bones] of chains) {
      for (const [bone, child] of bones) {
        const j = skeleton.jointNames.indexOf(bone);
        const local = unrotateVec3(rest.rotations[j], subtractVec3(at(child), at(bone)));
        expect(degreesBetween(local, [sign, 0, 0]), bone).toBeLessThan(1);
      }
    }
  });

  it('says the same of bones as their children do: anatomical bone axes point at the next joint, within 1 degree', () => {
    const next: [ActorJoint, ActorJoint][] = SIDES.flatMap((side): [ActorJoint, ActorJoint][] => [
      [`${side}UpperArm`, `${side}LowerArm`],
      [`${side}LowerArm`, `${side}Hand`],
      [`${side}Thigh`, `${side}Calf`],
      [`${side}Calf`, `${side}Foot`],
      [`${side}Thumb1`, `${side}Thumb2`],
      ...FINGERS.map((finger): [ActorJoint, ActorJoint] => [`${side}${finger}1`, `${side}${finger}2`]),
      ...FINGERS.map((finger): [ActorJoint, ActorJoint] => [`${side}${finger}2`, `${side}${finger}3`]),
    ]);
    for (const [joint, child] of next) {
      const bone = subtractVec3(roleAt(child), roleAt(joint));
      expect(degreesBetween(axisOf(joint, 0), bone), joint).toBeLessThan(1);
    }
    for (const side of SIDES) {
      expect(
        degreesBetween(
          axisOf(`${side}Hand`, 0),
          subtractVec3(roleAt(`${side}Middle1`), roleAt(`${side}Hand`)),
        ),
      ).toBeLessThan(1);
    }
  });

  it('knows where joints bend to: the rest pose is a little bent to the flexor side, never away from it', () => {
    for (const side of SIDES) {
      for (const finger of FINGERS) {
        for (const n of [1, 2] as const) {
          const bend = dotVec3(
            axisOf(`${side}${finger}${(n + 1) as 2}`, 0),
            axisOf(`${side}${finger}${n}`, 1),
          );
          expect(Math.asin(bend) * DEGREES, `${side}${finger}${n}`).toBeGreaterThan(3);
        }
      }
      expect(dotVec3(axisOf(`${side}LowerArm`, 0), axisOf(`${side}UpperArm`, 1))).toBeGreaterThan(0.1);
      // knees bend backwards: the shin never leads the thigh to the front
      expect(dotVec3(axisOf(`${side}Calf`, 0), axisOf(`${side}Thigh`, 1))).toBeLessThan(0.1);
      expect(axisOf(`${side}UpperArm`, 1)[2]).toBeGreaterThan(0.3);
    }
  });

  it('mirrors anatomical axes: bone and flexor side of the right are images of the left, within 2 degrees', () => {
    for (const left of ACTOR_JOINTS.filter((name) => name.startsWith('left'))) {
      const right = left.replace('left', 'right') as ActorJoint;
      for (const column of [0, 1]) {
        const [x, y, z] = axisOf(left, column) as Float64Array;
        expect(degreesBetween(axisOf(right, column), [-x, y, z]), `${left} ${column}`).toBeLessThan(2);
      }
    }
  });

  it('has unit anatomical axes and bone ends that are finger tips where the chain ends', () => {
    for (let j = 0; j < 64; j++) {
      const axes = rig.anatomicalAxes.subarray(j * 4, j * 4 + 4);
      expect(Math.hypot(...axes)).toBeCloseTo(1, 5);
      expect(angleQuat(multiplyQuat(conjugateQuat(axes), axes), [0, 0, 0, 1])).toBeLessThan(1e-5);
    }
    for (const side of SIDES) {
      for (const tip of ['Thumb3', 'Index3', 'Middle3', 'Ring3', 'Pinky3'] as const) {
        const j = rig.joints[`${side}${tip}`]!;
        const length = Math.hypot(...rig.endOffsets.subarray(j * 3, j * 3 + 3));
        expect(length).toBeGreaterThan(0.015);
        expect(length).toBeLessThan(0.03);
      }
    }
  });
});
