/**
 * Many recordings of one signer -> the signer's neutral face, millimetres on the canonical face: what a single clip may never show, as when
 * brows are raised throughout.
 */
import type { LandmarkRecording } from '../../landmarks/landmark-clip.ts';
import { FACE_OFFSET, LANDMARK_COUNT } from '../../landmarks/schema.ts';
import type { Camera } from '../../space/camera.ts';
import { findEyeNeutral } from './eye-curves.ts';
import { FACE_MEASURE_NAMES, type FaceMeasureName } from './face-measures.ts';
import { findNeutral } from './face-neutral.ts';
import { findLipsMet } from './meeting-lips.ts';
import { readFaces } from './read-faces.ts';

export interface SignerFace {
  readonly measures: Readonly<Record<FaceMeasureName, number>>;
  /** Between the open lids, left and right. */
  readonly lidsOpen: readonly [number, number];
  /** Between the inner lips where they meet. */
  readonly lipsMet: number;
  /** Whether the recordings gave faces a depth of their own; measures of the two kinds do not agree. */
  readonly hasDepth: boolean;
  /** Frames it rests on. */
  readonly frames: number;
}

/** Fewest frames that tell more than the average face. */
const ENOUGH = 25;

/** Null where too few frames show a face from the front. */
export function measureSignerFace(
  recordings: readonly { readonly recording: LandmarkRecording; readonly camera: Camera }[],
): SignerFace | null {
  const frames = recordings.flatMap(({ recording, camera }) =>
    readFaces(asRecorded(recording), camera).filter((face) => face !== null),
  );
  const told = frames.filter(({ weight, measures }) => weight > 0 && isWhole(measures));
  const kinds = [true, false].map((hasDepth) => told.filter((face) => face.hasDepth === hasDepth));
  const seen = kinds[0].length >= kinds[1].length ? kinds[0] : kinds[1];
  if (seen.length < ENOUGH) return null;
  const { base } = findNeutral(seen);
  const [left, right] = findEyeNeutral(seen).open;
  return {
    measures: Object.fromEntries(
      FACE_MEASURE_NAMES.map((name, m) => [name, base[m]]),
    ) as SignerFace['measures'],
    lidsOpen: [left, right],
    lipsMet: findLipsMet(seen),
    hasDepth: seen[0].hasDepth,
    frames: seen.length,
  };
}

/** Irises may be missing: they say nothing of what is neutral. */
const isWhole = (measures: Float64Array): boolean =>
  FACE_MEASURE_NAMES.every((name, m) => name.startsWith('iris') || !Number.isNaN(measures[m]));

/** Calibration takes recordings without world landmarks for flat; their faces have a depth of their own none the less. */
function asRecorded(recording: LandmarkRecording): LandmarkRecording {
  const { image, depth } = recording;
  if (image === null || depth !== 'none') return recording;
  for (let i = FACE_OFFSET; i < image.confidences.length; i++) {
    const isFace = i % LANDMARK_COUNT >= FACE_OFFSET;
    if (isFace && image.positions[i * 3 + 2] !== 0) return { ...recording, depth: 'image' };
  }
  return recording;
}
