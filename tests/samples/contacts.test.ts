import { describe, expect, it } from 'vitest';
import { handLandmarks } from '../../samples/generate/hand-points.ts';
import { headPoint } from '../../samples/generate/head-point.ts';
import { createSample, type Sample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { fiveHandshapes } from '../../samples/generate/signs/five-handshapes.ts';
import { tipsAndPalm } from '../../samples/generate/signs/tips-and-palm.ts';
import { CANONICAL_FACE } from '../../src/landmarks/face/canonical-face.ts';
import {
  crossVec3,
  distanceVec3,
  dotVec3,
  type Numbers,
  normalizeVec3,
  subtractVec3,
} from '../../src/math/vec3.ts';
import { frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { computeModelPose, type ModelPose } from '../../src/skeleton/forward-kinematics.ts';

const TOUCHING = 0.008;
const [WRIST, THUMB_TIP, INDEX_KNUCKLE, INDEX_TIP, MIDDLE_TIP, PINKY_KNUCKLE] = [0, 4, 5, 8, 12, 17];

describe('contacts of the samples', () => {
  it('brings both middle fingertips within 8 mm for at least 6 frames', () => {
    const sample = createSample(tipsAndPalm);
    const touching = framesWhere(sample, (pose) => {
      const [left, right] = hands(sample, pose);
      return distanceVec3(left[MIDDLE_TIP], right[MIDDLE_TIP]) < TOUCHING;
    });
    expect(longestRun(touching)).toBeGreaterThanOrEqual(6);
  });

  it('lays the right middle fingertip on the skin of the left palm, between its knuckles and wrist, for at least 6 frames', () => {
    const sample = createSample(tipsAndPalm);
    const touching = framesWhere(sample, (pose) => {
      const [left, right] = hands(sample, pose);
      const { height, distal, radial } = inPalm(left, right[MIDDLE_TIP]);
      return Math.abs(height - 0.011) < TOUCHING && distal > 0.2 && distal < 0.9 && radial > 0 && radial < 1;
    });
    expect(longestRun(touching)).toBeGreaterThanOrEqual(6);
  });

  it('brings the index fingertip within 8 mm of the chin for at least 6 frames and takes it 25 cm away', () => {
    const sample = createSample(chinForward);
    const toChin = (pose: ModelPose) =>
      distanceVec3(
        hands(sample, pose)[1][INDEX_TIP],
        headPoint(sample.actor, pose, CANONICAL_FACE.subarray(199 * 3, 200 * 3)),
      );
    expect(longestRun(framesWhere(sample, (pose) => toChin(pose) < TOUCHING))).toBeGreaterThanOrEqual(6);
    expect(framesWhere(sample, (pose) => toChin(pose) > 0.25).slice(35, 40)).not.toContain(false);
  });

  it('closes the ring of the O with thumb and index fingertip within 8 mm for at least 6 frames', () => {
    const sample = createSample(fiveHandshapes);
    const touching = framesWhere(sample, (pose) => {
      const [, right] = hands(sample, pose);
      return distanceVec3(right[THUMB_TIP], right[INDEX_TIP]) < TOUCHING;
    });
    expect(longestRun(touching)).toBeGreaterThanOrEqual(6);
  });
});

function framesWhere(sample: Sample, holds: (pose: ModelPose) => boolean): boolean[] {
  const { actorClip } = sample;
  return Array.from({ length: actorClip.frameCount }, (_, frame) =>
    holds(
      computeModelPose(
        actorClip.skeleton,
        frameRotations(actorClip, frame),
        frameTranslation(actorClip, frame),
      ),
    ),
  );
}

const hands = ({ actor }: Sample, pose: ModelPose) => [
  handLandmarks(actor, pose, 'left'),
  handLandmarks(actor, pose, 'right'),
];

function longestRun(flags: boolean[]): number {
  let run = 0;
  return Math.max(...flags.map((flag) => (run = flag ? run + 1 : 0)));
}

/** A point in the left palm: metres above the plane of wrist and outer knuckles, and shares of the way along and across it. */
function inPalm(hand: ReturnType<typeof handLandmarks>, point: Numbers) {
  const wrist = hand[WRIST];
  const index = subtractVec3(hand[INDEX_KNUCKLE], wrist);
  const pinky = subtractVec3(hand[PINKY_KNUCKLE], wrist);
  const normal = normalizeVec3(crossVec3(pinky, index));
  const offset = subtractVec3(point, wrist);
  const height = dotVec3(offset, normal);
  // offset = a index + b pinky within the plane
  const solve = (u: Numbers, v: Numbers) =>
    dotVec3(crossVec3(offset, v), normal) / dotVec3(crossVec3(u, v), normal);
  const a = solve(index, pinky);
  const b = solve(pinky, index);
  return { height, distal: a + b, radial: a / (a + b) };
}
