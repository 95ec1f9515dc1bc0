import { describe, expect, it } from 'vitest';
import { bvhExporter } from '../../src/export/bvh/bvh-exporter.ts';
import { createManny } from '../../src/skeleton/manny/manny.ts';
import { createMixamo } from '../../src/skeleton/mixamo/mixamo.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { createRandomMotion, type RandomMotionOptions } from '../support/random-motion.ts';
import { readBvhWithThree } from '../support/read-with-three.ts';
import { describeExporter } from './conformance.ts';

describeExporter({
  title: 'the bvh exporter',
  exporter: bvhExporter,
  read: async (bytes) => ({
    ...(await readBvhWithThree(bytes)),
    metadata: null,
    curveNames: [],
    curveAt: () => Number.NaN,
  }),
  skips: {
    curves: 'the format has joints only',
    metadata: 'the format has no comments',
    clipName: 'the format has none',
    joints: ['the file begins at the joint that moves', 'root'],
    jointNames: ['a name is one word', (name) => name.replace(/[\s{}[\]:/]+/g, '_')],
    restRotations: 'joints are aligned with the model at rest',
  },
});

async function write(rig: Rig, options: RandomMotionOptions): Promise<string> {
  const clip = createRandomMotion(rig, options);
  const metadata = {
    fps: 25,
    target: { name: rig.name, approximate: true },
    quality: {},
    options: {},
    tegnVersion: '1',
  };
  const [{ bytes }] = await bvhExporter.exportClip({ clip, rig, metadata }, 'a');
  return new TextDecoder().decode(bytes);
}

describe('a BVH file', () => {
  it('has six channels on the first joint, three on the others, and a line of numbers per frame', async () => {
    const text = await write(createMixamo(), {
      seed: 1,
      frameCount: 7,
      rate: { numerator: 30000, denominator: 1001 },
    });
    expect(text).toMatch(/^HIERARCHY\nROOT mixamorig_Hips\n\{\n\tOFFSET 0 0 0\n\tCHANNELS 6 Xposition/);
    expect(text.match(/CHANNELS 6/g)).toHaveLength(1);
    expect(text).toContain('Frames: 7\nFrame Time: 0.0333666667\n');
    const rows = text
      .trim()
      .split('\n')
      .slice(-7)
      .map((line) => line.split(' ').map(Number));
    const joints = text.match(/(ROOT|JOINT) /g)!.length;
    expect(rows.every((row) => row.length === joints * 3 + 3 && row.every(Number.isFinite))).toBe(true);
    expect(text).not.toMatch(/\d[eE]-|NaN/);
  });

  it('never jumps by half a turn', async () => {
    const text = await write(createManny(), { seed: 9, frameCount: 120, kind: 'wild' });
    const rows = text
      .trim()
      .split('\n')
      .slice(-120)
      .map((line) => line.split(' ').map(Number));
    let worst = 0;
    rows.slice(1).forEach((row, f) => {
      row.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(value - rows[f][i]));
      });
    });
    expect(worst).toBeLessThan(179);
  });

  it('tells joints apart whose names differ only in spaces', async () => {
    const rig = createManny();
    const names = rig.skeleton.jointNames.map((name) =>
      name === 'hand_l' ? 'a b' : name === 'hand_r' ? 'a\tb' : name,
    );
    const text = await write({ ...rig, skeleton: { ...rig.skeleton, jointNames: names } }, { seed: 1 });
    expect(text).toContain('JOINT a_b\n');
    expect(text).toContain('JOINT a_b_2\n');
  });
});
