import { WebIO } from '@gltf-transform/core';
import { validateBytes } from 'gltf-validator';
import { expect, test } from 'vitest';
import { createGltfExporter, gltfExporter } from '../../src/export/gltf/gltf-exporter.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createRandomMotion } from '../support/random-motion.ts';
import { readGlbWithThree } from '../support/read-with-three.ts';
import { describeExporter, type ExportedClip } from './conformance.ts';

const ACTOR = createActor();
const METADATA = {
  fps: 25,
  target: { name: 'actor', approximate: false },
  quality: {},
  options: {},
  tegnVersion: '1.2.3',
};

/** What the validator notes about joints without a mesh. */
const BARE = ['NODE_EMPTY', 'UNUSED_OBJECT', 'MESH_PRIMITIVE_INDICES_DEGENERATE'];

describeExporter({
  title: 'the glb exporter',
  exporter: gltfExporter,
  read: readGlb,
  check: (bytes) => expectValid(bytes),
});

describeExporter({
  title: 'the glb exporter with 16-bit rotations',
  exporter: createGltfExporter({ mesh: 'none', rotations: 'int16' }),
  read: readGlb,
  check: (bytes) => expectValid(bytes, BARE),
});

describeExporter({
  title: 'the glb exporter with fewer keys',
  exporter: createGltfExporter({ mesh: 'none', reduceKeys: true }),
  read: readGlb,
  check: (bytes) => expectValid(bytes, BARE),
});

describeExporter({
  title: 'the glb exporter with meshopt',
  exporter: createGltfExporter({ meshopt: true }),
  read: readGlb,
  check: (bytes) =>
    expectValid(bytes, ['UNSUPPORTED_EXTENSION', 'BUFFER_GLB_CHUNK_TOO_BIG', 'UNUSED_OBJECT']),
});

describeExporter({
  title: 'the glb exporter without a mesh',
  exporter: createGltfExporter({ mesh: 'none' }),
  read: readGlb,
  check: (bytes) => expectValid(bytes, BARE),
});

test('moving channels share one time accessor, still ones are dropped or hold two keys', async () => {
  const names = ACTOR.skeleton.jointNames;
  const clip = createRandomMotion(ACTOR, { seed: 1, still: names.filter((name) => name.startsWith('left')) });
  const held = names.indexOf('rightThigh') * 4;
  for (let f = 0; f < clip.frameCount; f++) {
    clip.rotations.set([0, 0.6, 0, 0.8], f * names.length * 4 + held);
  }
  const { gltf } = await writeAndRead(clip);
  const { animations, accessors, nodes } = gltf.parser.json;
  const [{ channels, samplers }] = animations;
  const inputOf = (name: string) => {
    const channel = channels.find(
      (c: { target: { node: number; path: string } }) =>
        nodes[c.target.node].name === name && c.target.path === 'rotation',
    );
    return channel && accessors[samplers[channel.sampler].input].count;
  };
  expect(inputOf('leftHand')).toBeUndefined();
  expect(inputOf('rightThigh')).toBe(2);
  expect(inputOf('head')).toBe(clip.frameCount);
  expect(new Set(samplers.map(({ input }: { input: number }) => input)).size).toBe(2);
  expect(samplers.every(({ interpolation }: { interpolation: string }) => interpolation === 'LINEAR')).toBe(
    true,
  );
});

test('the root joint stands directly in the scene and the skin lists every joint in order', async () => {
  const { gltf } = await writeAndRead(createRandomMotion(ACTOR, { seed: 1 }));
  const { scenes, scene, nodes, skins } = gltf.parser.json;
  expect(scenes[scene].nodes.map((node: number) => nodes[node].name)).toEqual([
    'root',
    'tegn_body',
    'tegn_face',
  ]);
  expect(skins[0].joints.map((node: number) => nodes[node].name)).toEqual([...ACTOR.skeleton.jointNames]);
});

test('nodes rest in the pose that the mesh is bound to', async () => {
  const clip = createRandomMotion(ACTOR, { seed: 1 });
  const [{ bytes }] = await gltfExporter.exportClip({ clip, rig: ACTOR, metadata: METADATA }, 'a');
  const skin = (await new WebIO().readBinary(bytes)).getRoot().listSkins()[0];
  const inverse: number[] = [];
  skin.listJoints().forEach((joint, j) => {
    skin.getInverseBindMatrices()!.getElement(j, inverse);
    const [x, y, z] = [12, 13, 14].map((i) => joint.getWorldMatrix()[i]);
    for (let row = 0; row < 3; row++) {
      const moved = inverse[row] * x + inverse[row + 4] * y + inverse[row + 8] * z + inverse[row + 12];
      expect(Math.abs(moved)).toBeLessThan(1e-6);
    }
  });
});

test('asset, scene and animation carry the metadata through another library', async () => {
  const clip = createRandomMotion(ACTOR, { seed: 1, rate: { numerator: 30000, denominator: 1001 } });
  const metadata = { ...METADATA, licence: 'CC0', gloss: 'HELLO' };
  const [{ bytes }] = await gltfExporter.exportClip({ clip, rig: ACTOR, metadata }, 'a');
  const io = new WebIO();
  const root = (await io.readBinary(await io.writeBinary(await io.readBinary(bytes)))).getRoot();
  expect(root.getDefaultScene()!.getExtras()).toEqual({ tegn: metadata });
  expect(root.listAnimations()[0].getExtras()).toEqual({
    frameRate: '30000/1001',
    startFrame: 0,
    frameCount: clip.frameCount,
  });
  const { gltf } = await readGlbWithThree(bytes);
  expect(gltf.parser.json.asset).toEqual({
    version: '2.0',
    generator: 'tegn 1.2.3',
    copyright: 'CC0',
    extras: { tegn: metadata },
  });
});

test('a file without a mesh is the animation alone', async () => {
  const clip = createRandomMotion(ACTOR, { seed: 1, frameCount: 75 });
  const bare = createGltfExporter({ mesh: 'none' });
  const [{ bytes }] = await bare.exportClip({ clip, rig: ACTOR, metadata: METADATA }, 'a');
  const { gltf } = await readGlbWithThree(bytes);
  expect(gltf.parser.json.meshes).toBeUndefined();
  expect(gltf.parser.json.skins).toHaveLength(1);
  const payload = 75 * (64 * 16 + 12);
  expect(bytes.length).toBeLessThan(payload + 40_000);
  const small = createGltfExporter({ mesh: 'none', rotations: 'int16' });
  const [packed] = await small.exportClip({ clip, rig: ACTOR, metadata: METADATA }, 'a');
  expect(packed.bytes.length).toBeLessThan(75_000);
});

test('a clip that stays at rest is still an animation of its length', async () => {
  const { skeleton } = ACTOR;
  const clip = createRandomMotion(ACTOR, { seed: 1, frameCount: 3, still: skeleton.jointNames });
  const rest = skeleton.restTranslations.subarray(
    skeleton.translatedJoint * 3,
    skeleton.translatedJoint * 3 + 3,
  );
  for (let f = 0; f < 3; f++) clip.translations.set(rest, f * 3);
  const [{ bytes }] = await gltfExporter.exportClip({ clip, rig: ACTOR, metadata: METADATA }, 'a');
  await expectValid(bytes);
  const exported = await readGlb(bytes);
  expect(exported.durationSeconds).toBeCloseTo(2 / 25, 6);
});

async function writeAndRead(clip: ReturnType<typeof createRandomMotion>) {
  const [{ bytes }] = await gltfExporter.exportClip({ clip, rig: ACTOR, metadata: METADATA }, 'a');
  return readGlbWithThree(bytes);
}

async function readGlb(bytes: Uint8Array): Promise<ExportedClip> {
  const clip = await readGlbWithThree(bytes);
  const { scenes, meshes = [], animations } = clip.gltf.parser.json;
  const curveNames: string[] = meshes.flatMap(
    (mesh: { extras?: { targetNames: string[] } }) => mesh.extras?.targetNames ?? [],
  );
  const [numerator, denominator] = animations[0].extras.frameRate.split('/').map(Number);
  return {
    ...clip,
    metadata: scenes[0].extras.tegn,
    curveNames,
    curveAt: (name, frame) => clip.poseAt((frame * denominator) / numerator).weights[name],
  };
}

async function expectValid(bytes: Uint8Array, allowedInfos: readonly string[] = []): Promise<void> {
  const report = await validateBytes(bytes);
  const found = report.issues.messages.filter(
    ({ severity, code }) => severity < 2 || !allowedInfos.includes(code),
  );
  expect(found).toEqual([]);
}
