/** Wrists of both hands and of the body in the picture, in shoulder widths: what exchanged and doubled hands are judged by. */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { LANDMARK_COUNT, LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { median } from '../../math/scalar.ts';
import { BODY_WRISTS, SHOULDERS } from '../lift/lift-state.ts';

export interface HandPlaces {
  readonly frameCount: number;
  /** Left, right: [F x 2] the hand's own wrist; meaningful where seen. */
  readonly hands: readonly [Float64Array, Float64Array];
  readonly handSeen: readonly [Uint8Array, Uint8Array];
  /** The same of the body. */
  readonly wrists: readonly [Float64Array, Float64Array];
  readonly wristSeen: readonly [Uint8Array, Uint8Array];
  /** [F] mean distance between the same points of both hands; infinite where one is missing. */
  readonly apart: Float64Array;
}

/** Mean distance of the points under which two hands may be one: 5 cm. */
export const TWIN = 0.135;

/** A body wrist below this confidence is a guess. */
const WRIST_SEEN = 0.3;

/** Without shoulders a picture is taken to be as wide as this many of them. */
const USUAL_WIDTH = 1 / 4;

const OFFSETS = [LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET] as const;
const POINTS = RIGHT_HAND_OFFSET - LEFT_HAND_OFFSET;

/** null for recordings without a picture: hands in metres have no place of their own. */
export function handPlaces(recording: LandmarkRecording): HandPlaces | null {
  const { image, imageSize } = recording;
  if (!image) return null;
  const { frameCount } = primaryClip(recording);
  const { positions, confidences } = image;
  const aspect = imageSize.width / imageSize.height;
  const width = shoulderWidth(positions, confidences, frameCount, aspect);
  const places = () => [new Float64Array(frameCount * 2), new Float64Array(frameCount * 2)] as const;
  const seen = () => [new Uint8Array(frameCount), new Uint8Array(frameCount)] as const;
  const [hands, handSeen, wrists, wristSeen] = [places(), seen(), places(), seen()];
  const apart = new Float64Array(frameCount).fill(Number.POSITIVE_INFINITY);
  for (let f = 0; f < frameCount; f++) {
    const first = f * LANDMARK_COUNT;
    const read = (point: number, dst: Float64Array) => {
      dst[f * 2] = (positions[(first + point) * 3] * aspect) / width;
      dst[f * 2 + 1] = positions[(first + point) * 3 + 1] / width;
    };
    for (const side of [0, 1] as const) {
      handSeen[side][f] = Number(confidences[first + OFFSETS[side]] > 0);
      wristSeen[side][f] = Number(confidences[first + BODY_WRISTS[side]] >= WRIST_SEEN);
      read(OFFSETS[side], hands[side]);
      read(BODY_WRISTS[side], wrists[side]);
    }
    if (!handSeen[0][f] || !handSeen[1][f]) continue;
    let sum = 0;
    for (let i = 0; i < POINTS; i++) {
      const [l, r] = [(first + OFFSETS[0] + i) * 3, (first + OFFSETS[1] + i) * 3];
      sum += Math.hypot((positions[l] - positions[r]) * aspect, positions[l + 1] - positions[r + 1]);
    }
    apart[f] = sum / POINTS / width;
  }
  return { frameCount, hands, handSeen, wrists, wristSeen, apart };
}

/** Median over frames, in picture heights. */
function shoulderWidth(
  positions: Float32Array,
  confidences: Float32Array,
  frameCount: number,
  aspect: number,
): number {
  const widths: number[] = [];
  for (let f = 0; f < frameCount; f++) {
    const [l, r] = SHOULDERS.map((point) => f * LANDMARK_COUNT + point);
    if (!(confidences[l] > 0 && confidences[r] > 0)) continue;
    widths.push(
      Math.hypot((positions[l * 3] - positions[r * 3]) * aspect, positions[l * 3 + 1] - positions[r * 3 + 1]),
    );
  }
  const width = widths.length > 0 ? median(widths) : 0;
  return width > 1e-3 ? width : aspect * USUAL_WIDTH;
}
