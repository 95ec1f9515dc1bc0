/** VRM animations, read by the loader that avatars on the web use. */
import { type VRMAnimation, VRMAnimationLoaderPlugin } from '@pixiv/three-vrm-animation';
import { validateBytes } from 'gltf-validator';
import { Object3D, Quaternion, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { vrmaExporter } from '../../src/export/vrma/vrma-exporter.ts';
import { angleQuat, rotateVec3 } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { angleVec3 } from '../../src/math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../src/motion/motion-clip.ts';
import type { ActorJoint } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createManny } from '../../src/skeleton/manny/manny.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import { createMixamo } from '../../src/skeleton/mixamo/mixamo.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createVrm, vrmBoneName } from '../../src/skeleton/vrm/vrm.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const VRM = createVrm();
const metadataOf = (rig: Rig) => ({
  gloss: 'HELLO',
  fps: 25,
  target: { name: rig.name, approximate: true },
  quality: {},
  options: {},
  tegnVersion: '1.2.3',
});

async function write(rig: Rig, clip: MotionClip): Promise<Uint8Array> {
  const [{ name, bytes }] = await vrmaExporter.exportClip({ clip, rig, metadata: metadataOf(rig) }, 'a');
  expect(name).toBe('a.vrma');
  const { issues } = await validateBytes(bytes);
  expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
  return bytes;
}

async function read(bytes: Uint8Array): Promise<{ animation: VRMAnimation; json: Record<string, never> }> {
  Object.assign(globalThis, { self: globalThis });
  const { GLTFLoader } = await import('three/addons/loaders/GLTFLoader.js');
  const loader = new GLTFLoader().register((parser) => new VRMAnimationLoaderPlugin(parser));
  const gltf = await loader.parseAsync(bytes.slice().buffer as ArrayBuffer, '');
  return { animation: gltf.userData.vrmAnimations[0], json: gltf.parser.json };
}

/** World rotations and places of VRM's own rig, moved by what the loader hands to an avatar. */
function posedVrm(animation: VRMAnimation, frame: number): Map<string, { q: Quaternion; p: Vector3 }> {
  const { skeleton } = VRM;
  const nodes = skeleton.jointNames.map((name, j) => {
    const node = new Object3D();
    node.position.fromArray(skeleton.restTranslations, j * 3);
    const track = animation.humanoidTracks.rotation.get(name as 'hips');
    const row = track && Math.min(frame, track.times.length - 1);
    if (track) node.quaternion.fromArray(track.values, row! * 4);
    return node;
  });
  skeleton.parents.forEach((parent, j) => {
    if (parent >= 0) nodes[parent].add(nodes[j]);
  });
  nodes[0].updateMatrixWorld(true);
  return new Map(
    nodes.map((node, j) => [
      skeleton.jointNames[j],
      { q: node.getWorldQuaternion(new Quaternion()), p: node.getWorldPosition(new Vector3()) },
    ]),
  );
}

const RATES = [
  [24, 1],
  [25, 1],
  [30, 1],
  [50, 1],
  [60, 1],
  [30000, 1001],
  [24000, 1001],
] as const;

describe('the vrma exporter', () => {
  it.each(RATES)('plays a VRM exactly as it was posed, at %i/%i', async (numerator, denominator) => {
    const clip = createRandomMotion(VRM, { seed: 3, frameCount: 20, rate: { numerator, denominator } });
    const { animation } = await read(await write(VRM, clip));
    expect(animation.duration).toBeCloseTo((19 * denominator) / numerator, 6);
    expect(animation.restHipsPosition.y).toBeCloseTo(0.87, 6);
    const hips = animation.humanoidTracks.translation.get('hips')!.values;
    for (let f = 0; f < 20; f++) {
      const ours = computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f));
      const theirs = posedVrm(animation, f);
      const place = new Vector3().fromArray(hips, f * 3);
      expect(place.distanceTo(new Vector3(...(ours.positions[0] as Float64Array)))).toBeLessThan(1e-5);
      clip.skeleton.jointNames.forEach((name, j) => {
        expect(angleQuat(ours.rotations[j], theirs.get(name)!.q.toArray()) * DEGREES).toBeLessThan(0.02);
      });
    }
  });

  for (const rig of [createMetahuman(), createManny(), createMixamo()]) {
    it(`keeps every bone of arms and hands pointing where the ${rig.name}'s does, and turns of trunk and head`, async () => {
      const clip = createRandomMotion(rig, { seed: 4, frameCount: 12, kind: 'smooth' });
      const { animation } = await read(await write(rig, clip));
      const rest = computeModelPose(rig.skeleton, rig.skeleton.restRotations, null);
      let checked = 0;
      for (let f = 0; f < 12; f++) {
        const ours = computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f));
        const theirs = posedVrm(animation, f);
        for (const [role, j] of Object.entries(VRM.joints) as [ActorJoint, number][]) {
          const own = rig.joints[role];
          if (own === undefined || role === 'spine2' || role === 'neck1') continue;
          const { q } = theirs.get(vrmBoneName(role))!;
          if (/^(left|right)(Upper|Lower|Thumb|Index|Middle|Ring|Pinky)/.test(role)) {
            for (const axis of [
              [1, 0, 0],
              [0, 1, 0],
            ]) {
              const at = (rotation: ArrayLike<number>, of: Rig, joint: number) =>
                rotateVec3(rotation, rotateVec3(of.anatomicalAxes.subarray(joint * 4, joint * 4 + 4), axis));
              const angle = angleVec3(at(ours.rotations[own], rig, own), at(q.toArray(), VRM, j));
              expect(angle * DEGREES, role).toBeLessThan(0.02);
            }
            checked++;
          } else if (/^(pelvis|spine|head)/.test(role)) {
            const turn = new Quaternion(...(ours.rotations[own] as Float64Array)).multiply(
              new Quaternion(...(rest.rotations[own] as Float64Array)).invert(),
            );
            expect(angleQuat(turn.toArray(), q.toArray()) * DEGREES, role).toBeLessThan(0.02);
            checked++;
          }
        }
      }
      expect(checked).toBeGreaterThan(12 * 36);
    });
  }

  it('writes curves that VRM knows as presets, all others as custom expressions, none twice', async () => {
    const curveNames = [
      'eyeBlinkLeft',
      'EyeBlinkRight',
      'jawOpen',
      'mouthFunnel',
      'mouthPucker',
      'browDownLeft',
      'tongueOut',
    ];
    const clip = createRandomMotion(VRM, { seed: 5, frameCount: 9, curveNames });
    const { animation } = await read(await write(VRM, clip));
    const { preset, custom } = animation.expressionTracks;
    expect([...preset.keys()]).toEqual(['blinkLeft', 'blinkRight', 'aa', 'oh', 'ou']);
    expect([...custom.keys()]).toEqual(['browDownLeft', 'tongueOut']);
    const tracks = [...preset.values(), ...custom.values()];
    tracks.forEach((track, c) => {
      for (let f = 0; f < 9; f++) expect(track.values[f]).toBeCloseTo(clip.curves[f * 7 + c], 5);
    });
  });

  it('follows the specification: identity rest rotations, translation on the hips alone, no scale', async () => {
    const rig = createMetahuman();
    const { json } = await read(await write(rig, createRandomMotion(rig, { seed: 1 })));
    const file = json as unknown as {
      nodes: { name: string; rotation?: number[]; scale?: number[] }[];
      animations: { channels: { target: { node: number; path: string } }[] }[];
      extensionsUsed: string[];
      extensions: {
        VRMC_vrm_animation: {
          specVersion: string;
          humanoid: { humanBones: Record<string, { node: number }> };
        };
      };
    };
    expect(file.extensionsUsed).toEqual(['VRMC_vrm_animation']);
    expect(file.nodes.every(({ rotation, scale }) => rotation === undefined && scale === undefined)).toBe(
      true,
    );
    const translated = file.animations[0].channels.filter(({ target }) => target.path === 'translation');
    expect(translated.map(({ target }) => file.nodes[target.node].name)).toEqual(['hips']);
    const { specVersion, humanoid } = file.extensions.VRMC_vrm_animation;
    expect(specVersion).toBe('1.0');
    expect(Object.keys(humanoid.humanBones)).toHaveLength(VRM.skeleton.jointNames.length);
    for (const [name, { node }] of Object.entries(humanoid.humanBones))
      expect(file.nodes[node].name).toBe(name);
  });

  it('stretches the arms of a rig that rests in an A-pose', async () => {
    const rig = createMetahuman();
    const { json } = await read(await write(rig, createRandomMotion(rig, { seed: 1 })));
    const { nodes } = json as unknown as { nodes: { name: string; translation: number[] }[] };
    const forearm = nodes.find(({ name }) => name === 'leftLowerArm')!;
    const [x, y, z] = forearm.translation;
    expect(x).toBeGreaterThan(0.2);
    expect(Math.abs(y) + Math.abs(z)).toBeLessThan(0.01);
  });

  it('writes a clip of one frame, and the same bytes every time', async () => {
    const clip = () => createRandomMotion(VRM, { seed: 2, frameCount: 1, curveNames: ['jawOpen'] });
    expect(await write(VRM, clip())).toEqual(await write(VRM, clip()));
    const { animation } = await read(await write(VRM, clip()));
    expect(animation.duration).toBe(0);
  });

  it('refuses a rig that no avatar could follow', async () => {
    const rig = { ...VRM, joints: { ...VRM.joints, leftHand: undefined } };
    const clip = createRandomMotion(VRM, { seed: 2 });
    await expect(
      vrmaExporter.exportClip({ clip, rig, metadata: metadataOf(rig) }, 'a'),
    ).rejects.toMatchObject({
      code: 'E_SKELETON',
      message: expect.stringContaining('leftHand'),
    });
  });
});
