import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { tipsAndPalm } from '../../samples/generate/signs/tips-and-palm.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { type ClipOptions, makeClip } from '../../src/pipeline/make-clip.ts';
import type { ClipMeasure, Finding } from '../../src/quality/clip-measure.ts';
import { costOf, FINDING_RULES, type FindingType } from '../../src/quality/finding-types.ts';
import { measureClip } from '../../src/quality/measure-clip.ts';
import { createStrip, STRIP_FRAMES, STRIP_LANDMARKS, STRIP_POINTS } from '../../src/quality/strip.ts';
import { trackingScore } from '../../src/quality/tracking-score.ts';
import { addTrackerNoise, exchangeHands, moveHand } from '../support/corrupt-recording.ts';
import { cutRecording, losePart, withoutDepth } from '../support/edit-recording.ts';

const { recording: oneHand } = createSample(chinForward);
const { recording: twoHands } = createSample(tipsAndPalm);

const measure = async (recording: LandmarkRecording, options: ClipOptions = {}): Promise<ClipMeasure> =>
  measureClip(await makeClip(writePose(recording), 'sign.pose', options));
const find = ({ findings }: ClipMeasure, type: FindingType): Finding | undefined =>
  findings.find((finding) => finding.type === type);

let clean: ClipMeasure;
let cleanTwo: ClipMeasure;
beforeAll(async () => {
  clean = await measure(oneHand);
  cleanTwo = await measure(twoHands);
});

describe('the score of a clip', () => {
  it('is high for a sign of one hand, which the tracking score marks down for the other', () => {
    expect(clean.sign.hands).toBe('right');
    expect(clean.score).toBeGreaterThan(0.95);
    expect(clean.tracking.score).toBeLessThan(0.7);
    expect(cleanTwo.sign.hands).toBe('both');
    expect(cleanTwo.score).toBeGreaterThan(0.9);
  });

  it('does not mistake speed for unsteadiness: every second frame costs it nothing of note', async () => {
    const half = (recording: LandmarkRecording): LandmarkRecording => {
      const clip = recording.image!;
      const kept = Array.from({ length: clip.frameCount >> 1 }, (_, i) =>
        cutRecording(recording, i * 2, i * 2),
      );
      const joined = (space: 'image' | 'world') => ({
        ...recording[space]!,
        frameCount: kept.length,
        positions: Float32Array.from(kept.flatMap((frame) => [...frame[space]!.positions])),
        confidences: Float32Array.from(kept.flatMap((frame) => [...frame[space]!.confidences])),
      });
      return { ...recording, image: joined('image'), world: joined('world') };
    };
    const fast = await measure(half(twoHands));
    expect(fast.score).toBeGreaterThan(cleanTwo.score - 0.1);
    expect(fast.tracking.stability).toBeLessThan(cleanTwo.tracking.stability);
  });

  it('falls with every fault that is planted, and the more of it the more', async () => {
    const { first, last } = cleanTwo.sign;
    const lost = (frames: number) =>
      measure(losePart(twoHands, 'rightHand', last - frames - 5, last - 6), { clamp: 'off' });
    const scores = [cleanTwo.score, ...(await Promise.all([8, 12].map(lost))).map(({ score }) => score)];
    for (let i = 1; i < scores.length; i++) expect(scores[i]).toBeLessThan(scores[i - 1] - 0.05);
    const faults = await Promise.all([
      measure(withoutDepth(twoHands)),
      measure(losePart(twoHands, 'face')),
      measure(losePart(twoHands, 'pose')),
      measure(exchangeHands(twoHands, first + 2, first + 12)),
      measure(addTrackerNoise(twoHands, 3, 4)),
    ]);
    for (const { score } of faults) expect(score).toBeLessThan(cleanTwo.score - 0.01);
  });

  it('is 0 when no hand was ever seen', async () => {
    const { score, findings } = await measure(losePart(losePart(twoHands, 'leftHand'), 'rightHand'));
    expect(score).toBe(0);
    expect(findings[0]).toMatchObject({ type: 'no_hands', severity: 'error' });
  });
});

describe('a finding', () => {
  it('names the frames in which a signing hand is not seen, and none where it rests or is the other one', async () => {
    const { first, last } = clean.sign;
    const [from, to] = [first + 6, last - 6];
    const missing = find(await measure(losePart(oneHand, 'rightHand', from, to)), 'hand_missing')!;
    expect(missing.severity).toBe('error');
    expect(Math.abs(missing.frameStart - from)).toBeLessThanOrEqual(8);
    expect(Math.abs(missing.frameEnd - to)).toBeLessThanOrEqual(8);
    expect(find(clean, 'hand_missing')).toBeUndefined();
    const atRest = await measure(losePart(oneHand, 'rightHand', 0, Math.max(0, first - 3)));
    expect(find(atRest, 'hand_missing')).toBeUndefined();
  });

  it('names where hands were taken for each other', async () => {
    const { first } = cleanTwo.sign;
    const mended = find(await measure(exchangeHands(twoHands, first + 4, first + 14)), 'tracking_mended')!;
    expect(mended.frameStart).toBeGreaterThanOrEqual(first + 3);
    expect(mended.frameEnd).toBeLessThanOrEqual(first + 15);
  });

  it('counts frames of the clip where that is a part of the recording, at another rate, or mirrored', async () => {
    const { first, last } = clean.sign;
    const broken = losePart(oneHand, 'rightHand', first + 6, last - 6);
    const whole = find(await measure(broken), 'hand_missing')!;
    const trimmed = find(await measure(broken, { trim: [0.2, 99] }), 'hand_missing')!;
    expect(trimmed.frameStart).toBe(whole.frameStart - 5);
    const doubled = find(await measure(broken, { fps: 50 }), 'hand_missing')!;
    expect(Math.abs(doubled.frameStart - whole.frameStart * 2)).toBeLessThanOrEqual(2);
    const mirrored = await measure(broken, { mirror: true });
    expect(mirrored.sign.hands).toBe('left');
    expect(find(mirrored, 'hand_missing')).toMatchObject({
      frameStart: whole.frameStart,
      frameEnd: whole.frameEnd,
    });
  });

  it('stands in the order of what it costs, within the clip, and its cost is what the score lost', async () => {
    const { findings, score } = await measure(moveHand(withoutDepth(twoHands), 'left', 20, 40, 0.2, 0.1));
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.map(({ cost }) => cost)).toEqual(findings.map(({ cost }) => cost).sort((a, b) => b - a));
    for (const { frameStart, frameEnd, message } of findings) {
      expect(frameStart).toBeGreaterThanOrEqual(0);
      expect(frameEnd).toBeGreaterThanOrEqual(frameStart);
      expect(frameEnd).toBeLessThan(twoHands.image!.frameCount);
      expect(message).toMatch(/^[A-Z].*\.$/);
    }
    const costs = new Map(findings.map(({ type, cost }) => [type, cost]));
    const left = [...costs.values()].reduce((rest, cost) => rest * (1 - cost), 1);
    expect(score).toBeCloseTo(left, 3);
  });

  it('costs nothing up to what is fine, all it can from what is bad on, evenly between', () => {
    for (const [type, { fine, bad, most, help }] of Object.entries(FINDING_RULES)) {
      const name = type as FindingType;
      expect(costOf(name, fine)).toBe(0);
      expect(costOf(name, bad)).toBeCloseTo(most, 12);
      expect(costOf(name, bad * 2)).toBeCloseTo(most, 12);
      expect(costOf(name, (fine + bad) / 2)).toBeCloseTo(most / 2, 12);
      expect(help.length).toBeGreaterThan(20);
    }
  });
});

describe("the archive's score", () => {
  const still = cutRecording(twoHands, 10, 10);

  it('is 0.4 hands + 0.3 stability + 0.2 face + 0.1 confidence', () => {
    const { score, bothHands, face, stability, confidence } = trackingScore(twoHands);
    expect(score).toBeCloseTo(0.4 * bothHands + 0.3 * stability + 0.2 * face + 0.1 * confidence, 12);
  });

  it('counts shares of frames', () => {
    const frames = twoHands.image!.frameCount;
    const before = trackingScore(twoHands);
    const { bothHands, face } = trackingScore(losePart(losePart(twoHands, 'leftHand', 0, 9), 'face', 0, 4));
    expect(before.bothHands - bothHands).toBeLessThanOrEqual(10 / frames + 1e-9);
    expect(face).toBeCloseTo(before.face - 5 / frames, 9);
  });

  it('takes one frame for steady, no wrist for unsteady, and movement by its standard deviation', () => {
    expect(trackingScore(still).stability).toBe(1);
    expect(trackingScore(losePart(twoHands, 'pose')).stability).toBe(0);
    const image = {
      ...twoHands.image!,
      frameCount: 4,
      positions: new Float32Array(4 * 553 * 3),
      confidences: new Float32Array(4 * 553).fill(1),
    };
    // the left wrist goes 0, 0.1, 0.1, 0.3 to the right: steps 0.1, 0, 0.2
    [0, 0.1, 0.1, 0.3].forEach((x, f) => {
      image.positions[(f * 553 + 15) * 3] = x;
    });
    const deviation = Math.sqrt((0.1 ** 2 + 0.2 ** 2) / 3 - 0.1 ** 2);
    const { stability, confidence } = trackingScore({ ...twoHands, image, world: null });
    expect(stability).toBeCloseTo(1 / (1 + 10 * deviation), 6);
    expect(confidence).toBe(1);
  });
});

describe('a strip', () => {
  it('shows frames of the sign, landmarks and joints in one scale, missing ones as 0', async () => {
    const made = await makeClip(writePose(losePart(oneHand, 'leftHand')), 'sign.pose');
    const strip = createStrip(made, clean.sign);
    expect(strip.frames).toHaveLength(STRIP_FRAMES);
    expect(strip.frames.every((f) => f >= clean.sign.first && f <= clean.sign.last)).toBe(true);
    expect(strip.landmarks).toHaveLength(STRIP_FRAMES * STRIP_LANDMARKS.length * 2);
    expect(strip.joints).toHaveLength(STRIP_FRAMES * STRIP_POINTS.length * 3);
    const at = (point: number) => strip.landmarks.subarray(STRIP_LANDMARKS.indexOf(point) * 2).slice(0, 2);
    expect([...at(33)]).toEqual([0, 0]);
    // the nose is above the shoulders, the left shoulder right of the right one: as in a picture of the signer
    expect(at(0)[1]).toBeLessThan(at(11)[1]);
    expect(at(11)[0]).toBeGreaterThan(at(12)[0]);
    const joint = (name: string, frame = 0) =>
      strip.joints.subarray((frame * STRIP_POINTS.length + STRIP_POINTS.indexOf(name)) * 3);
    expect(joint('head')[1]).toBeLessThan(joint('pelvis')[1]);
    expect(joint('leftUpperArm')[0]).toBeGreaterThan(joint('rightUpperArm')[0]);
    // the face looks at the viewer, below the crown; a finger ends a finger's length from its last joint
    expect(joint('nose')[2]).toBeGreaterThan(joint('headCenter')[2]);
    expect(joint('crown')[1]).toBeLessThan(joint('headCenter')[1]);
    const apart = (a: Uint8Array, b: Uint8Array) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    for (let frame = 0; frame < STRIP_FRAMES; frame++) {
      const last = apart(joint('rightIndex3', frame), joint('rightIndexTip', frame));
      const middle = apart(joint('rightIndex2', frame), joint('rightIndex3', frame));
      // steps of one unit
      expect(Math.abs(last - middle), `frame ${frame}`).toBeLessThan(4);
      expect(last).toBeGreaterThan(2);
    }
  });
});
