import { describe, expect, it } from 'vitest';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { pointOf, signerParts } from './support/signer.ts';

const read = (text: string) => readLandmarks(new TextEncoder().encode(text), 'result.pbtxt');

const parts = signerParts(1, 0);
const landmark = ([x, y, z]: number[], more = '') => `landmark { x: ${x} y: ${y} z: ${z} ${more} }`;
const list = (points: number[][]) => points.map((point) => landmark(point)).join('\n');

describe('MediaPipe landmarks as protocol buffer text', () => {
  it('reads a list of face landmarks', async () => {
    const { image, depth } = await read(`# proto-message: NormalizedLandmarkList\n${list(parts.face)}`);
    expect(pointOf(image, 0, FACE_OFFSET + 477)).toEqual(parts.face[477]);
    expect(depth).toBe('image');
  });

  it('reads the body with its visibility, and its world landmarks', async () => {
    const body = parts.pose
      .map((point) => landmark(point, `visibility: ${point[3]} presence: 0.1`))
      .join('\n');
    const recording = await read(`landmarks { ${body} } world_landmarks { ${body} }`);
    expect(pointOf(recording.image, 0, 12)).toEqual(parts.pose[12]);
    const [x, y, z, c] = parts.pose[12];
    expect(pointOf(recording.world, 0, 12)).toEqual([x, -y, -z, c]);
    expect(recording.depth).toBe('world');
  });

  it('reads a hand by its label', async () => {
    const recording = await read(
      `classifications { classification { score: 1 label: "Left" } } landmarks { ${list(parts.leftHand)} }`,
    );
    expect(pointOf(recording.image, 0, LEFT_HAND_OFFSET + 20)).toEqual(parts.leftHand[20]);
  });

  it.each([
    ['mesh { vertex_type: VERTEX_PT }', 'FaceGeometry'],
    ['classification { index: 0 score: 1 }', 'ClassificationList'],
    ['node { calculator: "X" }', 'calculator graph'],
    ['location_data { format: BOUNDING_BOX }', 'Detection'],
    ['colour: RED', 'colour'],
  ])('says what the text %s is instead of landmarks', async (text, named) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'E_KIND_UNKNOWN',
      message: expect.stringContaining(named),
    });
  });
});
