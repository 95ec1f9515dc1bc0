/** What every exporter has to keep of a clip, judged by a reader that is not ours. */
import { describe, expect, test } from 'vitest';
import type { ClipMetadata, Exporter } from '../../src/export/exporter.ts';
import { validateExport } from '../../src/export/read-back/validate-export.ts';
import { angleQuat, multiplyQuat } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { distanceVec3 } from '../../src/math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { computeModelPose, computeRestPose } from '../../src/skeleton/forward-kinematics.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { frameTime } from '../../src/space/timing.ts';
import { createRandomMotion } from '../support/random-motion.ts';
import type { ReadClip } from '../support/read-with-three.ts';

export interface ExporterCase {
  readonly title: string;
  readonly exporter: Exporter;
  readonly read: (bytes: Uint8Array) => Promise<ExportedClip>;
  /** Fails the test when the bytes break a rule of the format. */
  readonly check?: (bytes: Uint8Array) => Promise<void>;
  /** What the format cannot hold, each with the reason. */
  readonly skips?: {
    readonly curves?: string;
    readonly metadata?: string;
    readonly clipName?: string;
    /** Joints of these names are left out. */
    readonly joints?: readonly [why: string, ...names: string[]];
    /** How a name comes back. */
    readonly jointNames?: readonly [why: string, rename: (name: string) => string];
    readonly curveNames?: readonly [why: string, rename: (name: string) => string];
    /** Rotations come back as turns away from the rest pose. */
    readonly restRotations?: string;
  };
}

export interface ExportedClip extends ReadClip {
  /** What the file says about the clip, as ClipMetadata in JSON. */
  readonly metadata: unknown;
  /** Names of the face curves in the file's order. */
  readonly curveNames: readonly string[];
  curveAt(name: string, frame: number): number;
}

/** Metres and degrees between the file as read and our forward kinematics. */
const MAX_POSITION = 1e-4;
const MAX_ROTATION_DEG = 0.02;

const RIGS: readonly Rig[] = [createMetahuman(), createActor()];

const RATES = [
  [24, 1],
  [25, 1],
  [30, 1],
  [50, 1],
  [60, 1],
  [100, 1],
  [120, 1],
  [30000, 1001],
  [24000, 1001],
  [37, 2],
] as const;

export function describeExporter({ title, exporter, read, check, skips = {} }: ExporterCase): void {
  const [, ...leftOut] = skips.joints ?? [''];
  const rename = skips.jointNames?.[1] ?? ((name: string) => name);
  const expectSamePoses = (clip: MotionClip, exported: ExportedClip, frames?: readonly number[]): void =>
    comparePoses(clip, exported, { rename, leftOut, isTurn: skips.restRotations !== undefined, frames });
  const write = async (clip: MotionClip, rig: Rig, metadata = metadataOf(rig)): Promise<Uint8Array> => {
    const files = await exporter.exportClip({ clip, rig, metadata }, 'name of file');
    expect(files.map(({ name }) => name)).toEqual([`name of file.${exporter.extension}`]);
    await check?.(files[0].bytes);
    if (clip.frameCount < 100) await validateExport(files[0], exporter.extension, { clip, rig, metadata });
    return files[0].bytes;
  };

  describe(title, () => {
    for (const rig of RIGS) {
      for (const kind of ['smooth', 'wild'] as const) {
        test(`keeps every world transform of ${kind} motion on the ${rig.name}`, async () => {
          const clip = createRandomMotion(rig, { seed: 11, frameCount: 40, kind });
          expectSamePoses(clip, await read(await write(clip, rig)));
        });
      }

      test(`keeps names, parents and order of the joints of the ${rig.name}`, async () => {
        const { skeleton } = rig;
        const { jointNames, parentNames } = await read(
          await write(createRandomMotion(rig, { seed: 1 }), rig),
        );
        const kept = skeleton.jointNames.filter((name) => !leftOut.includes(name));
        const parentOf = (name: string) => {
          const parent = skeleton.parents[skeleton.jointNames.indexOf(name)];
          const above = parent < 0 ? null : skeleton.jointNames[parent];
          return above === null || leftOut.includes(above) ? null : above;
        };
        expect([...jointNames].sort()).toEqual([...kept].sort());
        expect(Object.fromEntries(jointNames.map((name, j) => [name, parentNames[j]]))).toEqual(
          Object.fromEntries(kept.map((name) => [name, parentOf(name)])),
        );
      });
    }

    const [rig] = RIGS;

    for (const [numerator, denominator] of RATES) {
      test(`puts frames where they belong at ${numerator}/${denominator} per second`, async () => {
        const clip = createRandomMotion(rig, { seed: 5, frameCount: 9, rate: { numerator, denominator } });
        const exported = await read(await write(clip, rig));
        expect(exported.durationSeconds).toBeCloseTo((8 * denominator) / numerator, 6);
        expectSamePoses(clip, exported);
      });
    }

    test('writes a clip of one frame', async () => {
      const clip = createRandomMotion(rig, {
        seed: 2,
        frameCount: 1,
        curveNames: ['CTRL_expressions_jawOpen'],
      });
      const exported = await read(await write(clip, rig));
      expectSamePoses(clip, exported);
      if (!skips.curves)
        expect(exported.curveAt('CTRL_expressions_jawOpen', 0)).toBeCloseTo(clip.curves[0], 6);
    });

    test('keeps the last frame of a long clip in place', async () => {
      const rate = { numerator: 30000, denominator: 1001 };
      const clip = createRandomMotion(rig, { seed: 4, frameCount: 1500, rate });
      expectSamePoses(clip, await read(await write(clip, rig)), [0, 1, 750, 1498, 1499]);
    });

    test('keeps joints that stay still, at rest or elsewhere', async () => {
      const clip = createRandomMotion(rig, {
        seed: 6,
        still: rig.skeleton.jointNames.filter((name) => /_l$/.test(name)),
      });
      const stride = rig.skeleton.jointNames.length * 4;
      const held = rig.skeleton.jointNames.indexOf('lowerarm_r') * 4;
      for (let f = 1; f < clip.frameCount; f++) {
        clip.rotations.copyWithin(f * stride + held, held, held + 4);
        clip.translations.copyWithin(f * 3, 0, 3);
      }
      expectSamePoses(clip, await read(await write(clip, rig)));
    });

    test('gives the same bytes for the same clip', async () => {
      const clip = () => createRandomMotion(rig, { seed: 9, curveNames: ['CTRL_expressions_jawOpen'] });
      expect(await write(clip(), createMetahuman())).toEqual(await write(clip(), createMetahuman()));
    });

    test('computes nothing that engines round differently', async () => {
      const clip = createRandomMotion(rig, { seed: 9, curveNames: ['CTRL_expressions_eyeBlinkL'] });
      const before = await write(clip, rig);
      const restore = blurInexactMath();
      try {
        const files = await exporter.exportClip({ clip, rig, metadata: metadataOf(rig) }, 'a');
        expect(files[0].bytes).toEqual(before);
      } finally {
        restore();
      }
    });

    test('keeps 61 face curves at every frame', async () => {
      const curveNames = Array.from({ length: 61 }, (_, i) => `CTRL_expressions_${CURVES[i] ?? `other${i}`}`);
      const clip = createRandomMotion(rig, { seed: 3, frameCount: 20, curveNames });
      const exported = await read(await write(clip, rig));
      expect(exported.curveNames).toEqual(skips.curves ? [] : curveNames);
      let worst = 0;
      for (let f = 0; f < clip.frameCount; f++) {
        exported.curveNames.forEach((name, c) => {
          worst = Math.max(worst, Math.abs(exported.curveAt(name, f) - clip.curves[f * 61 + c]));
        });
      }
      expect(worst).toBeLessThan(1e-5);
      expectSamePoses(clip, exported, [0, 19]);
    });

    test('writes no curves for a clip that has none', async () => {
      const exported = await read(await write(createRandomMotion(rig, { seed: 3 }), rig));
      expect(exported.curveNames).toEqual([]);
    });

    test('keeps hostile names of joints, curves, clip and gloss', async () => {
      const hostile = renameJoints(rig, (name, j) => HOSTILE_NAMES[j] ?? name);
      const curveNames = ['RST "quoted" \\ back\\slash', 'RST/ünï|cödé 🤟', `RST${'w'.repeat(300)}`];
      const name = `"Grüße" <手話> \\ ' / ${'x'.repeat(300)}`;
      const clip = createRandomMotion(hostile, { seed: 8, curveNames, name });
      const metadata = { ...metadataOf(hostile), gloss: name };
      const exported = await read(await write(clip, hostile, metadata));
      const names = hostile.skeleton.jointNames.filter((joint) => !leftOut.includes(joint));
      expect([...exported.jointNames].sort()).toEqual(names.map(rename).sort());
      if (!skips.clipName) expect(exported.clipName).toBe(name);
      if (!skips.curves)
        expect(exported.curveNames).toEqual(curveNames.map(skips.curveNames?.[1] ?? ((x) => x)));
      if (!skips.metadata) expect(exported.metadata).toEqual(metadata);
      expectSamePoses(clip, exported);
    });

    test.skipIf(skips.metadata)('keeps what the clip says about itself', async () => {
      const metadata = metadataOf(rig);
      const exported = await read(await write(createRandomMotion(rig, { seed: 3 }), rig, metadata));
      expect(exported.metadata).toEqual(metadata);
    });

    test('a file whose bytes are cut or which holds another clip is noticed when it is read back', async () => {
      const clip = createRandomMotion(rig, { seed: 3 });
      const bytes = await write(clip, rig);
      const input = { clip, rig, metadata: metadataOf(rig) };
      const refusal = { code: 'E_READ_BACK' };
      const file = (part: Uint8Array) => ({ name: 'a', bytes: part });
      const cut = file(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
      await expect(validateExport(cut, exporter.extension, input)).rejects.toMatchObject(refusal);
      const other = { ...input, clip: createRandomMotion(rig, { seed: 4 }) };
      await expect(validateExport(file(bytes), exporter.extension, other)).rejects.toMatchObject(refusal);
      const longer = { ...input, clip: createRandomMotion(rig, { seed: 3, frameCount: 13 }) };
      await expect(validateExport(file(bytes), exporter.extension, longer)).rejects.toMatchObject(refusal);
    });

    test('refuses a clip that breaks a rule', async () => {
      const clip = createRandomMotion(rig, { seed: 3 });
      clip.rotations[7] = Number.NaN;
      await expect(write(clip, rig)).rejects.toMatchObject({ code: 'E_MOTION' });
    });
  });
}

/** Names that the proxy face shows, and that readers take for transforms when they look for single letters. */
const CURVES = ['jawOpen', 'eyeBlinkL', 'eyeBlinkR', 'browDownL', 'mouthFunnelUL', 'tongueOut', 'jawLeft'];

/** By joint index. Dots, colons, slashes and spaces are what loaders like to rewrite. */
const HOSTILE_NAMES: Readonly<Record<number, string>> = {
  2: 'spine one',
  3: 'ryggrad "två"',
  4: "o'spine",
  5: '背骨四🦴',
  6: 'spine.05:top/[0]',
  7: 'n'.repeat(300),
  8: '\\neck\\',
  9: '<head>&amp;',
};

function metadataOf(rig: Rig): ClipMetadata {
  return {
    gloss: 'HELLO',
    source: { file: 'hello.pose', sha256: 'ab'.repeat(32), kind: 'pose-0.2' },
    licence: 'CC BY 4.0',
    fps: 25,
    target: { name: rig.name, approximate: rig.approximate },
    quality: { leftHand: { measured: 0.9, repaired: 0.1 } },
    options: { target: rig.name },
    tegnVersion: '1.2.3',
  };
}

function renameJoints(rig: Rig, rename: (name: string, joint: number) => string): Rig {
  return { ...rig, skeleton: { ...rig.skeleton, jointNames: rig.skeleton.jointNames.map(rename) } };
}

interface Comparison {
  readonly rename: (name: string) => string;
  readonly leftOut: readonly string[];
  readonly isTurn: boolean;
  readonly frames?: readonly number[] | undefined;
}

function comparePoses(
  clip: MotionClip,
  exported: ExportedClip,
  { rename, leftOut, isTurn, frames }: Comparison,
): void {
  const { skeleton, timing } = clip;
  const names = skeleton.jointNames.map(rename);
  const order = exported.jointNames.map((name) => names.indexOf(name));
  expect(order).not.toContain(-1);
  expect(new Set(order).size).toBe(names.length - leftOut.length);
  const rest = computeRestPose(skeleton).rotations;
  let position = 0;
  let rotation = 0;
  for (const f of frames ?? Array.from({ length: clip.frameCount }, (_, i) => i)) {
    const ours = computeModelPose(skeleton, frameRotations(clip, f), frameTranslation(clip, f));
    const theirs = exported.poseAt(frameTime(timing.rate, f));
    order.forEach((joint, i) => {
      const turned = isTurn ? multiplyQuat(theirs.rotations[i], rest[joint]) : theirs.rotations[i];
      position = Math.max(position, distanceVec3(ours.positions[joint], theirs.positions[i]));
      rotation = Math.max(rotation, angleQuat(ours.rotations[joint], turned) * DEGREES);
    });
  }
  expect(position).toBeLessThan(MAX_POSITION);
  expect(rotation).toBeLessThan(MAX_ROTATION_DEG);
}

/** Puts every function of Math off by a millionth whose last bit the language leaves to the engine. Returns the way back. */
export function blurInexactMath(): () => void {
  const names = [
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'exp',
    'log',
    'pow',
    'hypot',
    'cbrt',
  ] as const;
  const kept = names.map((name) => [name, Math[name]] as const);
  for (const [name, exact] of kept) {
    const blurred = (...values: number[]) => (exact as (...v: number[]) => number)(...values) * (1 + 1e-6);
    Object.assign(Math, { [name]: blurred });
  }
  return () => {
    for (const [name, exact] of kept) Object.assign(Math, { [name]: exact });
  };
}
