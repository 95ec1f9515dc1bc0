import { describe, expect, it } from 'vitest';
import { missingParts } from '../../src/solver/missing-parts.ts';
import { losePart, onlyParts } from '../support/edit-recording.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const { recording } = createRandomSigner({ seed: 1, frameCount: 3 });
const codes = (edited: typeof recording) => missingParts(edited).map(({ code }) => code);

describe('what a recording says nothing of', () => {
  it('is nothing when body and face are seen at all', () => {
    expect(codes(recording)).toEqual([]);
    expect(codes(losePart(losePart(recording, 'face', 0, 1), 'pose', 1, 2))).toEqual([]);
  });

  it('is named: the body, or the face of a body', () => {
    expect(codes(onlyParts(recording, 'leftHand', 'rightHand'))).toEqual(['W_BODY_MISSING']);
    expect(codes(losePart(recording, 'face'))).toEqual(['W_FACE_MISSING']);
  });
});
