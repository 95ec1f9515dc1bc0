/** The CSV of Live Link Face: read by column name, as its own recordings have to be. */
import { describe, expect, it } from 'vitest';
import { liveLinkCsvExporter } from '../../src/export/csv/live-link-csv-exporter.ts';
import { ARKIT_CURVES } from '../../src/motion/arkit-curves.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createRandomMotion, type RandomMotionOptions } from '../support/random-motion.ts';

const rig = createActor();
const metadata = {
  fps: 25,
  target: { name: 'x', approximate: false },
  quality: {},
  options: {},
  tegnVersion: '1',
};

async function write(options: RandomMotionOptions, startFrame = 0) {
  const clip = createRandomMotion(rig, options);
  const timing = { ...clip.timing, startFrame };
  return {
    clip,
    files: await liveLinkCsvExporter.exportClip({ clip: { ...clip, timing }, rig, metadata }, 'a'),
  };
}

function parse(bytes: Uint8Array): Record<string, string>[] {
  const [head, ...rows] = new TextDecoder()
    .decode(bytes)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

describe('the Live Link Face CSV', () => {
  it('has the columns of a recording: jaw and mouth right before left, turns last', async () => {
    const { files } = await write({ seed: 1, frameCount: 2, curveNames: ['jawOpen'] });
    const [head] = new TextDecoder().decode(files[0].bytes).split('\n');
    const columns = head.split(',');
    expect(columns).toHaveLength(63);
    expect(columns.slice(0, 3)).toEqual(['Timecode', 'BlendshapeCount', 'EyeBlinkLeft']);
    expect(columns.slice(17, 20)).toEqual(['JawRight', 'JawLeft', 'JawOpen']);
    expect(columns.slice(23, 25)).toEqual(['MouthRight', 'MouthLeft']);
    expect(columns.slice(53)).toEqual([
      'TongueOut',
      'HeadYaw',
      'HeadPitch',
      'HeadRoll',
      'LeftEyeYaw',
      'LeftEyePitch',
      'LeftEyeRoll',
      'RightEyeYaw',
      'RightEyePitch',
      'RightEyeRoll',
    ]);
  });

  it('holds all 52 curves of ARKit to 1e-6, in either spelling, and timecode', async () => {
    const curveNames = ARKIT_CURVES.map((name, i) =>
      i % 2 ? name : name.replace(/^./, (c) => c.toUpperCase()),
    );
    const { clip, files } = await write(
      { seed: 2, frameCount: 70, curveNames, rate: { numerator: 60000, denominator: 1001 } },
      3600 * 60 - 1,
    );
    const rows = parse(files[0].bytes);
    expect(rows.map(({ Timecode }) => Timecode).slice(0, 3)).toEqual([
      '00:59:59:59.000',
      '01:00:00:00.000',
      '01:00:00:01.000',
    ]);
    rows.forEach((row, f) => {
      expect(row.BlendshapeCount).toBe('61');
      ARKIT_CURVES.forEach((name, c) => {
        const value = Number(row[name.replace(/^./, (letter) => letter.toUpperCase())]);
        expect(Math.abs(value - clip.curves[f * 52 + c])).toBeLessThan(1e-6);
      });
    });
  });

  it('gives no file for a clip without any of its curves', async () => {
    expect((await write({ seed: 1 })).files).toEqual([]);
    expect((await write({ seed: 1, curveNames: ['mine'] })).files).toEqual([]);
  });

  it('takes turns of head and eyes from curves of their names', async () => {
    const { clip, files } = await write({ seed: 1, curveNames: ['HeadYaw', 'leftEyePitch'] });
    const [row] = parse(files[0].bytes);
    expect(Number(row.HeadYaw)).toBeCloseTo(clip.curves[0], 6);
    expect(Number(row.LeftEyePitch)).toBeCloseTo(clip.curves[1], 6);
    expect(Number(row.JawOpen)).toBe(0);
  });
});
