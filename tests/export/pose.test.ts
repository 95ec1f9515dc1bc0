/** The solved motion as .pose: points where forward kinematics puts them, and the same motion when it is solved again. */
import { describe, expect, it } from 'vitest';
import { performSign } from '../../samples/generate/perform.ts';
import { personOf } from '../../samples/generate/proportions.ts';
import { openAndTurn } from '../../samples/generate/signs/open-and-turn.ts';
import { poseExporter } from '../../src/export/pose/pose-exporter.ts';
import { validateExport } from '../../src/export/read-back/validate-export.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import { HOLISTIC_SCHEMA, LANDMARK_COUNT } from '../../src/landmarks/schema.ts';
import { distanceVec3 } from '../../src/math/vec3.ts';
import { type MotionClip, PART_NAMES, PROVENANCE } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import type { ActorJoint } from '../../src/skeleton/actor/joints.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { boneDirection, directionErrors, poseAt } from '../support/compare-motion.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const metadata = {
  fps: 25,
  target: { name: 'x', approximate: false },
  quality: {},
  options: {},
  tegnVersion: '1',
};

async function writeAndRead(clip: MotionClip, rig: Rig) {
  const [{ name, bytes }] = await poseExporter.exportClip({ clip, rig, metadata }, 'a');
  expect(name).toBe('a.pose');
  return readLandmarks(bytes, name);
}

const index = (name: string) => HOLISTIC_SCHEMA.names.indexOf(name);

describe('the pose exporter', () => {
  it.each([createMetahuman(), createActor()])(
    'puts points on the joints of the $name, 1e-6 m',
    async (rig) => {
      const clip = createRandomMotion(rig, {
        seed: 2,
        frameCount: 6,
        rate: { numerator: 30000, denominator: 1001 },
      });
      const { world, image, imageSize } = await writeAndRead(clip, rig);
      expect(imageSize).toEqual({ width: 1024, height: 1024 });
      expect(world!.timing.rate).toEqual({ numerator: 30000, denominator: 1001 });
      for (let f = 0; f < 6; f++) {
        const pose = poseAt({ actor: rig, clip }, f);
        const joint = (role: ActorJoint) => pose.positions[rig.joints[role]!];
        const at = (name: string) =>
          world!.positions.subarray((f * LANDMARK_COUNT + index(name)) * 3).slice(0, 3);
        const apart = (a: string, b: string) => distanceVec3(at(a), at(b));
        for (const [a, b, ja, jb] of [
          ['pose.leftShoulder', 'pose.rightWrist', 'leftUpperArm', 'rightHand'],
          ['pose.leftElbow', 'pose.rightHip', 'leftLowerArm', 'rightThigh'],
          ['pose.leftKnee', 'pose.rightAnkle', 'leftCalf', 'rightFoot'],
          ['leftHand.wrist', 'leftHand.indexPip', 'leftHand', 'leftIndex2'],
          ['rightHand.thumbCmc', 'rightHand.pinkyMcp', 'rightThumb1', 'rightPinky1'],
        ] as const) {
          expect(apart(a, b)).toBeCloseTo(distanceVec3(joint(ja), joint(jb)), 6);
        }
        expect(image!.confidences[f * LANDMARK_COUNT + index('pose.nose')]).toBe(1);
      }
    },
  );

  it('gives the same signing when it is read and solved again: every bone within half a degree', async () => {
    const actor = createActor(personOf({}));
    const clip = performSign(openAndTurn, actor);
    const recording = await writeAndRead(clip, actor);
    const solved = solveClip(recording, { clamp: 'off', smoothing: 'none', proportions: undefined });
    for (const joint of [
      'leftUpperArm',
      'rightLowerArm',
      'rightHand',
      'rightIndex1',
      'rightIndex2',
      'rightThumb2',
    ] as const) {
      const errors = directionErrors(
        { actor, clip },
        { actor: solved.actor, clip: solved.clip },
        (motion, pose) => boneDirection(motion, pose, joint),
      );
      expect(Math.max(...errors), joint).toBeLessThan(0.5);
    }
  });

  it('leaves out what was invented, and marks what was mended', async () => {
    const rig = createActor();
    const bare = createRandomMotion(rig, { seed: 2, frameCount: 3, still: rig.skeleton.jointNames });
    const provenance = new Uint8Array(3 * PART_NAMES.length);
    const set = (frame: number, part: (typeof PART_NAMES)[number], flag: number) => {
      provenance[frame * PART_NAMES.length + PART_NAMES.indexOf(part)] = flag;
    };
    set(1, 'leftHand', PROVENANCE.invented);
    set(1, 'rightArm', PROVENANCE.repaired);
    set(2, 'head', PROVENANCE.invented);
    const { world } = await writeAndRead({ ...bare, partNames: PART_NAMES, provenance }, rig);
    const confidence = (frame: number, name: string) =>
      world!.confidences[frame * LANDMARK_COUNT + index(name)];
    expect([0, 1].map((f) => confidence(f, 'leftHand.indexTip'))).toEqual([1, 0]);
    expect([0, 1].map((f) => confidence(f, 'pose.rightElbow'))).toEqual([1, 0.5]);
    expect([0, 2].map((f) => confidence(f, 'pose.nose'))).toEqual([1, 0]);
    expect(confidence(0, 'pose.leftKnee')).toBe(0);
  });

  it('gives the same bytes every time', async () => {
    const rig = createActor();
    const write = () =>
      poseExporter.exportClip({ clip: createRandomMotion(rig, { seed: 2 }), rig, metadata }, 'a');
    expect(await write()).toEqual(await write());
  });
});

it('is compared point by point when it is read back', async () => {
  const rig = createActor();
  const clip = createRandomMotion(rig, { seed: 5, frameCount: 4 });
  const [file] = await poseExporter.exportClip({ clip, rig, metadata }, 'a');
  const { position } = await validateExport(file, 'pose', { clip, rig, metadata });
  expect(position).toBeLessThan(1e-6);
  const other = createRandomMotion(rig, { seed: 6, frameCount: 4 });
  await expect(validateExport(file, 'pose', { clip: other, rig, metadata })).rejects.toMatchObject({
    code: 'E_READ_BACK',
  });
});
