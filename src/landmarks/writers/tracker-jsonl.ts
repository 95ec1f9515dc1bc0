/**
 * A recording -> tracking records as JSON Lines, one frame a line, packed with gzip when asked.
 *
 * x and y are fractions of the picture, c the confidence; a part without a point is an empty list; a missing point of a part that is
 * there has c 0. Numbers have as many digits as float32 needs. The same recording gives the same bytes.
 * Not kept: z and world landmarks (the record has none), metadata, issues.
 */
import { gzipSync } from 'fflate';
import { TegnError } from '../../issues/issues.ts';
import { frameTime } from '../../space/timing.ts';
import type { LandmarkClip, LandmarkRecording } from '../landmark-clip.ts';
import { type LandmarkPartName, landmarkPart, POSE_NAMES } from '../schema.ts';

export interface TrackerJsonlOptions {
  readonly gzip?: boolean;
}

/** Throws E_NO_LANDMARKS for a recording without image landmarks. */
export function writeTrackerJsonl(
  recording: LandmarkRecording,
  options: TrackerJsonlOptions = {},
): Uint8Array {
  const { image, imageSize } = recording;
  if (!image) {
    throw new TegnError('E_NO_LANDMARKS', 'A tracking record holds image landmarks; the recording has none.');
  }
  const { rate, startFrame } = image.timing;
  // 468 points unless the irises were tracked.
  const faceCount = hasIrises(image) ? 478 : 468;
  let text = '';
  for (let frame = 0; frame < image.frameCount; frame++) {
    const pose = partPoints(image, frame, 'pose', 33, POSE_NAMES.map(snake));
    const left = partPoints(image, frame, 'leftHand', 21);
    const right = partPoints(image, frame, 'rightHand', 21);
    const face = partPoints(image, frame, 'face', faceCount);
    const index = startFrame + frame;
    text += `{"frame_index":${index},"time_s":${frameTime(rate, index)},`;
    text += `"image_size":{"width":${imageSize.width},"height":${imageSize.height}},`;
    text += `"pose_landmarks":[${pose.text}],"left_hand_landmarks":[${left.text}],`;
    text += `"right_hand_landmarks":[${right.text}],"face_landmarks":[${face.text}],`;
    text += `"confidence":{"pose":${pose.mean},"left_hand":${left.mean},"right_hand":${right.mean},"face":${face.mean}}}\n`;
  }
  const bytes = new TextEncoder().encode(text);
  return options.gzip ? gzipSync(bytes, { mtime: 0 }) : bytes;
}

function hasIrises(clip: LandmarkClip): boolean {
  const { offset, count } = landmarkPart('face');
  const points = clip.schema.names.length;
  return clip.confidences.some(
    (value, at) => value > 0 && at % points >= offset + 468 && at % points < offset + count,
  );
}

/** Points of one part, '' when it is not there, and the mean confidence of those that are. */
function partPoints(
  clip: LandmarkClip,
  frame: number,
  part: LandmarkPartName,
  count: number,
  names?: readonly string[],
): { text: string; mean: string } {
  const first = frame * clip.schema.names.length + landmarkPart(part).offset;
  const points: string[] = [];
  let sum = 0;
  let present = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = clip.positions.subarray((first + i) * 3, (first + i) * 3 + 2);
    const c = clip.confidences[first + i];
    const name = names ? `,"name":"${names[i]}"` : '';
    points.push(`{"x":${float32Digits(x)},"y":${float32Digits(y)},"c":${float32Digits(c)}${name}}`);
    if (c > 0) present++;
    sum += c;
  }
  if (present === 0) return { text: '', mean: '0' };
  return { text: points.join(','), mean: float32Digits(Math.fround(sum / present)) };
}

/** Fewest digits that give the same float32 again; nine always do. */
function float32Digits(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

/** leftEyeInner -> left_eye_inner */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
