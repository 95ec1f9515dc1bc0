import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as onnx from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import card from '../../../../models/lifter.json' with { type: 'json' };
import { withoutDepth } from '../../../../src/landmarks/without-depth.ts';
import { ACTOR_JOINTS, SIDES } from '../../../../src/skeleton/actor/joints.ts';
import { liftRecording } from '../../../../src/solver/lift/network/lift-recording.ts';
import { LIFTED_POINTS } from '../../../../src/solver/lift/network/lifted-clip.ts';
import { loadLifter } from '../../../../src/solver/lift/network/load-lifter.node.ts';
import { LIFTER_MODEL } from '../../../../src/solver/lift/network/model.ts';
import { WINDOW_FRAMES } from '../../../../src/solver/lift/network/windows.ts';
import { solveClip } from '../../../../src/solver/solve-clip.ts';
import { boneDirection, directionErrors, palmNormal } from '../../../support/compare-motion.ts';
import { filmMotion } from '../../../support/film-motion.ts';
import { createRandomSigner } from '../../../support/random-signer.ts';

const MODEL = new URL(`../../../../models/${LIFTER_MODEL.file}`, import.meta.url).pathname;
const FINGER_BONES = ACTOR_JOINTS.filter((name) => /(Index|Middle|Ring|Pinky)\d/.test(name));
const POINTS = LIFTED_POINTS.length;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const folder = mkdtempSync(join(tmpdir(), 'tegn-lifter-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the lifting network', () => {
  it('gives what training gave for the worked example of its card, within a tenth of a millimetre', async () => {
    const session = await onnx.InferenceSession.create(MODEL);
    const wave = (k: number, ...dims: number[]) => {
      const count = dims.reduce((product, dim) => product * dim, 1);
      const values = Float32Array.from({ length: count }, (_, i) => 0.5 + 0.4 * Math.sin(i + k));
      return new onnx.Tensor('float32', values, [1, ...dims]);
    };
    const { positions, deviations } = await session.run({
      xy: wave(0, WINDOW_FRAMES, POINTS, 2),
      confidence: wave(1, WINDOW_FRAMES, POINTS),
      depth: wave(2, WINDOW_FRAMES, POINTS),
      context: wave(3, WINDOW_FRAMES, 6),
    });
    const every = (data: unknown, size: number) =>
      [0, 13, 26].flatMap((frame) =>
        [0, 9, 18, 27, 36, 45, 54].flatMap((point) =>
          Array.from(
            (data as Float32Array).subarray(
              (frame * POINTS + point) * size,
              (frame * POINTS + point + 1) * size,
            ),
          ),
        ),
      );
    every(positions.data, 3).forEach((value, i) => {
      expect(Math.abs(value - card.example.positions[i])).toBeLessThan(1e-4);
    });
    every(deviations.data, 1).forEach((value, i) => {
      expect(Math.abs(value - card.example.deviations[i])).toBeLessThan(1e-4);
    });
    expect(card.sha256).toBe(LIFTER_MODEL.sha256);
  });

  it('has smaller errors of palms and fingers than a guess from bone lengths, on signers it was not trained on', async () => {
    const lifter = await loadLifter();
    const palms = { guessed: [] as number[], lifted: [] as number[] };
    const fingers = { guessed: [] as number[], lifted: [] as number[] };
    for (const seed of [11, 12, 13, 14]) {
      const signer = createRandomSigner({ seed });
      const flat = withoutDepth(filmMotion(signer.actor, signer.clip, { fieldOfViewDeg: 60 }));
      const guessed = solveClip(flat);
      const lifted = solveClip(flat, { lifted: await liftRecording(flat, lifter) });
      for (const [name, solved] of Object.entries({ guessed, lifted }) as [
        'guessed' | 'lifted',
        typeof lifted,
      ][]) {
        for (const side of SIDES)
          palms[name].push(...directionErrors(signer, solved, (_, pose) => palmNormal(pose, side)));
        for (const bone of FINGER_BONES)
          fingers[name].push(
            ...directionErrors(signer, solved, (own, pose) => boneDirection(own, pose, bone)),
          );
      }
    }
    expect(mean(palms.lifted)).toBeLessThan(7);
    expect(mean(palms.lifted)).toBeLessThan(mean(palms.guessed));
    expect(mean(fingers.lifted)).toBeLessThan(mean(fingers.guessed) * 0.75);
  });

  it('keeps bones as long as they are over a clip, within a tenth of a millimetre', async () => {
    const lifter = await loadLifter();
    const { actor, clip } = createRandomSigner({ seed: 21, frameCount: 75 });
    const { positions } = (await lifter.lift(withoutDepth(filmMotion(actor, clip))))!;
    for (const [a, b] of [
      [5, 7],
      [7, 9],
      [13, 18],
      [18, 19],
      [19, 20],
      [34, 39],
      [39, 40],
    ]) {
      const lengths = Array.from({ length: 75 }, (_, f) =>
        Math.hypot(
          ...[0, 1, 2].map((k) => positions[(f * POINTS + a) * 3 + k] - positions[(f * POINTS + b) * 3 + k]),
        ),
      );
      const middle = mean(lengths);
      const deviation = Math.sqrt(mean(lengths.map((length) => (length - middle) ** 2)));
      expect(deviation, `bone ${a}-${b}`).toBeLessThan(1e-4);
    }
  });

  it('leaves recordings with depth alone', async () => {
    const { recording } = createRandomSigner({ seed: 1, frameCount: 3 });
    const never = { lift: () => Promise.reject(new Error('asked')) };
    expect(await liftRecording(recording, never)).toBeNull();
  });

  it('is refused when it is missing or another one', async () => {
    await expect(loadLifter({ model: join(folder, 'none.onnx') })).rejects.toMatchObject({
      code: 'E_MODEL_MISSING',
    });
    const other = join(folder, 'other.onnx');
    writeFileSync(other, readFileSync(MODEL).subarray(0, 1000));
    await expect(loadLifter({ model: other })).rejects.toMatchObject({ code: 'E_MODEL_HASH' });
  });
});
