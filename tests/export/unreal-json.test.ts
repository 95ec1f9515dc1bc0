/** The JSON for Unreal, judged by three's matrices and a change of basis of its own, not by ours. */
import { Matrix4, Quaternion, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { unrealExporter } from '../../src/export/unreal/unreal-exporter.ts';
import { createManny } from '../../src/skeleton/manny/manny.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createRandomMotion, type RandomMotionOptions } from '../support/random-motion.ts';
import { describeExporter, type ExportedClip } from './conformance.ts';

interface Track {
  readonly name: string;
  readonly parent: string | null;
  readonly translations: number[];
  readonly rotations: number[];
  readonly values: number[];
}

/** Solve space from Unreal: (x, z, y), a reflection; centimetres to metres. */
const SWAP = new Matrix4().set(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1);

describeExporter({ title: 'the exporter of JSON for Unreal', exporter: unrealExporter, read: readUnreal });

async function readUnreal(bytes: Uint8Array): Promise<ExportedClip> {
  const file = JSON.parse(new TextDecoder().decode(bytes));
  const body: { bones: Track[]; name: string } = file.clips[0];
  const face: { curves: Track[] } | undefined = file.clips[1];
  const fps = file.frameRate.numerator / file.frameRate.denominator;
  const row = (values: number[], size: number, frame: number) =>
    values.length === size ? values : values.slice(frame * size, frame * size + size);
  return {
    clipName: body.name,
    durationSeconds: (file.frameCount - 1) / fps,
    jointNames: body.bones.map(({ name }) => name),
    parentNames: body.bones.map(({ parent }) => parent),
    metadata: file.metadata,
    curveNames: face?.curves.map(({ name }) => name) ?? [],
    curveAt: (name, frame) => row(face!.curves.find((curve) => curve.name === name)!.values, 1, frame)[0],
    poseAt(seconds) {
      const frame = Math.round(seconds * fps);
      const worlds = new Map<string, Matrix4>();
      for (const { name, parent, translations, rotations } of body.bones) {
        // q v q* is the same algebra in left-handed coordinates.
        const local = new Matrix4().compose(
          new Vector3(...row(translations, 3, frame)),
          new Quaternion(...row(rotations, 4, frame)),
          new Vector3(1, 1, 1),
        );
        worlds.set(name, parent === null ? local : worlds.get(parent)!.clone().multiply(local));
      }
      const positions: number[][] = [];
      const rotations: number[][] = [];
      for (const world of worlds.values()) {
        const solve = SWAP.clone().multiply(world).multiply(SWAP);
        const [position, rotation] = [new Vector3(), new Quaternion()];
        solve.decompose(position, rotation, new Vector3());
        positions.push(position.multiplyScalar(0.01).toArray());
        rotations.push(rotation.toArray());
      }
      return { positions, rotations, weights: {} };
    },
  };
}

async function write(rig: Rig, options: RandomMotionOptions) {
  const clip = createRandomMotion(rig, options);
  const metadata = {
    fps: 25,
    target: { name: rig.name, approximate: true },
    quality: {},
    options: {},
    tegnVersion: '1.2.3',
  };
  const [{ bytes }] = await unrealExporter.exportClip({ clip, rig, metadata }, 'a');
  return { clip, file: JSON.parse(new TextDecoder().decode(bytes)) };
}

describe('the JSON for Unreal', () => {
  it('holds bones in the reference pose of Unreal, constant tracks once', async () => {
    const rig = createMetahuman();
    const { file } = await write(rig, { seed: 1, still: rig.skeleton.jointNames });
    const bones: Track[] = file.clips[0].bones;
    const elbow = bones.find(({ name }) => name === 'lowerarm_l')!;
    expect(elbow.translations).toHaveLength(3);
    expect(elbow.rotations).toHaveLength(4);
    // Unreal's rotator says yaw 39.
    expect(elbow.rotations[2]).toBeCloseTo(Math.sin((39 / 2) * (Math.PI / 180)), 6);
    expect(bones.find(({ name }) => name === 'pelvis')!.translations).toHaveLength(12 * 3);
  });

  it("gives a MetaHuman's face its own controls and leaves other faces theirs", async () => {
    const curveNames = ['jawOpen', 'EyeLookInLeft', 'mouthClose', 'browInnerUp', 'mine'];
    const { clip, file } = await write(createMetahuman(), { seed: 1, curveNames });
    const face = file.clips[1];
    expect(face.kind).toBe('face');
    const values = Object.fromEntries(face.curves.map((curve: Track) => [curve.name, curve.values]));
    expect(Object.keys(values)).toEqual([
      'CTRL_expressions_jawOpen',
      'CTRL_expressions_eyeLookRightL',
      ...['UL', 'UR', 'DL', 'DR'].map((corner) => `CTRL_expressions_mouthLipsTogether${corner}`),
      ...['browLateralL', 'browLateralR', 'browRaiseInL', 'browRaiseInR'].map(
        (name) => `CTRL_expressions_${name}`,
      ),
      'mine',
      'CTRL_expressions_mouthUp',
      'HeadControlSwitch',
    ]);
    const [jaw, look, close, brow] = clip.curves;
    expect(values['CTRL_expressions_jawOpen'][0]).toBeCloseTo(jaw, 6);
    expect(values['CTRL_expressions_eyeLookRightL'][0]).toBeCloseTo(look, 6);
    expect(values['CTRL_expressions_mouthLipsTogetherUL'][0]).toBeCloseTo(Math.min(1, close / jaw), 6);
    expect(values['CTRL_expressions_browRaiseInR'][0]).toBeCloseTo(brow, 6);
    const manny = await write(createManny(), { seed: 1, curveNames });
    expect(manny.file.clips[1].curves.map(({ name }: Track) => name)).toEqual(curveNames);
  });

  it('says where the clip begins, as frame and as timecode', async () => {
    const rig = createMetahuman();
    const clip = createRandomMotion(rig, { seed: 1, rate: { numerator: 30000, denominator: 1001 } });
    const started = { ...clip, timing: { ...clip.timing, startFrame: 30 * 3661 + 7 } };
    const metadata = {
      fps: 30,
      target: { name: 'x', approximate: false },
      quality: {},
      options: {},
      tegnVersion: '1',
    };
    const [{ bytes }] = await unrealExporter.exportClip({ clip: started, rig, metadata }, 'a');
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({
      frameRate: { numerator: 30000, denominator: 1001 },
      startFrame: 109837,
      timecode: '01:01:01:07',
    });
  });
});
