import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { TegnError } from '../../src/issues/issues.ts';
import { LANDMARK_COUNT } from '../../src/landmarks/schema.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { assertMotionClip, frameRotations } from '../../src/motion/motion-clip.ts';
import { CLIP_DEFAULTS, type ClipOptions, makeClip } from '../../src/pipeline/make-clip.ts';
import { TARGETS } from '../../src/skeleton/targets.ts';
import { TEGN_VERSION } from '../../src/version.ts';
import { losePart } from '../support/edit-recording.ts';
import { fastestTurns } from '../support/motion-steps.ts';

const { recording } = createSample({ ...chinForward, frameCount: 30 });
const bytes = writePose(recording);
const make = (options?: ClipOptions, name = 'hello.pose') => makeClip(bytes, name, options);

describe('a clip made from a recording', () => {
  it('is valid, on the default target, as long and as fast as the recording', async () => {
    const { clip, rig, actor, actorClip, recording: read, issues } = await make();
    assertMotionClip(clip);
    assertMotionClip(actorClip);
    expect(rig.name).toBe(CLIP_DEFAULTS.target);
    expect(clip.skeleton).toBe(rig.skeleton);
    expect(actorClip.skeleton).toBe(actor.skeleton);
    expect(clip.frameCount).toBe(30);
    expect(clip.timing).toEqual(recording.image!.timing);
    expect(clip.name).toBe('hello');
    expect(read.source.kind).toMatch(/^pose/);
    expect(issues.some(({ code }) => code === 'W_TARGET_APPROXIMATE')).toBe(true);
  });

  it('says all there is to say about itself, in plain JSON', async () => {
    const { metadata } = await make({}, 'folder/hello.pose');
    expect(JSON.parse(JSON.stringify(metadata))).toEqual(metadata);
    expect(metadata).toMatchObject({
      gloss: 'hello',
      source: {
        file: 'hello.pose',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        kind: expect.stringMatching(/^pose/),
      },
      fps: 25,
      target: { name: 'metahuman', approximate: true },
      options: { target: 'metahuman', clamp: 'default' },
      tegnVersion: TEGN_VERSION,
    });
    const { parts, clamp } = metadata.quality as Record<string, Record<string, unknown>>;
    expect(Object.keys(parts).sort()).toEqual([
      'face',
      'head',
      'leftArm',
      'leftHand',
      'rightArm',
      'rightHand',
      'trunk',
    ]);
    expect(Object.keys(clamp)).toEqual(['frames', 'p99Deg', 'maxDeg', 'maxJoint']);
  });

  it('speaks of the frames that are kept when it is cut', async () => {
    const gap = writePose(losePart(recording, 'rightHand', 11, 29));
    const whole = await makeClip(gap, 'hello.pose');
    const cut = await makeClip(gap, 'hello.pose', { trim: [0, 0.4] });
    const measured = ({ metadata }: Awaited<ReturnType<typeof makeClip>>) =>
      (metadata.quality as { parts: { rightHand: { measured: number } } }).parts.rightHand.measured;
    // all frames in which the hand is seen lie before the cut
    expect(measured(whole)).toBeGreaterThan(0);
    expect(measured(cut)).toBeCloseTo((measured(whole) * 30) / 11, 9);
    const isAfter = ({ frame }: { readonly frame?: number }) => frame !== undefined && frame > 10;
    expect(whole.issues.some(isAfter)).toBe(true);
    expect(cut.issues.some(isAfter)).toBe(false);
  });

  it('keeps the word and the licence that the file names', async () => {
    const { image, imageSize } = recording;
    const point = (frame: number, i: number) => {
      const [x, y, z] = image!.positions.subarray((frame * LANDMARK_COUNT + i) * 3).slice(0, 3);
      return { x, y, z, visibility: 0.9 };
    };
    const frames = [0, 1, 2].map((f) => ({
      poseLandmarks: Array.from({ length: 33 }, (_, i) => point(f, i)),
    }));
    const about = (word: string) => ({ word, licence: 'CC0-1.0', fps: 25, ...imageSize, frames });
    const read = (word: string) =>
      makeClip(new TextEncoder().encode(JSON.stringify(about(word))), 'clip-17.json');
    expect((await read('house')).metadata).toMatchObject({ gloss: 'house', licence: 'CC0-1.0' });
    expect((await read('')).metadata.gloss).toBe('clip-17');
  });

  it('is called after the file without folders, extension and compression', async () => {
    const packed = gzipSync(
      writeTrackerJsonl({ ...recording, source: { ...recording.source, metadata: {} } }),
    );
    const { metadata, clip } = await makeClip(new Uint8Array(packed), 'a\\b/good day.jsonl.gz');
    expect(metadata.source!.file).toBe('good day.jsonl.gz');
    expect(metadata.gloss).toBe('good day');
    expect(clip.name).toBe('good day');
  });

  it('is the same for the same bytes', async () => {
    const [a, b] = [await make(), await make()];
    expect(a.clip.rotations).toEqual(b.clip.rotations);
    expect(a.metadata).toEqual(b.metadata);
  });

  it('leaves the bytes as they were', async () => {
    const before = bytes.slice();
    await make();
    expect(bytes).toEqual(before);
  });
});

describe('options', () => {
  it('trim to whole frames, both ends included', async () => {
    const whole = (await make()).actorClip;
    // 0.2 s and 0.6 s are frames 5 and 15
    const { clip, actorClip, metadata } = await make({ trim: [0.2, 0.6] });
    expect(clip.frameCount).toBe(11);
    expect(actorClip.frameCount).toBe(11);
    expect(clip.timing.startFrame).toBe(5);
    expect(metadata.options).toMatchObject({ trim: [0.2, 0.6] });
    for (const [i, x] of frameRotations(actorClip, 0).entries())
      expect(x).toBeCloseTo(frameRotations(whole, 5)[i], 5);
    expect((await make({ trim: [0.19, 0.61] })).clip.frameCount).toBe(11);
    expect((await make({ trim: [0.21, 0.59] })).clip.frameCount).toBe(9);
  });

  it('trim to the end of the clip when the end is open, and say where that is', async () => {
    const { clip, metadata } = await make({ trim: [0.4, Number.POSITIVE_INFINITY] });
    expect(clip.frameCount).toBe(20);
    expect(JSON.parse(JSON.stringify(metadata.options)).trim).toEqual([0.4, 1.16]);
  });

  it('refuse a trim that leaves nothing', async () => {
    await expect(make({ trim: [9, 10] })).rejects.toMatchObject({ code: 'E_OPTION' });
    await expect(make({ trim: [0.41, 0.43] })).rejects.toMatchObject({ code: 'E_OPTION' });
  });

  it('change the frame rate of both clips and keep the time', async () => {
    const { clip, actorClip, metadata } = await make({ fps: 29.97 });
    expect(clip.timing.rate).toEqual({ numerator: 30000, denominator: 1001 });
    expect(actorClip.timing).toEqual(clip.timing);
    // 29 / 25 s at 29.97 are 34.8 frames
    expect(clip.frameCount).toBe(35);
    expect(metadata.fps).toBeCloseTo(29.97003, 5);
    expect(metadata.options).toMatchObject({ fps: 29.97 });
  });

  it('trim in seconds of the recording, then change the rate', async () => {
    const { clip } = await make({ trim: [0.2, 0.6], fps: 50 });
    expect(clip.frameCount).toBe(21);
    expect(clip.timing.startFrame).toBe(10);
  });

  it('set the velocity limit', async () => {
    const { actorClip, metadata } = await make({ clamp: 'strict' });
    expect(Math.max(...Object.values(fastestTurns(actorClip)))).toBeLessThan(450.5);
    expect(metadata.options).toMatchObject({ clamp: 'strict' });
  });

  it('that are there but undefined count as left out', async () => {
    const options = { target: undefined, clamp: undefined, fps: undefined, trim: undefined, read: undefined };
    expect((await make(options)).metadata).toEqual((await make()).metadata);
  });

  it.each(TARGETS)('reach the target $name', async ({ name }) => {
    const { rig, metadata } = await make({ target: name });
    expect(rig.name).toBe(name);
    expect(metadata.target).toEqual({ name, approximate: rig.approximate });
  });
});

describe('what cannot be used', () => {
  it.each([
    ['an unknown target', { target: 'robot' }, 'E_TARGET_UNKNOWN'],
    ['a frame rate of 0', { fps: 0 }, 'E_FRAME_RATE'],
    ['a frame rate that is no number', { fps: Number.NaN }, 'E_FRAME_RATE'],
  ] as const)('%s is refused', async (_, options, code) => {
    await expect(make(options)).rejects.toSatisfy(
      (error) => error instanceof TegnError && error.code === code,
    );
  });

  it('an unknown target is refused before the file is looked at', async () => {
    await expect(makeClip(new Uint8Array(0), 'a.pose', { target: 'robot' })).rejects.toMatchObject({
      code: 'E_TARGET_UNKNOWN',
    });
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'E_FILE_EMPTY'],
    ['a cut file', bytes.slice(0, bytes.length / 2), 'E_POSE_TRUNCATED'],
    ['noise', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 'E_'],
  ])('%s is refused with a code', async (_, content, code) => {
    await expect(makeClip(content, 'a.pose')).rejects.toMatchObject({ code: expect.stringContaining(code) });
  });
});
