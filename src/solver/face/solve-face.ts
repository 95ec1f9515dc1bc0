/**
 * Face landmarks of a recording -> ARKit curves per frame, 0..1, against the signer's own neutral face; head pose is not in them. A region
 * that a hand covers keeps its expression and is marked, as is a face that is away or seen too far from the side.
 */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { createLandmarkFrame, landmarkFrame } from '../../landmarks/landmark-frame.ts';
import { rotateVec3 } from '../../math/quat.ts';
import { vec3 } from '../../math/vec3.ts';
import { PROVENANCE } from '../../motion/motion-clip.ts';
import type { Camera } from '../../space/camera.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { createHeadFit } from '../lift/head.ts';
import { findCovered } from './covered-face.ts';
import { findEyeNeutral } from './eye-curves.ts';
import { FACE_MEASURE_NAMES, MEASURED_POINTS, measureFace } from './face-measures.ts';
import { findNeutral, restWeight } from './face-neutral.ts';
import { createFacePoints, readFacePoints } from './face-points.ts';
import { holdCurves } from './hold-curves.ts';
import {
  FACE_CURVES,
  FACE_REGIONS,
  FAR_HALF,
  type FaceRegion,
  type SeenFace,
  solveExpression,
} from './solve-expression.ts';

export interface SolvedFace {
  readonly curveNames: readonly string[];
  /** [F x C] 0..1 */
  readonly curves: Float32Array;
  /** [F] PROVENANCE flags. */
  readonly provenance: Uint8Array;
}

/** Sine of the turn beyond which the face says nothing of what is neutral (35 degrees). */
const ASKEW = 0.57;

/** @returns null when the recording shows no face */
export function solveFaceClip(recording: LandmarkRecording, camera: Camera): SolvedFace | null {
  const faces = readFaces(recording, camera);
  const seen = faces.filter((face) => face !== null);
  if (seen.length === 0) return null;
  const fps = framesPerSecond(primaryClip(recording).timing.rate);
  const neutral = findNeutral(seen);
  const eyeNeutral = findEyeNeutral(seen);
  const count = FACE_CURVES.length;
  const curves = new Float64Array(faces.length * count);
  const known = faces.map((face, f) =>
    face ? solveExpression(neutral, eyeNeutral, face, curves.subarray(f * count, (f + 1) * count)) : null,
  );
  const away = faces.map((face) => face === null);
  for (const region of Object.keys(FACE_REGIONS) as FaceRegion[]) {
    const columns = FACE_CURVES.flatMap((name, c) => (FACE_REGIONS[region].test(name) ? [c] : []));
    const shown = known.map((regions) => regions?.[region] ?? false);
    holdCurves(curves, count, columns, shown, away, fps);
  }
  return {
    curveNames: FACE_CURVES,
    curves: Float32Array.from(curves),
    provenance: Uint8Array.from(faces, (face) =>
      face === null || Math.abs(face.turn[0]) > FAR_HALF[1]
        ? PROVENANCE.invented
        : face.covered.eyes || face.covered.mouth
          ? PROVENANCE.repaired
          : 0,
    ),
  };
}

function readFaces(recording: LandmarkRecording, camera: Camera): (SeenFace | null)[] {
  const { frameCount } = primaryClip(recording);
  const head = createHeadFit();
  const frame = createLandmarkFrame();
  const points = createFacePoints();
  const hasDepth = recording.depth !== 'none';
  return Array.from({ length: frameCount }, (_, f) => {
    const { image, imageConfidences } = landmarkFrame(recording, f, frame);
    if (image === null || imageConfidences === null) return null;
    if (!readFacePoints(head, camera, image, imageConfidences, hasDepth, MEASURED_POINTS, points))
      return null;
    const forward = rotateVec3(head.rotation, FORWARD, vec3());
    const covered = findCovered(head, camera, image, imageConfidences);
    const trusted = !covered.eyes && !covered.mouth && Math.abs(forward[0]) < ASKEW;
    return {
      measures: measureFace(points, new Float64Array(FACE_MEASURE_NAMES.length)),
      turn: Float64Array.of(forward[0], forward[1]),
      weight: trusted ? restWeight(f, frameCount) : 0,
      covered,
    };
  });
}

const FORWARD = vec3(0, 0, 1);
