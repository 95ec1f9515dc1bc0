import { describe, expect, it } from 'vitest';
import { estimateSkeleton } from '../../src/calibrate/estimate-skeleton.ts';
import { readEstimate, writeEstimate } from '../../src/calibrate/skeleton-estimate.ts';
import { TegnError } from '../../src/issues/issues.ts';
import { AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { measurable, recordSigner } from '../support/record-signer.ts';

const { estimate } = estimateSkeleton(
  await measurable(recordSigner({ proportions: AVERAGE_PROPORTIONS, count: 1, frameCount: 5 })),
);

function fault(text: string): TegnError {
  try {
    readEstimate(text, 'anna.json');
  } catch (error) {
    return error as TegnError;
  }
  throw new Error('Expected an error.');
}

describe('skeleton_estimate.json', () => {
  it('reads back as it was written', () => {
    expect(readEstimate(writeEstimate(estimate), 'anna.json')).toEqual(estimate);
  });

  it.each([
    ['proportions.upperArm', { ...estimate, proportions: { ...estimate.proportions, upperArm: 30 } }],
    ['proportions.hand', { ...estimate, proportions: { ...estimate.proportions, hand: null } }],
    ['version', { ...estimate, version: 2 }],
    ['format', { ...estimate, format: 'other' }],
    ['the whole file', []],
  ])('is refused with file and field where %s is not as expected', (field, value) => {
    const error = fault(JSON.stringify(value));
    expect(error).toBeInstanceOf(TegnError);
    expect(error.code).toBe('E_ACTOR');
    expect(error.message).toContain(`anna.json: ${field}:`);
    expect(error.details.expected).toBeTruthy();
  });

  it('is refused when it is cut at any place', () => {
    const text = writeEstimate(estimate).trimEnd();
    for (let length = 0; length < text.length; length += 97)
      expect(fault(text.slice(0, length)).code).toBe('E_ACTOR');
  });
});
