import { describe, expect, test } from 'vitest';
import type { ProxyMesh } from '../../src/export/proxy/mesh-builder.ts';
import { PALETTE } from '../../src/export/proxy/palette.ts';
import { createProxyBody } from '../../src/export/proxy/proxy-body.ts';
import { createRestJoints } from '../../src/export/proxy/rest-joints.ts';
import { createRandom } from '../../src/math/random.ts';
import { dotVec3, subtractVec3 } from '../../src/math/vec3.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS } from '../../src/skeleton/actor/joints.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Rig } from '../../src/skeleton/rig.ts';

const RIGS = [createMetahuman(), createActor()];

describe.each(RIGS.map((rig) => [rig.name, rig] as const))('the proxy body of the %s', (_, rig) => {
  const { body, head } = createProxyBody(rig);
  const face = head!.mesh;

  test('is a sound mesh: finite, unit normals, whole weights, no stray index, every joint real', () => {
    expectSound(body, rig);
    expectSound(face, rig);
  });

  test('is small', () => {
    expect(vertexCount(body) + vertexCount(face)).toBeLessThan(4000);
    expect(vertexCount(body) + vertexCount(face)).toBeGreaterThan(500);
  });

  test('faces outwards: its signed volume is that of a person, 30 to 110 litres', () => {
    const litres = (signedVolume(body) + signedVolume(face)) * 1000;
    expect(litres).toBeGreaterThan(30);
    expect(litres).toBeLessThan(110);
  });

  test('stands on the ground and is as tall as the rig', () => {
    const heights = every(body, 1).concat(every(face, 1));
    const crown = createRestJoints(rig)('head')!.end[1];
    expect(Math.min(...heights)).toBeGreaterThan(-0.04);
    expect(Math.min(...heights)).toBeLessThan(0.04);
    expect(Math.max(...heights)).toBeGreaterThan(crown);
    expect(Math.max(...heights)).toBeLessThan(crown + 0.02);
  });

  test('looks to the front, with the left eye on the left', () => {
    const eyes = pointsOf(face, PALETTE.iris);
    expect(eyes.length).toBeGreaterThan(10);
    const { origin } = createRestJoints(rig)('head')!;
    for (const [x, , z] of eyes) {
      expect(Math.abs(x)).toBeGreaterThan(0.02);
      expect(z).toBeGreaterThan(origin[2] + 0.06);
    }
    expect(eyes.filter(([x]) => x > 0)).toHaveLength(eyes.length / 2);
  });

  test('is light on the flexor side of hands and fingers and skin-coloured on the back', () => {
    const rest = createRestJoints(rig);
    const roles = ACTOR_JOINTS.filter((role) => /(Hand|Thumb\d|Index\d|Middle\d|Ring\d|Pinky\d)$/.test(role));
    expect(roles).toHaveLength(32);
    for (const role of roles) {
      const { joint, frame } = rest(role)!;
      const palm = average(pointsOf(body, PALETTE.palm, joint));
      const back = average(pointsOf(body, PALETTE.skin, joint));
      expect(dotVec3(subtractVec3(palm, back), frame.y), role).toBeGreaterThan(0.003);
    }
  });

  test('has a nail on every finger, on the back of its tip', () => {
    const rest = createRestJoints(rig);
    for (const side of ['left', 'right'] as const) {
      for (const finger of ['Thumb', 'Index', 'Middle', 'Ring', 'Pinky'] as const) {
        const { joint, frame, end, length } = rest(`${side}${finger}3`)!;
        const nail = average(pointsOf(body, PALETTE.nail, joint));
        const fromTip = subtractVec3(nail, end);
        expect(dotVec3(fromTip, frame.y)).toBeLessThan(-0.002);
        expect(Math.abs(dotVec3(fromTip, frame.x))).toBeLessThan(0.7 * length);
      }
    }
  });
});

test('the body of the actor is its own mirror image', () => {
  const { body, head } = createProxyBody(createActor());
  for (const mesh of [body, head!.mesh]) {
    const key = (x: number, y: number, z: number) => [x, y, z].map((v) => Math.round(v * 2e4) + 0).join(' ');
    const points = Array.from({ length: vertexCount(mesh) }, (_, i) =>
      mesh.positions.subarray(i * 3, i * 3 + 3),
    );
    const near = new Set<string>();
    for (const [x, y, z] of points) {
      for (const dx of [-5e-5, 0, 5e-5]) {
        for (const dy of [-5e-5, 0, 5e-5]) {
          for (const dz of [-5e-5, 0, 5e-5]) near.add(key(x + dx, y + dy, z + dz));
        }
      }
    }
    for (const [x, y, z] of points) expect(near.has(key(-x, y, z)), `${x} ${y} ${z}`).toBe(true);
  }
});

test('a rig that lacks any of the roles still gets a sound mesh', () => {
  const random = createRandom(17);
  for (let i = 0; i < 60; i++) {
    const rig = RIGS[i % 2];
    const share = random.next();
    const joints = Object.fromEntries(Object.entries(rig.joints).filter(() => random.next() < share));
    const { body, head } = createProxyBody({ ...rig, joints });
    expectSound(body, rig);
    if (head) expectSound(head.mesh, rig);
    expect(vertexCount(body) + (head ? vertexCount(head.mesh) : 0)).toBeGreaterThan(0);
  }
});

test('a rig without bone ends still gets a sound mesh', () => {
  const rig = createActor();
  const { body, head } = createProxyBody({ ...rig, endOffsets: new Float32Array(rig.endOffsets.length) });
  expectSound(body, rig);
  expect(head).toBeNull();
});

describe('the proxy face', () => {
  const { mesh, morph } = createProxyBody(createMetahuman()).head!;
  const moved = (name: string) => {
    const deltas = morph(name)!;
    return Array.from({ length: deltas.length / 3 }, (_, i) => i).filter(
      (i) => deltas[i * 3] !== 0 || deltas[i * 3 + 1] !== 0 || deltas[i * 3 + 2] !== 0,
    );
  };
  const meanMove = (name: string, axis: number) => {
    const deltas = morph(name)!;
    return moved(name).reduce((sum, i) => sum + deltas[i * 3 + axis], 0) / moved(name).length;
  };

  test('moves the same for the names of ARKit in either case and of MetaHuman', () => {
    for (const [arkit, metahuman] of [
      ['eyeBlinkLeft', 'eyeBlinkL'],
      ['browOuterUpRight', 'browRaiseOuterR'],
      ['mouthSmileLeft', 'mouthCornerPullL'],
      ['jawOpen', 'jawOpen'],
      ['jawLeft', 'jawLeft'],
    ]) {
      const expected = morph(arkit);
      expect(expected).not.toBeNull();
      expect(morph(arkit[0].toUpperCase() + arkit.slice(1))).toEqual(expected);
      expect(morph(`CTRL_expressions_${metahuman}`)).toEqual(expected);
    }
  });

  test('moves the half that the name says', () => {
    for (const name of ['eyeBlink', 'browDown', 'eyeSquint', 'eyeLookUp']) {
      for (const i of moved(`${name}Left`)) expect(mesh.positions[i * 3]).toBeGreaterThan(0);
      for (const i of moved(`${name}Right`)) expect(mesh.positions[i * 3]).toBeLessThan(0);
    }
  });

  test('turns the gaze to the person’s own left for looking left, out of the left eye and into the right', () => {
    for (const name of [
      'eyeLookOutLeft',
      'eyeLookInRight',
      'CTRL_expressions_eyeLookLeftL',
      'jawLeft',
      'mouthLeft',
    ]) {
      expect(meanMove(name, 0), name).toBeGreaterThan(0.002);
    }
    for (const name of ['eyeLookInLeft', 'eyeLookOutRight', 'CTRL_expressions_eyeLookRightR', 'jawRight']) {
      expect(meanMove(name, 0), name).toBeLessThan(-0.002);
    }
  });

  test('lifts brows, drops the jaw, closes lids, puffs cheeks outwards', () => {
    expect(meanMove('browInnerUp', 1)).toBeGreaterThan(0.003);
    expect(meanMove('browDownLeft', 1)).toBeLessThan(-0.003);
    expect(meanMove('jawOpen', 1)).toBeLessThan(-0.004);
    expect(meanMove('eyeBlinkLeft', 1)).toBeLessThan(-0.003);
    expect(meanMove('cheekPuff', 2)).toBeGreaterThan(0.001);
  });

  test('one lip alone moves for MetaHuman’s quarters of the mouth', () => {
    const upper = moved('CTRL_expressions_mouthFunnelUL');
    const lower = moved('CTRL_expressions_mouthFunnelDL');
    expect(upper.length).toBeGreaterThan(10);
    expect(lower.length).toBeGreaterThan(10);
    const height = (i: number) => mesh.positions[i * 3 + 1];
    expect(Math.max(...upper.map(height))).toBeGreaterThan(Math.max(...lower.map(height)));
  });

  test('shows nothing for curves it does not know', () => {
    for (const name of ['HeadYaw', 'CTRL_expressions_neckStretchL', 'L', '', 'mouth', 'jawOpenish2']) {
      const deltas = morph(name);
      if (deltas) expect(deltas.every(Number.isFinite)).toBe(true);
    }
    expect(morph('HeadYaw')).toBeNull();
    expect(morph('CTRL_expressions_neckStretchL')).toBeNull();
  });
});

const vertexCount = (mesh: ProxyMesh): number => mesh.positions.length / 3;

const every = (mesh: ProxyMesh, axis: number): number[] =>
  Array.from({ length: vertexCount(mesh) }, (_, i) => mesh.positions[i * 3 + axis]);

function expectSound(mesh: ProxyMesh, rig: Rig): void {
  const count = vertexCount(mesh);
  expect(mesh.positions.every(Number.isFinite)).toBe(true);
  expect(mesh.normals).toHaveLength(count * 3);
  expect(mesh.colors).toHaveLength(count * 4);
  let worstNormal = 0;
  for (let i = 0; i < count; i++) {
    const [x, y, z] = mesh.normals.subarray(i * 3, i * 3 + 3);
    worstNormal = Math.max(worstNormal, Math.abs(Math.hypot(x, y, z) - 1));
    const weights = mesh.weights.subarray(i * 4, i * 4 + 4);
    const joints = mesh.joints.subarray(i * 4, i * 4 + 4);
    if (weights.reduce((a, b) => a + b, 0) !== 255) expect.fail(`Weights of vertex ${i}: ${weights}.`);
    if (joints.some((joint) => joint >= rig.skeleton.jointNames.length)) expect.fail(`Joints ${joints}.`);
    if (weights.some((weight, k) => weight === 0 && joints[k] !== 0)) expect.fail(`Unused joint ${joints}.`);
  }
  expect(worstNormal).toBeLessThan(1e-5);
  expect(mesh.triangles.every((index) => index < count)).toBe(true);
  expect(new Set(mesh.triangles).size).toBe(count);
}

/** Cubic metres enclosed by the triangles; overlapping parts count twice, open ends are taken as flat. */
function signedVolume({ positions, triangles }: ProxyMesh): number {
  let volume = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) =>
      positions.subarray(triangles[t + k] * 3, triangles[t + k] * 3 + 3),
    );
    volume +=
      a[0] * (b[1] * c[2] - b[2] * c[1]) +
      a[1] * (b[2] * c[0] - b[0] * c[2]) +
      a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return volume / 6;
}

/** Vertices of exactly that colour, of one joint alone where given. */
function pointsOf(mesh: ProxyMesh, color: readonly number[], joint?: number): number[][] {
  return Array.from({ length: vertexCount(mesh) }, (_, i) => i)
    .filter((i) => color.every((value, k) => mesh.colors[i * 4 + k] === value))
    .filter((i) => joint === undefined || (mesh.joints[i * 4] === joint && mesh.weights[i * 4] === 255))
    .map((i) => [...mesh.positions.subarray(i * 3, i * 3 + 3)]);
}

const average = (points: number[][]): number[] =>
  [0, 1, 2].map((k) => points.reduce((sum, point) => sum + point[k], 0) / points.length);
