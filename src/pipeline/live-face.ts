/**
 * Face landmarks frame by frame -> ARKit curves, live: the formulas of the offline solver against a neutral face that is learnt on the way,
 * ever more rarely. At first it is the average face. What a hand covers keeps its expression; a face that is away comes to rest.
 * Limits: no look-ahead and no smoothing, so curves tremble as the tracker's points do; trackers with blendshapes of their own do better.
 */
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../landmarks/landmark-frame.ts';
import { clamp } from '../math/scalar.ts';
import { ARKIT_CURVES } from '../motion/arkit-curves.ts';
import { PROVENANCE } from '../motion/motion-clip.ts';
import { type EyeNeutral, findEyeNeutral } from '../solver/face/eye-curves.ts';
import { type FaceNeutral, findNeutral } from '../solver/face/face-neutral.ts';
import { closeLips, findLipsMet, lipsMeeting } from '../solver/face/meeting-lips.ts';
import { createFaceReader, readFace } from '../solver/face/read-faces.ts';
import {
  FACE_CURVES,
  FACE_REGIONS,
  type FaceRegion,
  type SeenFace,
  solveExpression,
} from '../solver/face/solve-expression.ts';
import type { Camera } from '../space/camera.ts';

/** Faces that the neutral one is found in, and how many more have been seen whenever it is found anew. */
const MOST_FACES = 240;
const GROWTH = 1.3;
/** Seconds that a face that is away keeps its expression, and over which it then comes to rest. */
const KEEP = 0.4;
const REST = 0.4;

interface Neutral {
  readonly face: FaceNeutral;
  readonly eyes: EyeNeutral;
  readonly lipsMet: number;
}

export interface LiveFaceState {
  readonly fps: number;
  readonly reader: ReturnType<typeof createFaceReader>;
  readonly seen: SeenFace[];
  neutral: Neutral | null;
  measureAt: number;
  /** [FACE_CURVES] as solved, and as last known. */
  readonly solved: Float64Array;
  readonly held: Float64Array;
  /** Frames since a face was seen. */
  away: number;
}

export const createLiveFaceState = (fps: number, depth: DepthSource): LiveFaceState => ({
  fps,
  reader: createFaceReader(depth !== 'none'),
  seen: [],
  neutral: null,
  measureAt: 1,
  solved: new Float64Array(FACE_CURVES.length),
  held: new Float64Array(FACE_CURVES.length),
  away: 0,
});

/**
 * @param dst [ARKIT_CURVES] 0..1; filled
 * @returns PROVENANCE flags of the face
 */
export function liveFace(
  state: LiveFaceState,
  landmarks: LandmarkFrame,
  camera: Camera,
  dst: Float32Array,
): number {
  const face = readFace(state.reader, camera, landmarks, 1);
  if (face) {
    state.away = 0;
    learnNeutral(state, face);
    solveFace(state, face);
  } else state.away++;
  const left = clamp(1 - (state.away / state.fps - KEEP) / REST, 0, 1);
  dst.fill(0);
  for (let c = 0; c < FACE_CURVES.length; c++) {
    if (COLUMNS[c] >= 0) dst[COLUMNS[c]] = clamp(state.held[c] * left, 0, 1);
  }
  if (!face) return PROVENANCE.invented;
  return face.covered.eyes || face.covered.mouth ? PROVENANCE.repaired : 0;
}

function learnNeutral(state: LiveFaceState, face: SeenFace): void {
  const { seen } = state;
  if (seen.length >= MOST_FACES || face.weight === 0) {
    if (state.neutral) return;
  } else seen.push(face);
  if (state.neutral && seen.length < state.measureAt) return;
  state.measureAt = Math.ceil(seen.length * GROWTH) + 1;
  state.neutral = { face: findNeutral(seen), eyes: findEyeNeutral(seen), lipsMet: findLipsMet(seen) };
}

/** Regions that are hidden stay as they were. */
function solveFace({ neutral, solved, held }: LiveFaceState, face: SeenFace): void {
  const { face: base, eyes, lipsMet } = neutral!;
  const regions = solveExpression(base, eyes, face, solved);
  closeLips(solved, FACE_CURVES, lipsMeeting(face, lipsMet));
  for (let c = 0; c < FACE_CURVES.length; c++)
    if (regions[REGION[c]] && !Number.isNaN(solved[c])) held[c] = solved[c];
}

const COLUMNS = FACE_CURVES.map((name) => (ARKIT_CURVES as readonly string[]).indexOf(name));
const REGION = FACE_CURVES.map(
  (name) =>
    (Object.keys(FACE_REGIONS) as FaceRegion[]).find((region) => FACE_REGIONS[region].test(name)) ?? 'mouth',
);
