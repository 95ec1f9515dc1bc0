/** A made-up signer: body, hands and face at sensible places, moving a little, the same for the same seed. */

import type { LandmarkClip, LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import {
  FACE_OFFSET,
  HOLISTIC_SCHEMA,
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  RIGHT_HAND_OFFSET,
} from '../../../src/landmarks/schema.ts';
import { createRandom } from '../../../src/math/random.ts';

/** Fractions of the picture, by number of the pose landmark; the person's left is at the right of the picture. */
const BODY: Readonly<Record<number, readonly [number, number, number]>> = {
  0: [0.5, 0.2, -0.4],
  2: [0.53, 0.18, -0.38],
  5: [0.47, 0.18, -0.38],
  7: [0.56, 0.19, -0.2],
  8: [0.44, 0.19, -0.2],
  11: [0.62, 0.38, -0.1],
  12: [0.38, 0.38, -0.1],
  13: [0.68, 0.58, -0.15],
  14: [0.32, 0.58, -0.15],
  15: [0.64, 0.62, -0.4],
  16: [0.36, 0.5, -0.45],
  23: [0.58, 0.85, 0],
  24: [0.42, 0.85, 0],
};

/** [L x 4] x, y, z, confidence of one frame, in fractions of the picture. Float32 values. */
export function signerFrame(seed: number, frame: number): number[][] {
  const random = createRandom(seed);
  const sway = Math.sin(frame / 4) * 0.02;
  const points: number[][] = [];
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const [a, b, c] = [random.next(), random.next(), random.next()];
    let point: readonly number[];
    if (i < LEFT_HAND_OFFSET) {
      const [x, y, z] = BODY[i] ?? [0.4 + 0.2 * a, 0.3 + 0.5 * b, 0.2 * c];
      point = [x + sway, y, z, 0.5 + 0.5 * a];
    } else if (i < FACE_OFFSET) {
      const isLeft = i < RIGHT_HAND_OFFSET;
      const [x, y] = BODY[isLeft ? 15 : 16];
      const n = i - (isLeft ? LEFT_HAND_OFFSET : RIGHT_HAND_OFFSET);
      point = [x + sway + (n % 4) * 0.01, y - n * 0.004, n === 0 ? 0 : -0.02 * c, 1];
    } else {
      point = [0.46 + 0.08 * a + sway, 0.14 + 0.12 * b, 0.03 * c, 1];
    }
    points.push(point.map(Math.fround));
  }
  return points;
}

export interface SignerOptions {
  readonly seed?: number;
  readonly frameCount?: number;
  readonly rate?: { readonly numerator: number; readonly denominator: number };
  readonly hasWorld?: boolean;
  /** Leaves a landmark of a frame out. */
  readonly isMissing?: (frame: number, landmark: number) => boolean;
}

/** A recording as a reader would give it. Image points are exact in pixels of 1024 x 512 after float32. */
export function signerRecording(options: SignerOptions = {}): LandmarkRecording {
  const { seed = 1, frameCount = 4, rate = { numerator: 25, denominator: 1 }, hasWorld = false } = options;
  const isMissing = options.isMissing ?? (() => false);
  const clip = (space: LandmarkClip['space']): LandmarkClip => {
    const positions = new Float32Array(frameCount * LANDMARK_COUNT * 3);
    const confidences = new Float32Array(frameCount * LANDMARK_COUNT);
    for (let frame = 0; frame < frameCount; frame++) {
      signerFrame(seed, frame).forEach(([x, y, z, c], i) => {
        if (isMissing(frame, i) || (space === 'world' && i >= LEFT_HAND_OFFSET)) return;
        const at = frame * LANDMARK_COUNT + i;
        // A world body of about 0.36 m between the shoulders, its origin between the hips.
        const hips = signerFrame(seed, frame)[23][0] - 0.08;
        const point = space === 'image' ? [x, y, z] : [(x - hips) * 1.5, (0.85 - y) * 1.1, -z * 0.5];
        positions.set(point, at * 3);
        confidences[at] = c;
      });
    }
    const timing = { rate, startFrame: 0 };
    return { schema: HOLISTIC_SCHEMA, timing, frameCount, positions, confidences, space };
  };
  return {
    image: clip('image'),
    world: hasWorld ? clip('world') : null,
    imageSize: { width: 1024, height: 512 },
    depth: hasWorld ? 'world' : 'image',
    source: { kind: 'test', name: '', metadata: {} },
    issues: [],
  };
}

/** Point of a clip as [x, y, z, confidence]. */
export function pointOf(clip: LandmarkClip | null, frame: number, landmark: number): number[] {
  const at = frame * LANDMARK_COUNT + landmark;
  return [...clip!.positions.subarray(at * 3, at * 3 + 3), clip!.confidences[at]];
}

/** The four lists of a signer's frame. */
export function signerParts(seed: number, frame: number) {
  const points = signerFrame(seed, frame);
  return {
    pose: points.slice(0, 33),
    leftHand: points.slice(33, 54),
    rightHand: points.slice(54, 75),
    face: points.slice(75),
  };
}
