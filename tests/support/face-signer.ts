/**
 * A face that does what it is told, seen by a camera: the canonical face with the proportions of some person, moved by soft pushes on the
 * mesh that know nothing of the solver's table of effects. Curves at 1 move it by what ARKit faces do, give or take a quarter.
 */
import { LOWER_LIP, MOUTH_CORNERS, UPPER_LIDS } from '../../samples/generate/face-regions.ts';
import { CANONICAL_FACE } from '../../src/landmarks/face/canonical-face.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import {
  FACE_OFFSET,
  FACE_POINT_COUNT,
  HOLISTIC_SCHEMA,
  LANDMARK_COUNT,
} from '../../src/landmarks/schema.ts';
import { multiplyQuat, quat, quatFromAxisAngle, rotateVec3 } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { smoothstep } from '../../src/math/scalar.ts';
import { vec3 } from '../../src/math/vec3.ts';

export interface FaceFrame {
  /** By ARKit name; what is left out is 0. */
  readonly curves?: Readonly<Record<string, number>>;
  /** Of the head, radians: to the person's left and upwards. */
  readonly yaw?: number;
  readonly pitch?: number;
  /** Of the eyes in the head, radians. */
  readonly gaze?: readonly [yaw: number, pitch: number];
}

export interface FaceSignerOptions {
  readonly seed?: number;
  /** Of the tracker, share of the distance between the pupils. */
  readonly jitter?: number;
  readonly depth?: boolean;
  readonly fps?: number;
}

/** Millimetres. */
type Push = (x: number, y: number, z: number) => readonly [number, number, number] | null;

const bump = (x: number, y: number, cx: number, cy: number, width: number): number =>
  Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * width ** 2));

/** Brows do not move the eyes. */
const aboveEyes = (y: number): number => smoothstep(y, 30, 38);

const UPPER_LID_POINTS = new Set<number>(UPPER_LIDS.flat());
const LOWER_LIP_POINTS = new Set<number>(LOWER_LIP.flat());
const CORNER_POINTS = new Set<number>(MOUTH_CORNERS);

function pushes(sign: 1 | -1): Record<string, Push> {
  const side = sign > 0 ? 'Left' : 'Right';
  const half = (x: number) => smoothstep(sign * x, -4, 4);
  return {
    [`browOuterUp${side}`]: (x, y) => [0, 8 * bump(x, y, sign * 48, 46, 14) * aboveEyes(y), 0],
    [`browDown${side}`]: (x, y) => {
      const w = bump(x, y, sign * 22, 46, 16) * half(x) * aboveEyes(y);
      return [-sign * 1.5 * w, -6.5 * w, 0];
    },
    [`mouthSmile${side}`]: (x, y) => {
      const w = bump(x, y, sign * 26, -43, 10);
      return [sign * 6.5 * w, 7 * w, -3 * w];
    },
  };
}

const PUSHES: Record<string, Push> = {
  ...pushes(1),
  ...pushes(-1),
  browInnerUp: (x, y) => [0, 9 * Math.max(bump(x, y, 13, 46, 13), bump(x, y, -13, 46, 13)) * aboveEyes(y), 0],
  mouthPucker: (x, y) => {
    const w = bump(x, y, 0, -43, 30);
    return [-0.34 * x * w, -0.1 * (y + 43) * w, 5 * w];
  },
  mouthLeft: (x, y) => [9 * bump(x, y, 0, -44, 30), 0, 0],
  mouthRight: (x, y) => [-9 * bump(x, y, 0, -44, 30), 0, 0],
};

/** Points of the inner lips, each with the one it meets. */
const LIPS_THAT_MEET = new Map(
  [
    [191, 95],
    [80, 88],
    [81, 178],
    [82, 87],
    [13, 14],
    [312, 317],
    [311, 402],
    [310, 318],
    [415, 324],
  ].flatMap(
    ([upper, lower]) =>
      [
        [upper, lower],
        [lower, upper],
      ] as const,
  ),
);

const EYEBALL = 12;

/** Faces of 478 points in the picture, the head 0.8 m from a camera of 50 degrees. */
export function faceRecording(
  frames: readonly FaceFrame[],
  options: FaceSignerOptions = {},
): LandmarkRecording {
  const { seed = 1, jitter = 0, depth = true, fps = 25 } = options;
  const random = createRandom(seed);
  const vary = (share: number) => 1 + share * (2 * random.next() - 1);
  const [wide, high, deep] = [vary(0.08), vary(0.08), vary(0.08)];
  const amplitudes = new Map(
    [...Object.keys(PUSHES), 'jawOpen', 'eyeBlinkLeft', 'eyeBlinkRight'].map((name) => [
      name,
      /^(eyeBlink)/.test(name) ? 1 : vary(0.25),
    ]),
  );
  const width = 1280;
  const height = 960;
  const focal = 1370;
  const positions = new Float32Array(frames.length * LANDMARK_COUNT * 3);
  const confidences = new Float32Array(frames.length * LANDMARK_COUNT);
  frames.forEach(({ curves = {}, yaw = 0, pitch = 0, gaze = [0, 0] }, f) => {
    const turn = multiplyQuat(
      quatFromAxisAngle(vec3(0, 1, 0), yaw),
      quatFromAxisAngle(vec3(1, 0, 0), -pitch),
      quat(),
    );
    for (let i = 0; i < FACE_POINT_COUNT; i++) {
      const place = moved(i, curves, amplitudes, gaze);
      place[0] *= wide;
      place[1] *= high;
      place[2] *= deep;
      rotateVec3(turn, place, place);
      const at = (f * LANDMARK_COUNT + FACE_OFFSET + i) * 3;
      const noise = () => 63 * jitter * random.gauss();
      const scale = focal / (800 - place[2]);
      positions[at] = 0.5 + ((place[0] + noise()) * scale) / width;
      positions[at + 1] = 0.45 - ((place[1] + noise()) * scale) / height;
      // weak perspective, on the scale of x, nearer is smaller
      positions[at + 2] = (-(place[2] + noise()) * (focal / 800)) / width;
      confidences[f * LANDMARK_COUNT + FACE_OFFSET + i] = 1;
    }
  });
  return {
    image: {
      schema: HOLISTIC_SCHEMA,
      timing: { rate: { numerator: fps, denominator: 1 }, startFrame: 0 },
      frameCount: frames.length,
      positions,
      confidences,
      space: 'image',
    },
    world: null,
    imageSize: { width, height },
    depth: depth ? 'image' : 'none',
    source: { kind: 'test', name: 'face', metadata: {} },
  } as LandmarkRecording;
}

/** Millimetres. */
function moved(
  i: number,
  curves: Readonly<Record<string, number>>,
  amplitudes: ReadonlyMap<string, number>,
  gaze: readonly [number, number],
): Float64Array {
  const at = (k: number) => 1000 * CANONICAL_FACE[i * 3 + k];
  const [x, y, z] = [at(0), at(1), at(2)];
  const place = vec3(x, y, z);
  // the average mesh rests with parted lips, people with shut ones
  const lip = LIPS_THAT_MEET.get(i);
  if (lip !== undefined) place[1] += (1000 * CANONICAL_FACE[lip * 3 + 1] - y) / 2;
  for (const [name, value] of Object.entries(curves)) {
    const amount = value * (amplitudes.get(name) ?? 1);
    const push = PUSHES[name]?.(x, y, z);
    if (push && i < 468) for (let k = 0; k < 3; k++) place[k] += amount * push[k];
    if (name === 'jawOpen') openJaw(i, amount, place);
    if (/^eyeBlink/.test(name) && UPPER_LID_POINTS.has(i) && x > 0 === name.endsWith('Left')) {
      // the lower lid lies some 6.6 mm below the middle of the upper one
      place[1] -= 0.85 * value * Math.max(0, y - 22.9);
    }
  }
  if (i >= 468) {
    place[0] += EYEBALL * Math.sin(gaze[0]);
    place[1] += EYEBALL * Math.sin(gaze[1]);
  }
  return place;
}

/** The lower jaw turns about the ears by 17 degrees at 1; the cheeks follow softly. */
function openJaw(i: number, amount: number, place: Float64Array): void {
  const share = CORNER_POINTS.has(i)
    ? 0.35
    : LOWER_LIP_POINTS.has(i)
      ? 1
      : smoothstep(-place[1], 48, 70) * smoothstep(60 - Math.abs(place[0]), 0, 20);
  const angle = ((17 * Math.PI) / 180) * amount * share;
  const [y, z] = [place[1] + 5, place[2] + 30];
  place[1] = -5 + y * Math.cos(angle) - z * Math.sin(angle);
  place[2] = -30 + z * Math.cos(angle) + y * Math.sin(angle);
}
