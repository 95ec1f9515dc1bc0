/**
 * The face landmarks of a picture -> the same points on a head that looks straight ahead at the size of the canonical face (solve axes,
 * metres, canonical-face.ts): what is left are the person's own features and expression.
 *
 * The head's place, turn and size come from the points that expression moves least; a point is taken back along its viewing ray,
 * at its own depth where the tracker gives one, else at the depth it has on the canonical face.
 */
import { CANONICAL_FACE } from '../../landmarks/face/canonical-face.ts';
import { FACE_OFFSET, FACE_POINT_COUNT } from '../../landmarks/schema.ts';
import { rotateVec3, unrotateVec3 } from '../../math/quat.ts';
import { addScaledVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import { type Camera, unproject } from '../../space/camera.ts';
import { fitFace, type HeadFit } from '../lift/head.ts';

export interface FacePoints {
  /** [478 x 3] */
  readonly positions: Float64Array;
  /** [478] 0 = missing. */
  readonly confidences: Float64Array;
  /** Turn of the head against the camera's axes. */
  readonly rotation: Float64Array;
}

export const createFacePoints = (): FacePoints => ({
  positions: new Float64Array(FACE_POINT_COUNT * 3),
  confidences: new Float64Array(FACE_POINT_COUNT),
  rotation: Float64Array.of(0, 0, 0, 1),
});

/**
 * @param points the landmarks that are wanted; others stay as they were
 * @returns false when too little of the face is seen; dst is then undefined
 */
export function readFacePoints(
  head: HeadFit,
  camera: Camera,
  image: Float32Array,
  confidences: Float32Array,
  hasDepth: boolean,
  points: readonly number[],
  dst: FacePoints,
): boolean {
  if (!fitFace(head, camera, image, confidences, hasDepth)) return false;
  dst.rotation.set(head.rotation);
  const scale = head.scale[0];
  for (const i of points) {
    const at = (FACE_OFFSET + i) * 3;
    dst.confidences[i] = confidences[FACE_OFFSET + i];
    if (!(dst.confidences[i] > 0)) continue;
    let depth = (image[at + 2] * camera.width) / camera.focal;
    if (!hasDepth) {
      for (let k = 0; k < 3; k++) point[k] = CANONICAL_FACE[i * 3 + k];
      depth = -scale * rotateVec3(head.rotation, point, point)[2];
    }
    unproject(camera, image[at], image[at + 1], 1 + depth, point);
    unrotateVec3(head.rotation, subtractVec3(point, head.seenCentre, point), point);
    addScaledVec3(head.modelCentre, point, 1 / scale, point);
    dst.positions.set(point, i * 3);
  }
  return true;
}

const point = vec3();
