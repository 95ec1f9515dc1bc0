/**
 * Face landmarks of a recording -> ARKit curves per frame, 0..1, against the signer's own neutral face; head pose is not in them. A region
 * that a hand covers keeps its expression and is marked, as is a face that is away or seen too far from the side.
 */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { createLandmarkFrame, landmarkFrame } from '../../landmarks/landmark-frame.ts';
import { rotateVec3 } from '../../math/quat.ts';
import { lerp, smoothstep } from '../../math/scalar.ts';
import { vec3 } from '../../math/vec3.ts';
import { PROVENANCE } from '../../motion/motion-clip.ts';
import type { Camera } from '../../space/camera.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { createHeadFit } from '../lift/head.ts';
import { type CoveredFace, findCovered } from './covered-face.ts';
import { BROW_EFFECTS, MOUTH_EFFECTS } from './curve-effects.ts';
import { EYE_CURVES, EYE_SHUT, findEyeNeutral, solveEyes } from './eye-curves.ts';
import { FACE_MEASURE_NAMES, measureFace } from './face-measures.ts';
import { findNeutral, type MeasuredFace, measureExpression, restWeight } from './face-neutral.ts';
import { createFacePoints, readFacePoints } from './face-points.ts';
import { createCurveFit, fitCurves } from './fit-curves.ts';
import { holdCurves } from './hold-curves.ts';

export interface SolvedFace {
  readonly curveNames: readonly string[];
  /** [F x C] 0..1 */
  readonly curves: Float32Array;
  /** [F] PROVENANCE flags. */
  readonly provenance: Uint8Array;
}

/** Sine of the head's turn from which the far half of the face is believed less, and not at all (25 and 45 degrees). */
const FAR_HALF = [0.42, 0.71] as const;

/** Sine of the turn beyond which the face says nothing of what is neutral. */
const ASKEW = 0.57;

interface SeenFace extends MeasuredFace {
  readonly covered: CoveredFace;
}

/** @returns null when the recording shows no face */
export function solveFaceClip(recording: LandmarkRecording, camera: Camera): SolvedFace | null {
  const faces = readFaces(recording, camera);
  if (!faces.some((face) => face !== null)) return null;
  const fps = framesPerSecond(primaryClip(recording).timing.rate);
  const seen = faces.filter((face) => face !== null);
  const neutral = findNeutral(seen);
  const eyeNeutral = findEyeNeutral(seen);

  const brows = createCurveFit(BROW_EFFECTS);
  const mouth = createCurveFit(MOUTH_EFFECTS);
  const curveNames = [...EYE_CURVES, ...brows.curves, ...mouth.curves];
  const count = curveNames.length;
  const curves = new Float64Array(faces.length * count);
  const deltas = new Float64Array(FACE_MEASURE_NAMES.length);
  const eyeValues = new Float64Array(EYE_CURVES.length);
  const browValues = new Float64Array(brows.curves.length);
  const mouthValues = new Float64Array(mouth.curves.length);
  const pairs = sidePairs(curveNames);
  faces.forEach((face, f) => {
    if (face === null) return;
    const frame = curves.subarray(f * count, (f + 1) * count);
    measureExpression(neutral, face, deltas);
    solveEyes(eyeNeutral, neutral, face, eyeValues);
    fitCurves(brows, deltas, browValues);
    fitCurves(mouth, deltas, mouthValues);
    frame.set(eyeValues);
    frame.set(browValues, eyeValues.length);
    frame.set(mouthValues, eyeValues.length + browValues.length);
    believeNearHalf(frame, pairs, face.turn[0]);
  });

  const columns = (test: RegExp) => curveNames.flatMap((name, c) => (test.test(name) ? [c] : []));
  const away = faces.map((face) => face === null);
  const hold = (region: RegExp, isKnown: (face: SeenFace, frame: Float64Array) => boolean) => {
    const known = faces.map(
      (face, f) => face !== null && isKnown(face, curves.subarray(f * count, (f + 1) * count)),
    );
    holdCurves(curves, count, columns(region), known, away, fps);
  };
  const blinks = columns(/^eyeBlink/);
  hold(
    /^eyeLook/,
    ({ covered }, frame) =>
      !covered.eyes &&
      !Number.isNaN(frame[columns(/^eyeLookUpLeft/)[0]]) &&
      blinks.some((c) => frame[c] < EYE_SHUT),
  );
  hold(/^(eyeBlink|eyeWide|eyeSquint|brow)/, ({ covered }) => !covered.eyes);
  hold(/^(mouth|jaw)/, ({ covered }) => !covered.mouth);
  return {
    curveNames,
    curves: Float32Array.from(curves, (value) => (Number.isNaN(value) ? 0 : value)),
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
  const forward = vec3();
  return Array.from({ length: frameCount }, (_, f) => {
    const { image, imageConfidences } = landmarkFrame(recording, f, frame);
    if (image === null || imageConfidences === null) return null;
    if (!readFacePoints(head, camera, image, imageConfidences, recording.depth !== 'none', points))
      return null;
    rotateVec3(head.rotation, FORWARD, forward);
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

/** Columns of the left and right curve of what both halves of the face do; looks and sideways curves are no such pairs. */
function sidePairs(names: readonly string[]): [left: number, right: number][] {
  return names.flatMap((name, left): [number, number][] => {
    const right = names.indexOf(name.replace(/Left$/, 'Right'));
    return /Left$/.test(name) && !/^(eyeLook|mouthLeft|jawLeft)/.test(name) && right >= 0
      ? [[left, right]]
      : [];
  });
}

/** A head that turns to its own left shows its right half. */
function believeNearHalf(frame: Float64Array, pairs: readonly [number, number][], yaw: number): void {
  const doubt = smoothstep(Math.abs(yaw), FAR_HALF[0], FAR_HALF[1]);
  if (doubt === 0) return;
  for (const [left, right] of pairs) {
    if (yaw > 0) frame[left] = lerp(frame[left], frame[right], doubt);
    else frame[right] = lerp(frame[right], frame[left], doubt);
  }
}

const FORWARD = vec3(0, 0, 1);
