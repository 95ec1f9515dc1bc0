/**
 * Arrays of keypoints (.npy, .npz) -> a recording.
 *
 * .npy: [T x 258] body 33 x (x, y, z, visibility), left hand 21 x xyz, right hand 21 x xyz; [T x 1662] the same with 468 x xyz of the face
 * behind the body; [T x 63], [63], [T x 21 x 3] or [21 x 3] one hand. All fractions of the picture. A hand or face of zeros is missing.
 * .npz: `xy` [T x 33 x 2] in fractions or pixels and `conf` [T x 33]; `fps` when there.
 * Source: the feature vectors of common MediaPipe sign recognisers.
 */
import { isZip } from '../../formats/archive/unpack.ts';
import { isNpy, type NpyArray, readNpy, readNpz } from '../../formats/npy/read-npy.ts';
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { median } from '../../math/scalar.ts';
import { vec3 } from '../../math/vec3.ts';
import { createDraft, type LandmarkDraft, setLandmark } from '../draft.ts';
import { finishRecording } from '../finish-recording.ts';
import { rightHandShape } from '../hand-shape.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import {
  assertFrameCount,
  chooseFrameRate,
  chooseImageSize,
  choosePerson,
  type LandmarkReader,
  READ_DEFAULTS,
  type ReadOptions,
} from '../reader.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, POSE_NAMES, POSE_OFFSET, RIGHT_HAND_OFFSET } from '../schema.ts';

export const npyReader: LandmarkReader = {
  description: 'keypoints as a NumPy array ([T x 258], [T x 1662], [T x 63] or [63])',
  extensions: ['npy'],
  accepts: isNpy,
  read: (bytes, name, options) => readKeypoints(readNpy(bytes), name, options),
};

export const npzReader: LandmarkReader = {
  description: 'keypoints as NumPy arrays xy [T x 33 x 2] and conf [T x 33]',
  extensions: ['npz'],
  accepts: isZip,
  read: (bytes, name, options) => readPoseArrays(readNpz(bytes), name, options),
};

interface Section {
  readonly offset: number;
  readonly count: number;
  /** Values per point: xyz, or xyz and visibility. */
  readonly width: 3 | 4;
}

const POSE: Section = { offset: POSE_OFFSET, count: 33, width: 4 };
const FACE: Section = { offset: FACE_OFFSET, count: 468, width: 3 };
const LEFT: Section = { offset: LEFT_HAND_OFFSET, count: 21, width: 3 };
const RIGHT: Section = { offset: RIGHT_HAND_OFFSET, count: 21, width: 3 };

function readKeypoints(array: NpyArray, name: string, options: ReadOptions): LandmarkRecording {
  const { shape, data } = array;
  const isHand = isHandShape(shape);
  const perFrame = isHand ? 63 : (shape.at(-1) ?? 0);
  const side = options.hand ?? (isHand ? sideOf(data, options) : 'right');
  const hand = side === 'left' ? LEFT : RIGHT;
  const sections = isHand ? [hand] : perFrame === 258 ? [POSE, LEFT, RIGHT] : [POSE, FACE, LEFT, RIGHT];
  if (!isHand && !(shape.length <= 2 && (perFrame === 258 || perFrame === 1662))) {
    throw shapeError('[T x 258], [T x 1662], [T x 63] or [63]', 'the array', shape);
  }
  const frameCount = data.length / perFrame;
  assertFrameCount(frameCount, options);
  const image = createDraft(frameCount);
  for (let frame = 0; frame < frameCount; frame++) {
    let at = frame * perFrame;
    for (const section of sections) {
      fillSection(image, frame, data, at, section);
      at += section.count * section.width;
    }
  }
  const issues: Issue[] = [];
  if (isHand) {
    issues.push(
      issue(
        'W_HAND_LABEL',
        `The array does not name the hand; it was taken for the ${side} one${options.hand ? '' : ', as its fingers bend'}.`,
      ),
    );
  }
  return finish(image, undefined, 'keypoints-npy', name, options, issues);
}

/** Side of the one hand in [T x 63] values, by all its frames. */
function sideOf(
  data: Float64Array,
  { imageSize = READ_DEFAULTS.handImageSize }: ReadOptions,
): 'left' | 'right' {
  const { width, height } = imageSize;
  let sum = 0;
  for (let start = 0; start < data.length; start += 63) {
    const points = Array.from({ length: 21 }, (_, i) => {
      const [x, y, z] = data.subarray(start + i * 3, start + i * 3 + 3);
      return vec3(x, (y * height) / width, z);
    });
    sum += rightHandShape(points);
  }
  return sum < 0 ? 'left' : 'right';
}

function isHandShape(shape: readonly number[]): boolean {
  const [last, before] = [shape.at(-1), shape.at(-2)];
  return (last === 63 && shape.length <= 2) || (last === 3 && before === 21 && shape.length <= 3);
}

function fillSection(
  draft: LandmarkDraft,
  frame: number,
  data: Float64Array,
  start: number,
  section: Section,
): void {
  const { offset, count, width } = section;
  if (data.subarray(start, start + count * width).every((value) => value === 0)) return;
  for (let i = 0; i < count; i++) {
    const at = start + i * width;
    const confidence = width === 4 ? data[at + 3] : 1;
    setLandmark(draft, frame, offset + i, data[at], data[at + 1], data[at + 2], confidence);
  }
}

function readPoseArrays(
  arrays: ReadonlyMap<string, NpyArray>,
  name: string,
  options: ReadOptions,
): LandmarkRecording {
  const xy = arrays.get('xy');
  const conf = arrays.get('conf');
  if (!xy || !conf) {
    const found = [...arrays.keys()].slice(0, 8).join(', ') || 'no .npy files; unpack other archives first';
    throw new TegnError('E_NPY', `Expected the arrays xy and conf in the zip, found ${found}.`, { found });
  }
  const joints = POSE_NAMES.length;
  const frameCount = xy.shape[0] ?? 0;
  const isPose = xy.shape.length === 3 && xy.shape[1] === joints && xy.shape[2] === 2;
  if (!isPose) throw shapeError(`[T x ${joints} x 2]`, 'xy', xy.shape);
  if (!(conf.shape.length === 2 && conf.shape[0] === frameCount && conf.shape[1] === joints)) {
    throw shapeError(`[${frameCount} x ${joints}]`, 'conf', conf.shape);
  }
  assertFrameCount(frameCount, options);
  const issues: Issue[] = [];
  const size = options.imageSize ?? READ_DEFAULTS.imageSize;
  const isPixels = median(Array.from(xy.data, Math.abs).filter((value) => value > 0)) > PIXELS;
  const [sx, sy] = isPixels ? [1 / size.width, 1 / size.height] : [1, 1];
  const image = createDraft(frameCount);
  for (let at = 0; at < frameCount * joints; at++) {
    const [frame, joint] = [Math.floor(at / joints), at % joints];
    setLandmark(
      image,
      frame,
      POSE_OFFSET + joint,
      xy.data[at * 2] * sx,
      xy.data[at * 2 + 1] * sy,
      0,
      conf.data[at],
    );
  }
  return finish(image, arrays.get('fps')?.data[0], 'pose-npz', name, options, issues);
}

/** Fractions of the picture rarely exceed two, pixels are seldom that small. */
const PIXELS = 4;

function finish(
  image: LandmarkDraft,
  fps: number | undefined,
  kind: string,
  name: string,
  options: ReadOptions,
  issues: Issue[],
): LandmarkRecording {
  choosePerson(1, () => 0, options, issues);
  const rate = chooseFrameRate(fps, image.frameCount, options, issues);
  const imageSize = chooseImageSize(undefined, image, options, issues);
  const source = { kind, name, metadata: {} };
  return finishRecording({ image, world: null, timing: { rate, startFrame: 0 }, imageSize, source, issues });
}

function shapeError(expected: string, what: string, shape: readonly number[]): TegnError {
  const found = `[${shape.join(' x ')}]`;
  return new TegnError('E_NPY', `Expected ${what} to be ${expected}, found ${found}.`, { expected, found });
}
