import { expect, test } from 'vitest';
import { eulerXyzDegFromQuat } from '../../src/export/euler-xyz.ts';
import { createFbxExporter, fbxExporter } from '../../src/export/fbx/fbx-exporter.ts';
import { fbxTicks, fbxTimeMode } from '../../src/export/fbx/fbx-time.ts';
import { srgbFromLinear } from '../../src/export/fbx/srgb.ts';
import { createProxyBody } from '../../src/export/proxy/proxy-body.ts';
import { angleQuat, expQuat, multiplyQuat, normalizeQuat, quatFromAxisAngle } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import { childNamed, properties70, readFbxObjects } from '../support/fbx-objects.ts';
import { createRandomMotion, type RandomMotionOptions } from '../support/random-motion.ts';
import { readFbxSkin, readFbxWithThree } from '../support/read-with-three.ts';
import { describeExporter, type ExportedClip } from './conformance.ts';

const RIG = createMetahuman();
const METADATA = {
  fps: 25,
  target: { name: 'metahuman', approximate: true },
  quality: {},
  options: {},
  tegnVersion: '1.2.3',
};

describeExporter({ title: 'the fbx exporter', exporter: fbxExporter, read: readExported });

describeExporter({
  title: 'the fbx exporter with a mesh',
  exporter: createFbxExporter({ mesh: 'proxy' }),
  read: readExported,
});

describeExporter({
  title: 'the fbx exporter with Maya’s axes',
  exporter: createFbxExporter({ axes: 'maya' }),
  read: readExported,
});

describeExporter({
  title: 'the fbx exporter in version 7.5',
  exporter: createFbxExporter({ version: '7.5' }),
  read: async (bytes) => {
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(23, true)).toBe(7500);
    return readExported(bytes);
  },
});

test('the scene is Maya’s when asked for: Y up, facing +Z', async () => {
  const clip = createRandomMotion(RIG, { seed: 1 });
  const exporter = createFbxExporter({ axes: 'maya' });
  const [{ bytes }] = await exporter.exportClip({ clip, rig: RIG, metadata: METADATA }, 'a');
  const settings = properties70(childNamed(readFbxObjects(bytes).records, 'GlobalSettings'));
  const values = ['UpAxis', 'UpAxisSign', 'FrontAxis', 'FrontAxisSign', 'CoordAxis', 'CoordAxisSign'].map(
    (name) => settings.get(name)!.values[0],
  );
  expect(values).toEqual([1, 1, 2, 1, 0, 1]);
});

test('the proxy mesh is skinned, bound at rest, and moves its face by blend shapes of the curves’ names and values', async () => {
  const curveNames = ['jawOpen', 'eyeBlinkLeft', 'noSuchShape'];
  const clip = createRandomMotion(RIG, { seed: 1, frameCount: 6, curveNames });
  const exporter = createFbxExporter({ mesh: 'proxy' });
  const [{ bytes }] = await exporter.exportClip({ clip, rig: RIG, metadata: METADATA }, 'a');
  const { bones, meshes, weightsAt, restDistance } = readFbxSkin(bytes);
  expect(meshes).toBe(1);
  // all but the root, which no vertex follows
  expect(bones).toBe(63);
  // vertices of the mesh stand where the proxy has them: skinned at rest they do not move
  expect(restDistance).toBeLessThan(1e-4);
  for (let f = 0; f < 6; f++) {
    curveNames.forEach((name, c) => {
      expect(weightsAt(f / 25)[name]).toBeCloseTo(clip.curves[f * 3 + c], 5);
    });
  }
});

test('vertex colours of the mesh are sRGB', async () => {
  expect([0, 0.002, 0.21404, 0.5, 1].map(srgbFromLinear).map((value) => +value.toFixed(4))).toEqual([
    0, 0.0258, 0.5, 0.7354, 1,
  ]);
  const exporter = createFbxExporter({ mesh: 'proxy' });
  const [{ bytes }] = await exporter.exportClip(
    { clip: createRandomMotion(RIG, { seed: 1 }), rig: RIG, metadata: METADATA },
    'a',
  );
  const geometry = readFbxObjects(bytes).objects.find(({ kind }) => kind === 'Geometry')!;
  const layer = childNamed(geometry.record.children!, 'LayerElementColor');
  const colors = childNamed(layer.children!, 'Colors').properties[0].value as Float64Array;
  const { body } = createProxyBody(RIG);
  expect(colors[0]).toBeCloseTo(srgbFromLinear(body.colors[0] / 255), 12);
  expect(colors[3]).toBe(1);
});

test('the scene is Unreal’s: Z up, facing -Y, centimetres, root bone directly under the scene, no other models', async () => {
  const { records, objects, connections } = await write({ seed: 1 });
  const settings = properties70(childNamed(records, 'GlobalSettings'));
  const values = ['UpAxis', 'UpAxisSign', 'FrontAxis', 'FrontAxisSign', 'CoordAxis', 'CoordAxisSign'].map(
    (name) => settings.get(name)!.values[0],
  );
  expect(values).toEqual([2, 1, 1, -1, 0, 1]);
  expect(settings.get('UnitScaleFactor')!.values).toEqual([1]);
  const models = objects.filter(({ kind }) => kind === 'Model');
  expect(models.every(({ record }) => record.properties[2].value === 'LimbNode')).toBe(true);
  const roots = connections.filter(({ parent, child }) => parent === null && child.kind === 'Model');
  expect(roots.map(({ child }) => child.name)).toEqual(['root']);
});

test('static transforms are the reference pose as Unreal writes it, y reversed', async () => {
  const { objects } = await write({ seed: 1 });
  const pelvis = objects.find(({ kind, name }) => kind === 'Model' && name === 'pelvis')!;
  // Unreal's reference pose says 0, 2, 91.
  const [x, y, z] = pelvis.properties.get('Lcl Translation')!.values as number[];
  expect(x).toBeCloseTo(0, 5);
  expect(y).toBeCloseTo(-2, 5);
  expect(z).toBeCloseTo(91, 4);
  const elbow = objects.find(({ kind, name }) => kind === 'Model' && name === 'lowerarm_l')!;
  // Unreal's rotator says yaw 39, clockwise seen from above.
  const [turnX, turnY, turnZ] = elbow.properties.get('Lcl Rotation')!.values as number[];
  expect(turnX).toBeCloseTo(0, 5);
  expect(turnY).toBeCloseTo(0, 5);
  expect(turnZ).toBeCloseTo(-39, 5);
});

test('every curve has a key on every frame, at whole ticks, and the stack spans them', async () => {
  const { objects } = await write({ seed: 1, frameCount: 5 });
  const curves = objects.filter(({ kind }) => kind === 'AnimationCurve');
  expect(curves).toHaveLength(64 * 3 + 3);
  const ticks = [0n, 1n, 2n, 3n, 4n].map((k) => k * 1847446320n);
  for (const { record } of curves) {
    expect([...(childNamed(record.children!, 'KeyTime').properties[0].value as BigInt64Array)]).toEqual(
      ticks,
    );
    expect(childNamed(record.children!, 'KeyAttrRefCount').properties[0].value).toEqual(Int32Array.of(5));
  }
  const stack = objects.find(({ kind }) => kind === 'AnimationStack')!;
  expect(stack.properties.get('LocalStop')!.values).toEqual([ticks[4]]);
});

test('a clip of one frame gets a second, equal key, so that its stack has a length', async () => {
  const { objects } = await write({ seed: 1, frameCount: 1 });
  for (const { record } of objects.filter(({ kind }) => kind === 'AnimationCurve')) {
    const [first, second] = childNamed(record.children!, 'KeyValueFloat').properties[0].value as Float32Array;
    expect(second).toBe(first);
  }
  const stack = objects.find(({ kind }) => kind === 'AnimationStack')!;
  expect(stack.properties.get('LocalStop')!.values).toEqual([1847446320n]);
});

test('face curves are animated user properties of the root bone, and their nodes carry the same names', async () => {
  const { connections } = await write({ seed: 1, curveNames: ['CTRL_expressions_jawOpen'] });
  const drive = connections.find(({ property }) => property === 'CTRL_expressions_jawOpen')!;
  expect(drive.parent!.name).toBe('root');
  expect(drive.parent!.properties.get('CTRL_expressions_jawOpen')!.flags).toBe('A+U');
  expect(drive.child).toMatchObject({ kind: 'AnimationCurveNode', name: 'CTRL_expressions_jawOpen' });
});

test('the counts in the definitions are those of the objects', async () => {
  const { records, objects } = await write({ seed: 1, curveNames: ['a', 'b'] });
  const definitions = childNamed(records, 'Definitions').children!;
  const counts = Object.fromEntries(
    definitions
      .filter(({ name }) => name === 'ObjectType')
      .map(({ properties, children }) => [
        properties[0].value,
        childNamed(children!, 'Count').properties[0].value,
      ]),
  );
  const expected: Record<string, number> = { GlobalSettings: 1 };
  for (const { kind } of objects) expected[kind] = (expected[kind] ?? 0) + 1;
  expect(counts).toEqual(expected);
  expect(childNamed(definitions, 'Count').properties[0].value).toBe(objects.length + 1);
});

test('a name with NUL, which the format uses itself, is refused', async () => {
  const clip = createRandomMotion(RIG, { seed: 1, name: 'a\0b' });
  await expect(fbxExporter.exportClip({ clip, rig: RIG, metadata: METADATA }, 'a')).rejects.toMatchObject({
    code: 'E_MOTION',
  });
});

test('rotation curves never step by 180 degrees, whatever the motion', async () => {
  for (const kind of ['smooth', 'wild'] as const) {
    const { objects } = await write({ seed: 21, frameCount: 200, kind });
    let worst = 0;
    for (const { record } of objects.filter(({ kind: k }) => k === 'AnimationCurve')) {
      const values = childNamed(record.children!, 'KeyValueFloat').properties[0].value as Float32Array;
      for (let i = 1; i < values.length; i++) worst = Math.max(worst, Math.abs(values[i] - values[i - 1]));
    }
    expect(worst).toBeLessThan(179);
  }
});

test('Euler angles rebuild the rotation to 1e-4 degrees, in gimbal lock too, and stay near the reference', () => {
  const random = createRandom(5);
  for (let i = 0; i < 3000; i++) {
    const near = [random.gauss(), random.gauss(), random.gauss(), random.gauss()];
    if (i % 3 === 0) {
      // y within a thousandth of a degree of the lock
      const y = (i % 2 === 0 ? 90 : -90) * RADIANS + random.range(-2e-5, 2e-5);
      const turnX = quatFromAxisAngle([1, 0, 0], random.range(-3, 3));
      multiplyQuat(quatFromAxisAngle([0, 1, 0], y), turnX, near);
    }
    const q = normalizeQuat(near, [0, 0, 0, 1]);
    const reference = [random.range(-500, 500), random.range(-500, 500), random.range(-500, 500)];
    const euler = eulerXyzDegFromQuat(q, reference, [0, 0, 0]);
    expect(angleQuat(quatFromEulerXyzDeg(euler), q) / RADIANS).toBeLessThan(1e-4);
    for (let axis = 0; axis < 3; axis++) expect(Math.abs(euler[axis] - reference[axis])).toBeLessThan(271);
  }
});

test('three turns about an axis unroll to 1080 degrees', () => {
  for (const axis of [0, 2]) {
    const euler = [0, 0, 0];
    for (let degrees = 0; degrees <= 1080; degrees += 15) {
      const turn = [0, 0, 0];
      turn[axis] = 1;
      eulerXyzDegFromQuat(quatFromAxisAngle(turn, degrees * RADIANS), euler, euler);
    }
    expect(euler[axis]).toBeCloseTo(1080, 9);
    expect(euler[axis === 0 ? 2 : 0]).toBeCloseTo(0, 9);
  }
});

test('a pitch through 90 degrees goes on beyond it instead of flipping', () => {
  const euler = [0, 0, 0];
  for (let degrees = 0; degrees <= 180; degrees += 5) {
    eulerXyzDegFromQuat(expQuat([0, degrees * RADIANS, 0]), euler, euler);
    expect(euler[0]).toBeCloseTo(0, 5);
    expect(euler[1]).toBeCloseTo(degrees, 5);
    expect(euler[2]).toBeCloseTo(0, 5);
  }
});

test('ticks are exact for whole rates and rounded up for the others', () => {
  const rate = (numerator: number, denominator = 1) => ({ numerator, denominator });
  for (const fps of [24, 25, 30, 48, 50, 60, 100, 120]) {
    expect(fbxTicks(rate(fps), 1) * BigInt(fps)).toBe(46186158000n);
    expect(fbxTicks(rate(fps), 100_000) * BigInt(fps)).toBe(46186158000n * 100_000n);
  }
  // 46186158000 * 1001 / 30000 = 1541078138.6
  expect(fbxTicks(rate(30000, 1001), 1)).toBe(1541078139n);
  expect(fbxTicks(rate(30000, 1001), 2)).toBe(3082156278n);
  expect(fbxTicks(rate(30000, 1001), 5)).toBe(7705390693n);
  expect(fbxTicks(rate(30000, 1001), 30000)).toBe(46186158000n * 1001n);
});

test('known rates have a code, others are custom', () => {
  const mode = (numerator: number, denominator = 1) => fbxTimeMode({ numerator, denominator });
  expect([24, 25, 30, 50, 60, 100, 120].map((fps) => mode(fps))).toEqual([11, 10, 6, 4, 3, 2, 1]);
  expect([mode(30000, 1001), mode(24000, 1001), mode(50, 2)]).toEqual([9, 13, 10]);
  expect([mode(37), mode(60000, 1001)]).toEqual([14, 14]);
});

async function write(options: RandomMotionOptions) {
  const clip = createRandomMotion(RIG, options);
  const [{ bytes }] = await fbxExporter.exportClip({ clip, rig: RIG, metadata: METADATA }, 'a');
  return readFbxObjects(bytes);
}

/** Poses by three; face curves and text, which three does not show, from the records. */
async function readExported(bytes: Uint8Array): Promise<ExportedClip> {
  const clip = await readFbxWithThree(bytes);
  const { connections } = readFbxObjects(bytes);
  const root = connections.find(({ parent }) => parent === null)!.child;
  const curves = connections.filter(
    ({ child, parent, property }) =>
      child.kind === 'AnimationCurveNode' && parent === root && !property!.startsWith('Lcl '),
  );
  const valuesOf = (name: string): Float32Array => {
    const node = curves.find(({ property }) => property === name)!.child;
    const curve = connections.find(({ parent }) => parent === node)!.child;
    return childNamed(curve.record.children!, 'KeyValueFloat').properties[0].value as Float32Array;
  };
  return {
    ...clip,
    metadata: JSON.parse(root.properties.get('tegn')!.values[0] as string),
    curveNames: curves.map(({ property }) => property!),
    curveAt: (name, frame) => valuesOf(name)[frame],
  };
}

function quatFromEulerXyzDeg(euler: ArrayLike<number>) {
  const turn = (axis: number) => {
    const along = [0, 0, 0];
    along[axis] = 1;
    return quatFromAxisAngle(along, euler[axis] * RADIANS);
  };
  return multiplyQuat(turn(2), multiplyQuat(turn(1), turn(0)));
}
