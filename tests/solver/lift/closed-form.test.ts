import { describe, expect, it } from 'vitest';
import { landmarkFrame } from '../../../src/landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../../src/landmarks/schema.ts';
import { distanceVec3, subtractVec3 } from '../../../src/math/vec3.ts';
import { AVERAGE_PROPORTIONS } from '../../../src/skeleton/actor/proportions.ts';
import { liftBodyWithoutDepth, liftHandWithoutDepth } from '../../../src/solver/lift/closed-form.ts';
import { createEvidencePoints } from '../../../src/solver/lift/evidence.ts';
import { createCamera, project } from '../../../src/space/camera.ts';
import { withoutDepth } from '../../support/edit-recording.ts';
import { createRandomSigner } from '../../support/random-signer.ts';

const camera = createCamera(1280, 720);
const DEPTH = 2;

/** A picture of points that stand at stated places before the camera. */
function picture(
  points: readonly (readonly number[])[],
  count: number,
): { image: Float32Array; confidences: Float32Array } {
  const image = new Float32Array(count * 3);
  points.forEach((point, i) => {
    const [x, y] = project(camera, point, [0, 0]) as number[];
    image.set([x, y, 0], i * 3);
  });
  return { image, confidences: new Float32Array(count).fill(1) };
}

describe('a body without depth', () => {
  const { recording } = createRandomSigner({ seed: 1, frameCount: 30 });
  const filmed = withoutDepth(recording);
  const body = createEvidencePoints(33);

  it('stays on its rays and has the bones of the signer, where the picture leaves room for them', () => {
    for (let f = 0; f < 30; f++) {
      const { image, imageConfidences } = landmarkFrame(filmed, f);
      liftBodyWithoutDepth(camera, AVERAGE_PROPORTIONS, image!, imageConfidences!, DEPTH, body);
      for (let i = 0; i < 33; i++) {
        const [x, y] = project(camera, body.positions[i], [0, 0]) as number[];
        expect(x).toBeCloseTo(image![i * 3], 5);
        expect(y).toBeCloseTo(image![i * 3 + 1], 5);
      }
      for (const [a, b, length] of [
        [11, 13, AVERAGE_PROPORTIONS.upperArm],
        [14, 16, AVERAGE_PROPORTIONS.lowerArm],
      ] as const) {
        const seen = distanceVec3(body.positions[a], body.positions[b]);
        // longer in the picture than the bone: as near to it as the ray comes
        expect(seen).toBeGreaterThan(length - 1e-6);
      }
    }
  });

  it('takes elbows and wrists to be before the body, never behind it', () => {
    for (let f = 0; f < 30; f++) {
      const { image, imageConfidences } = landmarkFrame(filmed, f);
      liftBodyWithoutDepth(camera, AVERAGE_PROPORTIONS, image!, imageConfidences!, DEPTH, body);
      for (const side of [0, 1]) {
        const depth = [11, 13, 15].map((i) => -body.positions[i + side][2]);
        expect(depth[0]).toBeCloseTo(DEPTH, 9);
        // the nearer crossing: no further than where the ray passes closest to the parent, which may lie a hand's breadth behind it
        expect(depth[1]).toBeLessThan(depth[0] + 0.15);
        expect(depth[2]).toBeLessThan(depth[1] + 0.15);
      }
    }
  });

  it('recovers an arm that does point to the camera', () => {
    // elbow 18 cm before the shoulder, wrist 15 cm before the elbow
    const arm = [
      [0.18, 0.2, -DEPTH],
      [0.18, -0.04, -DEPTH + 0.18],
      [0.18, -0.24, -DEPTH + 0.33],
    ];
    const points = Array.from({ length: 33 }, () => [0, 0, -DEPTH]);
    arm.forEach((place, i) => {
      points[11 + 2 * i] = place;
    });
    const { image, confidences } = picture(points, 33);
    liftBodyWithoutDepth(camera, AVERAGE_PROPORTIONS, image, confidences, DEPTH, body);
    for (const [i, place] of arm.entries())
      expect(distanceVec3(body.positions[11 + 2 * i], place)).toBeLessThan(1e-3);
  });

  it('says how little a guessed depth is worth: 10 cm, against millimetres across', () => {
    const { image, imageConfidences } = landmarkFrame(filmed, 0);
    liftBodyWithoutDepth(camera, AVERAGE_PROPORTIONS, image!, imageConfidences!, DEPTH, body);
    for (let i = 0; i < 33; i++) {
      expect(Math.sqrt(body.depthVariance[i])).toBeCloseTo(0.1, 9);
      expect(Math.sqrt(body.lateralVariance[i])).toBeLessThan(0.01);
    }
  });
});

describe('a hand without depth', () => {
  /** A flat hand with the fingers up, seen from its palm or from its back, fingers bent 30 degrees to the palm at the knuckles. */
  function bentHand(isLeft: boolean, palmToCamera: boolean) {
    const hand = createEvidencePoints(21);
    const { knuckles, fingers, thumbBase, thumb } = AVERAGE_PROPORTIONS.hand;
    // seen from the palm, the left hand's thumb points to the person's right, which is the picture's left
    const across = (isLeft ? -1 : 1) * (palmToCamera ? 1 : -1);
    const towards = palmToCamera ? 1 : -1;
    const points: number[][] = [[0, 0, -DEPTH]];
    const chain = (base: readonly number[], segments: readonly number[], bend: number) => {
      let [distal, radial, palmar] = base;
      const put = () => points.push([across * radial, distal, -DEPTH + towards * palmar]);
      put();
      for (const segment of segments) {
        distal += segment * Math.cos(bend);
        palmar += segment * Math.sin(bend);
        put();
      }
    };
    chain(thumbBase, thumb, 0.2);
    for (const [f, knuckle] of knuckles.entries()) chain(knuckle, fingers[f], Math.PI / 6);
    const { image, confidences } = picture(points, 21 + LEFT_HAND_OFFSET);
    const offset = isLeft ? LEFT_HAND_OFFSET : RIGHT_HAND_OFFSET;
    const all = new Float32Array((offset + 21) * 3);
    all.set(image.subarray(0, 63), offset * 3);
    const seen = new Float32Array(offset + 21).fill(confidences[0]);
    liftHandWithoutDepth(camera, AVERAGE_PROPORTIONS, all, seen, offset, DEPTH, hand);
    return hand;
  }

  it.each([
    ['left', true],
    ['right', false],
  ] as const)('bends the %s fingers to the palm, whichever side is seen', (_, isLeft) => {
    for (const palmToCamera of [true, false]) {
      const { positions } = bentHand(isLeft, palmToCamera);
      for (const tip of [8, 12, 16, 20]) {
        const bone = subtractVec3(positions[tip], positions[tip - 3]);
        expect(bone[2] * (palmToCamera ? 1 : -1), `tip ${tip}`).toBeGreaterThan(0.02);
      }
    }
  });

  it('puts knuckles at their distance from the wrist, on the side of the camera', () => {
    const { positions } = bentHand(true, true);
    for (const [f, knuckle] of [5, 9, 13, 17].entries()) {
      const length = Math.hypot(...AVERAGE_PROPORTIONS.hand.knuckles[f]);
      expect(Math.abs(distanceVec3(positions[0], positions[knuckle]) - length)).toBeLessThan(0.002);
      expect(positions[knuckle][2]).toBeGreaterThan(-DEPTH - 0.01);
    }
  });

  it('says that its depth is known to 2 cm at best', () => {
    const hand = bentHand(false, true);
    for (const variance of hand.depthVariance) expect(Math.sqrt(variance)).toBeCloseTo(0.02, 9);
  });

  it('turns every finger’s length into the signer’s own', () => {
    const { recording } = createRandomSigner({ seed: 2, frameCount: 10 });
    const filmed = withoutDepth(recording);
    const hand = createEvidencePoints(21);
    for (let f = 0; f < 10; f++) {
      const { image, imageConfidences } = landmarkFrame(filmed, f);
      liftHandWithoutDepth(
        camera,
        AVERAGE_PROPORTIONS,
        image!,
        imageConfidences!,
        RIGHT_HAND_OFFSET,
        DEPTH,
        hand,
      );
      for (let finger = 0; finger < 4; finger++) {
        for (let k = 0; k < 3; k++) {
          const knuckle = 5 + finger * 4 + k;
          const length = distanceVec3(hand.positions[knuckle], hand.positions[knuckle + 1]);
          expect(length).toBeGreaterThan(AVERAGE_PROPORTIONS.hand.fingers[finger][k] - 1e-6);
        }
      }
    }
  });
});
