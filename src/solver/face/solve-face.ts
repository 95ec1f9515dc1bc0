/**
 * Face landmarks of a recording -> ARKit curves per frame, 0..1, against the signer's own neutral face; head pose is not in them. A region
 * that a hand covers keeps its expression and is marked, as is a face that is away or seen too far from the side.
 */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { smoothstep } from '../../math/scalar.ts';
import { PROVENANCE } from '../../motion/motion-clip.ts';
import type { Camera } from '../../space/camera.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { findEyeNeutral } from './eye-curves.ts';
import { FACE_MEASURE_NAMES } from './face-measures.ts';
import { findNeutral } from './face-neutral.ts';
import { findNetworkNeutral, fuseNetwork, NETWORK_ONLY } from './fuse-network.ts';
import { holdCurves } from './hold-curves.ts';
import { closeLips, findLipsMet, lipsMeeting } from './meeting-lips.ts';
import type { NetworkFace } from './network/face-network.ts';
import { readFaces } from './read-faces.ts';
import type { SignerFace } from './signer-face.ts';
import {
  FACE_CURVES,
  FACE_REGIONS,
  FAR_HALF,
  type FaceRegion,
  type SeenFace,
  solveExpression,
} from './solve-expression.ts';
import { steadyCurves } from './steady-curves.ts';

export interface FaceOptions {
  /** The signer's neutral face, as calibrate measures it; found in the clip when absent. */
  readonly signerFace?: SignerFace;
  /** What a network says of the recording; formulas alone when absent. */
  readonly networkFace?: NetworkFace | null;
}

export interface SolvedFace {
  readonly curveNames: readonly string[];
  /** [F x C] 0..1 */
  readonly curves: Float32Array;
  /** [F] PROVENANCE flags. */
  readonly provenance: Uint8Array;
  /** [F] 0..1: less the further the head is turned away, and for what a hand hides; 0 without a face. */
  readonly confidences: Float32Array;
}

/** @returns null when the recording shows no face */
export function solveFaceClip(
  recording: LandmarkRecording,
  camera: Camera,
  { signerFace, networkFace }: FaceOptions = {},
): SolvedFace | null {
  const faces = readFaces(recording, camera);
  const seen = faces.filter((face) => face !== null);
  if (seen.length === 0) return null;
  const fps = framesPerSecond(primaryClip(recording).timing.rate);
  const given = signerFace?.hasDepth === seen[0].hasDepth ? signerFace : undefined;
  const neutral = findNeutral(seen, given && FACE_MEASURE_NAMES.map((name) => given.measures[name]));
  const eyeNeutral = findEyeNeutral(seen, signerFace?.lidsOpen);
  const lipsMet = signerFace?.lipsMet ?? findLipsMet(seen);
  const weights = faces.map((face) => face?.weight ?? 0);
  const network = networkFace ? findNetworkNeutral(networkFace, weights) : null;
  const curveNames = network ? [...FACE_CURVES, ...NETWORK_ONLY] : FACE_CURVES;
  const count = curveNames.length;
  const curves = new Float64Array(faces.length * count);
  const known = faces.map((face, f) => {
    if (face === null) return null;
    const values = curves.subarray(f * count, (f + 1) * count);
    const regions = solveExpression(neutral, eyeNeutral, face, values);
    if (network) fuseNetwork(network, f, face.hasDepth, curveNames, values);
    closeLips(values, curveNames, lipsMeeting(face, lipsMet));
    return regions;
  });
  const away = faces.map((face) => face === null);
  for (const region of Object.keys(FACE_REGIONS) as FaceRegion[]) {
    const columns = curveNames.flatMap((name, c) => (FACE_REGIONS[region].test(name) ? [c] : []));
    const shown = known.map((regions) => regions?.[region] ?? false);
    holdCurves(curves, count, columns, shown, away, fps);
  }
  const shaken = faces.map((face) => face?.covered.mouth ?? false);
  const slow = curveNames.flatMap((name, c) => (SLOW.test(name) ? [c] : []));
  steadyCurves(curves, count, slow, shaken, fps);
  return {
    curveNames,
    curves: Float32Array.from(curves),
    provenance: Uint8Array.from(faces, provenanceOf),
    confidences: Float32Array.from(faces, confidenceOf),
  };
}

/** Above a covered mouth; a blink is never slowed, and gaze has its own iris. */
const SLOW = /^(brow|eyeWide|eyeSquint)/;

const provenanceOf = (face: SeenFace | null): number =>
  face === null || Math.abs(face.turn[0]) > FAR_HALF[1]
    ? PROVENANCE.invented
    : face.covered.eyes || face.covered.mouth
      ? PROVENANCE.repaired
      : 0;

/** Share of what a face says that a hand before eyes or mouth leaves. */
const LEFT_UNCOVERED = 0.5;

function confidenceOf(face: SeenFace | null): number {
  if (face === null) return 0;
  const { eyes, mouth } = face.covered;
  const uncovered = (eyes ? LEFT_UNCOVERED : 1) * (mouth ? LEFT_UNCOVERED : 1);
  return uncovered * (1 - smoothstep(Math.abs(face.turn[0]), FAR_HALF[0], SIDEWAYS));
}

/** Sine of the turn from which a face is guessed by the tracker (60 degrees). */
const SIDEWAYS = 0.87;
