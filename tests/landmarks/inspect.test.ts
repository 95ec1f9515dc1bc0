import { describe, expect, it } from 'vitest';
import { formatReport, inspectRecording } from '../../src/landmarks/inspect.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { signerRecording } from './support/signer.ts';

const isLeftHand = (landmark: number) => landmark >= LEFT_HAND_OFFSET && landmark < RIGHT_HAND_OFFSET;
const isRightHand = (landmark: number) => landmark >= RIGHT_HAND_OFFSET && landmark < FACE_OFFSET;
const part = (recording: LandmarkRecording, name: string) =>
  inspectRecording(recording).parts.find((known) => known.name === name)!;

describe('inspectRecording', () => {
  it('says how much of each part is there and how long it is gone', () => {
    // 10 frames; the left hand in frames 2 to 4 and 8.
    const isMissing = (frame: number, landmark: number) =>
      (isLeftHand(landmark) && ![2, 3, 4, 8].includes(frame)) || landmark === 0;
    const recording = signerRecording({ frameCount: 10, hasWorld: true, isMissing });
    expect(inspectRecording(recording)).toMatchObject({
      kind: 'test',
      frameCount: 10,
      fps: 25,
      durationSeconds: 0.4,
      imageSize: { width: 1024, height: 512 },
      depth: 'world',
    });
    expect(part(recording, 'leftHand')).toMatchObject({
      presentFrames: 4,
      presentPercent: 40,
      longestGap: 3,
      longestInnerGap: 3,
      points: 21,
      meanConfidence: 1,
    });
    expect(part(recording, 'pose')).toMatchObject({
      presentPercent: 100,
      longestGap: 0,
      points: 32,
      pointsOfPart: 33,
    });
    const late = signerRecording({ frameCount: 10, isMissing: (frame, i) => isLeftHand(i) && frame < 7 });
    expect(part(late, 'leftHand')).toMatchObject({ longestGap: 7, longestInnerGap: 0 });
  });

  it('has nothing to warn about when everything is there', () => {
    expect(inspectRecording(signerRecording({ hasWorld: true })).limits).toEqual([]);
  });

  it('says what will limit the result', () => {
    const isMissing = (frame: number, landmark: number) =>
      isLeftHand(landmark) ||
      (isRightHand(landmark) && frame > 2 && frame < 9) ||
      landmark >= FACE_OFFSET + 100;
    const rate = { numerator: 12, denominator: 1 };
    const recording: LandmarkRecording = {
      ...signerRecording({ frameCount: 12, isMissing, rate }),
      depth: 'none',
    };
    expect(inspectRecording(recording).limits).toEqual([
      'There is no depth: how far the hands are in front of the body is guessed from bone lengths.',
      'The left hand is never seen; it rests.',
      'The right hand is missing in 50 % of the frames; between sightings it is lost for up to 0.50 s, too long to be bridged from its surroundings.',
      'The face has 100 of 478 points: the turn of the head rests on these alone.',
      '12.0 frames per second: fast movements are cut short.',
    ]);
  });

  it('tells the hand that signs', () => {
    const hand = (
      isMissing: (frame: number, landmark: number) => boolean,
      change?: (r: LandmarkRecording) => void,
    ) => {
      const recording = signerRecording({ isMissing, frameCount: 6 });
      change?.(recording);
      return inspectRecording(recording).activeHand;
    };
    const moveWrist = (landmark: number, dx: number, y: number) => (recording: LandmarkRecording) => {
      for (let frame = 0; frame < 6; frame++) {
        const at = (frame * 553 + landmark) * 3;
        recording.image!.positions[at] += frame * dx;
        recording.image!.positions[at + 1] = y;
      }
    };
    expect(hand((_, i) => isLeftHand(i))).toBe('right');
    expect(hand((_, i) => isRightHand(i))).toBe('left');
    expect(hand((_, i) => isLeftHand(i) || isRightHand(i))).toBeNull();
    // The left wrist hangs at the hip.
    expect(hand(() => false, moveWrist(15, 0, 0.85))).toBe('right');
    // Both are raised, the left one moves a lot.
    expect(hand(() => false, moveWrist(15, 0.05, 0.5))).toBe('left');
    expect(hand(() => false, moveWrist(15, 0, 0.5))).toBe('both');
  });

  it('can be printed', () => {
    const text = formatReport(inspectRecording(signerRecording({ isMissing: (_, i) => isLeftHand(i) })));
    expect(text.split('\n')).toEqual([
      '  test, 4 frames at 25 per second, 0.16 s',
      '  picture 1024 x 512, depth: image, active hand: right',
      '  pose      100 % of frames, 33 of 33 points',
      '  leftHand    0 % of frames',
      '  rightHand 100 % of frames, 21 of 21 points',
      '  face      100 % of frames, 478 of 478 points',
      '  What limits the result:',
      '    - Depth comes from image landmarks, which are weak in it; there are no usable world landmarks.',
      '    - The left hand is never seen; it rests.',
    ]);
  });
});
