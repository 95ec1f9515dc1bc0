import { describe, expect, it } from 'vitest';
import { withoutDepth } from '../../src/landmarks/without-depth.ts';
import { quantile } from '../../src/math/scalar.ts';
import { measureReprojection, reportReprojection } from '../../src/solver/reprojection.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { createCamera } from '../../src/space/camera.ts';
import { losePart } from '../support/edit-recording.ts';
import { filmMotion } from '../support/film-motion.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const FIELD_OF_VIEW_DEG = 60;
const { actor, clip } = createRandomSigner({ seed: 8, frameCount: 30 });
const filmed = filmMotion(actor, clip, { fieldOfViewDeg: FIELD_OF_VIEW_DEG });
const { width, height } = filmed.imageSize;
const camera = createCamera(width, height, (FIELD_OF_VIEW_DEG * Math.PI) / 180);
const PARTS = ['leftArm', 'leftHand', 'rightArm', 'rightHand'] as const;

describe('reprojection', () => {
  it('is nothing for the motion that was filmed', () => {
    const measured = measureReprojection(actor, clip, filmed, camera);
    for (const part of PARTS) expect(quantile([...measured[part]!], 1)).toBeLessThan(1);
  });

  it('tells by how much a landmark was moved in the picture, at the distance of the signer', () => {
    const positions = filmed.image!.positions.slice();
    const points = filmed.image!.schema.names.length;
    const before = measureReprojection(actor, clip, filmed, camera).rightArm![4];
    positions[(4 * points + 16) * 3] += 0.05;
    const moved = { ...filmed, image: { ...filmed.image!, positions } };
    const after = measureReprojection(actor, clip, moved, camera).rightArm!;
    expect(after[4] - before).toBeGreaterThan(10);
    expect(after[5]).toBeLessThan(1);
  });

  it('is a few millimetres for exact landmarks and their solved skeleton', () => {
    const { reprojection } = solveClip(filmed);
    for (const part of PARTS) expect(quantile([...reprojection[part]!], 0.95)).toBeLessThan(4);
  });

  it('reports frames of the range, and null where a part is not seen', () => {
    const { reprojection } = solveClip(losePart(filmed, 'leftHand', 10, 15));
    const { leftHand, rightHand } = reportReprojection(reprojection, 9, 12);
    expect(leftHand!.framesMm.map((value) => value === null)).toEqual([false, true, true, true]);
    expect(rightHand!.framesMm).toHaveLength(4);
    expect(rightHand!.p95Mm).toBeGreaterThanOrEqual(rightHand!.medianMm);
  });

  it('has nothing to say without a picture', () => {
    expect(measureReprojection(actor, clip, { ...filmed, image: null }, camera)).toEqual({});
    expect(Object.keys(solveClip(withoutDepth(filmed)).reprojection)).toHaveLength(4);
  });
});
