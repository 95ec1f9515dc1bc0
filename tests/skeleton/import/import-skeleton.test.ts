import { describe, expect, it } from 'vitest';
import { fbxExporter } from '../../../src/export/fbx/fbx-exporter.ts';
import { createGltfExporter } from '../../../src/export/gltf/gltf-exporter.ts';
import { writeFbx } from '../../../src/formats/fbx/write-fbx.ts';
import { rotateVec3 } from '../../../src/math/quat.ts';
import { DEGREES } from '../../../src/math/scalar.ts';
import { angleVec3, distanceVec3 } from '../../../src/math/vec3.ts';
import { PART_NAMES } from '../../../src/motion/motion-clip.ts';
import { ACTOR_JOINTS } from '../../../src/skeleton/actor/joints.ts';
import { computeRestPose } from '../../../src/skeleton/forward-kinematics.ts';
import { importSkeleton } from '../../../src/skeleton/import/import-skeleton.ts';
import { rigFromTargetFile } from '../../../src/skeleton/import/target-file.ts';
import type { Rig } from '../../../src/skeleton/rig.ts';
import { targetNamed } from '../../../src/skeleton/targets.ts';
import { unrealFromSolvePosition, unrealFromSolveRotation } from '../../../src/space/spaces.ts';

const RIGS = ['manny', 'vrm', 'mixamo'].map((name) => targetNamed(name).rig());

const still = (rig: Rig) => ({
  name: 'still',
  skeleton: rig.skeleton,
  timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
  frameCount: 2,
  translations: Float32Array.from(
    { length: 6 },
    (_, i) => rig.skeleton.restTranslations[rig.skeleton.translatedJoint * 3 + (i % 3)],
  ),
  rotations: Float32Array.from([...rig.skeleton.restRotations, ...rig.skeleton.restRotations]),
  curveNames: [],
  curves: new Float32Array(0),
  partNames: PART_NAMES,
  provenance: new Uint8Array(2 * PART_NAMES.length),
});

const metadata = (rig: Rig) => ({
  fps: 25,
  target: { name: rig.name, approximate: true },
  quality: {},
  options: {},
  tegnVersion: '0',
});

/** The same joints in the same places, by role. */
function expectSame(found: Rig, wanted: Rig, tolerance: number): void {
  const [a, b] = [computeRestPose(found.skeleton), computeRestPose(wanted.skeleton)];
  for (const role of ACTOR_JOINTS) {
    // a file without roles below the toes or above the hips need not show them
    if (/^root$|Ball$/.test(role) || wanted.joints[role] === undefined) continue;
    expect(found.joints[role], role).toBeTypeOf('number');
    expect(found.skeleton.jointNames[found.joints[role]!].replace(/[^A-Za-z0-9]/g, '')).toBe(
      wanted.skeleton.jointNames[wanted.joints[role]!].replace(/[^A-Za-z0-9]/g, ''),
    );
    expect(
      distanceVec3(a.positions[found.joints[role]!], b.positions[wanted.joints[role]!]),
      role,
    ).toBeLessThan(tolerance);
  }
}

describe.each(RIGS)('the skeleton of $name', (rig) => {
  it('comes back from a glb with its chains and places', async () => {
    const [{ bytes }] = await createGltfExporter({ mesh: 'none' }).exportClip(
      { clip: still(rig), rig, metadata: metadata(rig) },
      'a',
    );
    expectSame(rigFromTargetFile(importSkeleton(bytes, 'a.glb').file), rig, 1e-5);
  });

  it('comes back from a Z-up FBX in centimetres, turned upright', async () => {
    const [{ bytes }] = await fbxExporter.exportClip({ clip: still(rig), rig, metadata: metadata(rig) }, 'a');
    const { file } = importSkeleton(bytes, 'a.fbx');
    expect(file.source).toMatchObject({ kind: 'fbx', metresPerUnit: 0.01, turned: true });
    expectSame(rigFromTargetFile(file), rig, 1e-5);
  });
});

/** What an Unreal editor script writes of a rig. */
const dumpOf = ({ skeleton }: Rig) => ({
  format: 'unreal-reference-pose',
  version: 1,
  bones: skeleton.jointNames.map((name, j) => ({
    name,
    parent: skeleton.parents[j] < 0 ? null : skeleton.jointNames[skeleton.parents[j]],
    t: Array.from(
      unrealFromSolvePosition(skeleton.restTranslations.subarray(j * 3, j * 3 + 3), [0, 0, 0]) as number[],
    ),
    q: Array.from(
      unrealFromSolveRotation(skeleton.restRotations.subarray(j * 4, j * 4 + 4), [0, 0, 0, 1]) as number[],
    ),
  })),
});
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe("Unreal's reference pose", () => {
  it('makes an exact target whose bone axes are those of the built-in one', () => {
    const wanted = targetNamed('metahuman').rig();
    const rig = rigFromTargetFile(importSkeleton(bytesOf(dumpOf(wanted)), 'body.json').file);
    expect(rig.approximate).toBe(false);
    expectSame(rig, wanted, 1e-5);
    for (const role of ACTOR_JOINTS) {
      const axis = (of: Rig) =>
        rotateVec3(of.anatomicalAxes.subarray(of.joints[role]! * 4, of.joints[role]! * 4 + 4), [0, 1, 0]);
      expect(angleVec3(axis(rig), axis(wanted)) * DEGREES, role).toBeLessThan(0.01);
    }
  });

  it('keeps the twist bones of the mannequin and leaves those of a MetaHuman to its own rig', () => {
    const manny = targetNamed('manny').rig();
    expect(rigFromTargetFile(importSkeleton(bytesOf(dumpOf(manny)), 'm.json').file).twists?.length).toBe(8);
    const dump = dumpOf(manny);
    dump.bones.push({
      name: 'upperarm_correctiveRoot_l',
      parent: 'upperarm_l',
      t: [0, 0, 0],
      q: [0, 0, 0, 1],
    });
    expect(rigFromTargetFile(importSkeleton(bytesOf(dump), 'm.json').file).twists).toEqual([]);
  });
});

describe('a target file', () => {
  const file = importSkeleton(bytesOf(dumpOf(targetNamed('manny').rig())), 'm.json').file;

  it('names the role that has no joint', () => {
    const { leftHand, ...chains } = file.chains;
    expect(leftHand).toBe('hand_l');
    expect(() => rigFromTargetFile({ ...file, chains })).toThrow(/leftHand/);
    expect(() => rigFromTargetFile({ ...file, chains: { ...chains, leftHand: 'paw' } })).toThrow(
      /leftHand.*paw/,
    );
  });

  it('refuses a chain whose joints do not hang below each other', () => {
    const chains = { ...file.chains, leftLowerArm: 'hand_r' };
    expect(() => rigFromTargetFile({ ...file, chains })).toThrow(/hand_r .*leftLowerArm/);
  });
});

it('a file of another kind, or without joints, is refused with a code', () => {
  const empty = writeFbx({ version: 7400, records: [] });
  for (const [bytes, code] of [
    [bytesOf({ hello: 1 }), 'E_TARGET_FILE'],
    [new TextEncoder().encode('hello'), 'E_TARGET_FILE'],
    [empty, 'E_TARGET_FILE'],
    [bytesOf({ asset: { version: '2.0' }, nodes: [{ name: 'box' }] }), 'E_TARGET_CHAIN'],
  ] as const) {
    expect(() => importSkeleton(bytes, 'x')).toThrow(expect.objectContaining({ code }));
  }
});
