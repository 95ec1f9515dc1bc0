/** What the list of a folder is made of, without a page. */
import { expect, test } from 'vitest';
import { createSamples } from '../../samples/generate/index.ts';
import { exporterFor } from '../../src/export/exporters.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import { framesPerSecond } from '../../src/space/timing.ts';
import { readBatchReport } from '../../viewer/src/folder/batch-report.ts';
import { ALL, chooseEntries, gradeOf } from '../../viewer/src/folder/choose-entries.ts';
import type { FolderEntry } from '../../viewer/src/folder/folder.ts';
import { summariseGlb } from '../../viewer/src/folder/glb-figure.ts';
import type { KnownClip } from '../../viewer/src/folder/summaries.ts';
import { summarise } from '../../viewer/src/folder/summarise.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';

const entry = (path: string): FolderEntry => ({ path, file: null as never, size: 1, video: null });
const entries = ['a/Hei.pose', 'b/hade.pose', 'b/takk.pose', 'c/vær så god.pose'].map(entry);
const known: Record<string, KnownClip> = {
  'a/Hei.pose': { quality: { score: 0.9, reasons: [] } },
  'b/hade.pose': { quality: { score: 0.2, reasons: ['dark'] } },
  'b/takk.pose': { problem: 'No hands.' },
};
const listed = (choice: Partial<typeof ALL>) =>
  chooseEntries(entries, { ...ALL, ...choice }, (path) => known[path] ?? {}).map(({ path }) => path);

test('clips are found by words in their path, whatever the letters are like', () => {
  expect(listed({ text: 'b .pose' })).toEqual(['b/hade.pose', 'b/takk.pose']);
  expect(listed({ text: 'HEI' })).toEqual(['a/Hei.pose']);
  expect(listed({ text: 'VÆR så'.normalize('NFD') })).toEqual(['c/vær så god.pose']);
  expect(listed({ text: 'nobody' })).toEqual([]);
});

test('clips are found by how good they are, the worst first: failed, measured, and last what nobody measured', () => {
  expect(listed({ grade: 'poor' })).toEqual(['b/hade.pose', 'b/takk.pose']);
  expect(listed({ grade: 'good' })).toEqual(['a/Hei.pose']);
  expect(listed({ grade: 'unknown' })).toEqual(['c/vær så god.pose']);
  expect(listed({ order: 'worst' })).toEqual([
    'b/takk.pose',
    'b/hade.pose',
    'a/Hei.pose',
    'c/vær så god.pose',
  ]);
});

test.each([
  [1, 'good'],
  [0.8, 'good'],
  [0.79, 'fair'],
  [0.5, 'fair'],
  [0.49, 'poor'],
])('a score of %s is %s', (score, grade) => {
  expect(gradeOf({ quality: { score, reasons: [] } })).toBe(grade);
});

test('the report of a batch is read by the paths of its clips and of its recordings', () => {
  const clips = [
    {
      input: 'x/hei.pose',
      outputs: ['hei.glb', 'hei.fbx'],
      durationSeconds: 2.5,
      score: 0.4,
      findings: [
        { message: 'A hand is missing.', severity: 'error' },
        { message: 'A hand is missing.', severity: 'error' },
        { message: 'It rests at the end.', severity: 'info' },
      ],
    },
    { input: 'x/takk.pose', outputs: [], error: { code: 'E_NO_FRAMES', message: 'Expected a frame.' } },
  ];
  const report = readBatchReport(new TextEncoder().encode(JSON.stringify({ totals: {}, clips })));
  const hei = { quality: { score: 0.4, reasons: ['A hand is missing.'] }, seconds: 2.5, problem: null };
  expect(report).toEqual({
    'hei.glb': hei,
    'hei.fbx': hei,
    'x/hei.pose': hei,
    'x/takk.pose': { quality: null, seconds: null, problem: 'Expected a frame.' },
  });
  expect(readBatchReport(new TextEncoder().encode('{"clips":3}'))).toEqual({});
});

/** Ends of the lines of a path, in hundredths of the square. */
const points = (path: string): number[][] =>
  [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test('a recording is drawn within its square, with head, arms and both hands where they are', async () => {
  const [{ recording }] = createSamples();
  const { figure, seconds, isRecording } = await summarise(writePose(recording), 'sample.pose');
  const { frameCount } = recording.image!;
  expect(seconds).toBeCloseTo(frameCount / 25, 3);
  expect(isRecording).toBe(true);
  expect(figure!.body).toContain('a');
  for (const part of [figure!.body, figure!.leftHand, figure!.rightHand]) {
    for (const value of points(part).flat()) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
    }
  }
  expect(points(figure!.body).length).toBeGreaterThanOrEqual(8);
});

test('a glb is drawn as forward kinematics poses it in the middle of its clip', async () => {
  const rig = createMetahuman();
  const clip = wavingClip(31);
  const metadata = {
    fps: 30,
    target: { name: 'metahuman', approximate: true },
    quality: {},
    options: {},
    tegnVersion: '0',
  };
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata }, 'clip');
  const { figure, seconds } = summariseGlb(glb.bytes);
  expect(seconds).toBeCloseTo(31 / 30, 3);
  const pose = computeModelPose(rig.skeleton, frameRotations(clip, 15), frameTranslation(clip, 15));
  const at = (name: string): number[] => {
    const [x, y] = pose.positions[rig.skeleton.jointNames.indexOf(name)];
    return [x, -y];
  };
  // the first line of each hand starts at its joint: the same way from hand to hand, up to the scale of the square
  const [leftHand, rightHand] = [points(figure!.leftHand)[0], points(figure!.rightHand)[0]];
  const drawn = [leftHand[0] - rightHand[0], leftHand[1] - rightHand[1]];
  const true_ = [at('hand_l')[0] - at('hand_r')[0], at('hand_l')[1] - at('hand_r')[1]];
  expect(drawn[0]).toBeGreaterThan(0);
  expect(Math.atan2(drawn[1], drawn[0])).toBeCloseTo(Math.atan2(true_[1], true_[0]), 1);
  expect(points(figure!.leftHand).length).toBeGreaterThan(20);
});

test('a glb is as long as its frames, also where most of it stands still', async () => {
  const pose = writePose(createSamples()[0].recording);
  const made = await makeClip(pose, 'sample.pose');
  const [glb] = await exporterFor('glb').exportClip(made, 'sample');
  const { seconds } = summariseGlb(glb.bytes);
  expect(seconds).toBeCloseTo(made.clip.frameCount / framesPerSecond(made.clip.timing.rate), 3);
});

test('what is no clip has no figure or is refused', async () => {
  const fbx = new TextEncoder().encode('Kaydara FBX Binary  ');
  expect(await summarise(fbx, 'a.fbx')).toEqual({ figure: null, seconds: null, isRecording: false });
  await expect(summarise(new TextEncoder().encode('hello'), 'a.pose')).rejects.toThrow();
  await expect(summarise(new TextEncoder().encode('glTF'), 'a.glb')).rejects.toThrow('Expected a glb');
});
