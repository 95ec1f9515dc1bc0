/** Landmarks of a face, or of a recording's faces -> measures frame by frame, with how much each tells of the signer's neutral one. */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { createLandmarkFrame, type LandmarkFrame, landmarkFrame } from '../../landmarks/landmark-frame.ts';
import { rotateVec3 } from '../../math/quat.ts';
import { vec3 } from '../../math/vec3.ts';
import type { Camera } from '../../space/camera.ts';
import { createHeadFit } from '../lift/head.ts';
import { findCovered } from './covered-face.ts';
import { FACE_MEASURE_NAMES, MEASURED_POINTS, measureFace } from './face-measures.ts';
import { restWeight } from './face-neutral.ts';
import { createFacePoints, readFacePoints } from './face-points.ts';
import type { SeenFace } from './solve-expression.ts';

/** Sine of the turn beyond which the face says nothing of what is neutral (35 degrees). */
const ASKEW = 0.57;

/** [F] null where too little of a face is seen. */
export function readFaces(recording: LandmarkRecording, camera: Camera): (SeenFace | null)[] {
  const { frameCount } = primaryClip(recording);
  const reader = createFaceReader(recording.depth !== 'none');
  const frame = createLandmarkFrame();
  return Array.from({ length: frameCount }, (_, f) =>
    readFace(reader, camera, landmarkFrame(recording, f, frame), restWeight(f, frameCount)),
  );
}

/** What reading a face needs again and again. */
export const createFaceReader = (hasDepth: boolean) => ({
  hasDepth,
  head: createHeadFit(),
  points: createFacePoints(),
  forward: vec3(),
});

/**
 * One frame's face; null where too little of it is seen.
 * @param weight how much a face that is seen well tells of the neutral one
 */
export function readFace(
  { hasDepth, head, points, forward }: ReturnType<typeof createFaceReader>,
  camera: Camera,
  { image, imageConfidences }: LandmarkFrame,
  weight: number,
): SeenFace | null {
  if (image === null || imageConfidences === null) return null;
  if (!readFacePoints(head, camera, image, imageConfidences, hasDepth, MEASURED_POINTS, points)) return null;
  rotateVec3(head.rotation, FORWARD, forward);
  const covered = findCovered(head, camera, image, imageConfidences);
  const trusted = !covered.eyes && !covered.mouth && Math.abs(forward[0]) < ASKEW;
  return {
    measures: measureFace(points, new Float64Array(FACE_MEASURE_NAMES.length)),
    turn: Float64Array.of(forward[0], forward[1]),
    weight: trusted ? weight : 0,
    covered,
    hasDepth,
  };
}

const FORWARD = vec3(0, 0, 1);
