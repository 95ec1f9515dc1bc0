import { describe, expect, it } from 'vitest';
import { withEyeTurns } from '../../../src/export/face/eye-turns.ts';
import { giveHeadToFace } from '../../../src/export/face/head-owner.ts';
import { metahumanCurves } from '../../../src/export/face/metahuman-curves.ts';
import { multiplyQuat, quat, quatFromAxisAngle } from '../../../src/math/quat.ts';
import { DEGREES, RADIANS } from '../../../src/math/scalar.ts';
import { vec3 } from '../../../src/math/vec3.ts';
import { assertMotionClip, type MotionClip } from '../../../src/motion/motion-clip.ts';
import { computeModelPose, createModelPose } from '../../../src/skeleton/forward-kinematics.ts';
import { createMetahuman } from '../../../src/skeleton/metahuman/metahuman.ts';
import { createVrm } from '../../../src/skeleton/vrm/vrm.ts';
import { createRandomMotion } from '../../support/random-motion.ts';

const rig = createMetahuman();
const { skeleton } = rig;
const joint = (name: string) => skeleton.jointNames.indexOf(name);

/** One frame at rest, the head turned about an axis of the model by some degrees. */
function turned(axis: readonly [number, number, number], angleDeg: number): MotionClip {
  const clip = createRandomMotion(rig, {
    seed: 1,
    frameCount: 1,
    curveNames: [],
    still: skeleton.jointNames,
  });
  const pose = createModelPose(skeleton.jointNames.length);
  computeModelPose(skeleton, skeleton.restRotations, [0, 0, 0], pose);
  const parent = pose.rotations[skeleton.parents[joint('head')]];
  const inverse = quat(-parent[0], -parent[1], -parent[2], parent[3]);
  const model = multiplyQuat(
    quatFromAxisAngle(vec3(...axis), angleDeg * RADIANS),
    pose.rotations[joint('head')],
  );
  const rotations = clip.rotations.slice();
  rotations.set(multiplyQuat(inverse, model), joint('head') * 4);
  return { ...clip, rotations };
}

const curve = ({ curveNames, curves }: MotionClip, name: string): number => curves[curveNames.indexOf(name)];

describe('a head that the face turns', () => {
  it('leaves neck and head of the body at rest', () => {
    const clip = giveHeadToFace(createRandomMotion(rig, { seed: 5, curveNames: ['jawOpen'] }));
    assertMotionClip(clip);
    for (const name of ['neck_01', 'neck_02', 'head']) {
      const [j, count] = [joint(name) * 4, skeleton.jointNames.length * 4];
      for (let f = 0; f < clip.frameCount; f++)
        expect(clip.rotations.subarray(f * count + j, f * count + j + 4)).toEqual(
          skeleton.restRotations.subarray(j, j + 4),
        );
    }
    expect(clip.curveNames).toEqual(['jawOpen', 'headYaw', 'headPitch', 'headRoll']);
  });

  it.each([
    ['sideways', 'HeadRoll', [0, 1, 0]],
    ['nodding', 'HeadYaw', [1, 0, 0]],
    ['tilting', 'HeadPitch', [0, 0, 1]],
  ] as const)('comes out of the stock Blueprint’s rule as it went in: %s', (_, name, axis) => {
    for (const angle of [-20, 12]) {
      const raw = metahumanCurves(giveHeadToFace(turned(axis, angle)));
      expect(curve(raw, 'HeadControlSwitch')).toBe(1);
      // the head bone leans a few degrees from the model's axes
      expect(Math.abs(Math.abs(curve(raw, name)) - Math.abs(angle))).toBeLessThan(1.5);
      for (const other of ['HeadRoll', 'HeadPitch', 'HeadYaw'].filter((own) => own !== name))
        expect(Math.abs(curve(raw, other))).toBeLessThan(6);
    }
  });

  it('needs a skeleton with Unreal’s neck', () => {
    const other = createRandomMotion(createVrm(), { seed: 1 });
    expect(() => giveHeadToFace(other)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });
});

describe('turns of the eyes', () => {
  const clip = (values: Readonly<Record<string, number>>): MotionClip => ({
    ...turned([0, 1, 0], 0),
    curveNames: Object.keys(values),
    curves: Float32Array.from(Object.values(values)),
  });

  it('follow the gaze by thirty degrees', () => {
    const eyes = withEyeTurns(
      clip({
        eyeLookOutLeft: 1,
        eyeLookInLeft: 0,
        eyeLookInRight: 1,
        eyeLookOutRight: 0,
        eyeLookUpLeft: 0.5,
        eyeLookDownLeft: 0,
      }),
    );
    expect(curve(eyes, 'leftEyeYaw') * DEGREES).toBeCloseTo(-29.8, 1);
    expect(curve(eyes, 'rightEyeYaw') * DEGREES).toBeCloseTo(-29.8, 1);
    expect(curve(eyes, 'leftEyePitch') * DEGREES).toBeCloseTo(-14.9, 1);
  });

  it('are not made up where there is no gaze', () => {
    const still = clip({ jawOpen: 1 });
    expect(withEyeTurns(still)).toBe(still);
  });
});
