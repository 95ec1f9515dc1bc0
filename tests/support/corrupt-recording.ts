/** Recordings as trackers break them in some frames, each fault by itself, in picture and world alike. Frames first..last, both included. */
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import {
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  POSE_NAMES,
  RIGHT_HAND_OFFSET,
} from '../../src/landmarks/schema.ts';
import { createRandom } from '../../src/math/random.ts';
import type { Side } from '../../src/skeleton/actor/joints.ts';
import { editRecording } from './edit-recording.ts';

const OFFSETS = { left: LEFT_HAND_OFFSET, right: RIGHT_HAND_OFFSET };
const POINTS = RIGHT_HAND_OFFSET - LEFT_HAND_OFFSET;
const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/** Noise of a tracker: pixels of a 1280-wide picture, half as much again in depth; millimetres in the world. */
export function addTrackerNoise(recording: LandmarkRecording, seed: number, level = 1): LandmarkRecording {
  const random = createRandom(seed);
  return editRecording(recording, ({ positions, confidences, space }) => {
    for (let i = 0; i < confidences.length; i++) {
      if (!(confidences[i] > 0)) continue;
      const hand = i % LANDMARK_COUNT >= POSE_NAMES.length;
      const sigma = level * (space === 'image' ? (hand ? 0.0008 : 0.0015) : hand ? 0.0025 : 0.008);
      for (let k = 0; k < 3; k++) positions[i * 3 + k] += sigma * (k === 2 ? 2 : 1) * random.gauss();
    }
  });
}

/** Each hand carries the other's label. */
export const exchangeHands = (recording: LandmarkRecording, first: number, last: number): LandmarkRecording =>
  editFrames(recording, first, last, (clip, f) => {
    const left = readHand(clip, f, 'left');
    const right = readHand(clip, f, 'right');
    writeHand(clip, f, 'left', right);
    writeHand(clip, f, 'right', left);
  });

/** The hand of `side` is found twice, the other not at all. */
export const doubleHand = (
  recording: LandmarkRecording,
  side: Side,
  first: number,
  last: number,
): LandmarkRecording =>
  editFrames(recording, first, last, (clip, f) =>
    writeHand(clip, f, otherSide(side), readHand(clip, f, side)),
  );

/** The hand's depth is reversed about its wrist. */
export const reverseHand = (
  recording: LandmarkRecording,
  side: Side,
  first: number,
  last: number,
): LandmarkRecording =>
  editFrames(recording, first, last, ({ positions }, f) => {
    const wrist = (f * LANDMARK_COUNT + OFFSETS[side]) * 3 + 2;
    for (let i = 1; i < POINTS; i++)
      positions[wrist + i * 3] = 2 * positions[wrist] - positions[wrist + i * 3];
  });

/** The hand is somewhere else in the picture, by (dx, dy) picture widths. */
export const moveHand = (
  recording: LandmarkRecording,
  side: Side,
  first: number,
  last: number,
  dx: number,
  dy: number,
): LandmarkRecording =>
  editFrames(recording, first, last, ({ positions, space }, f) => {
    if (space === 'world') return;
    for (let i = 0; i < POINTS; i++) {
      positions[(f * LANDMARK_COUNT + OFFSETS[side] + i) * 3] += dx;
      positions[(f * LANDMARK_COUNT + OFFSETS[side] + i) * 3 + 1] += dy;
    }
  });

/** One point of a hand is off: by share of the picture's width, and as many metres times 2.5 in the world. */
export const movePoint = (
  recording: LandmarkRecording,
  side: Side,
  point: number,
  frame: number,
  [dx, dy]: readonly [number, number],
): LandmarkRecording =>
  editFrames(recording, frame, frame, ({ positions, space }, f) => {
    const at = (f * LANDMARK_COUNT + OFFSETS[side] + point) * 3;
    positions[at] += space === 'image' ? dx : dx * 2.5;
    positions[at + 1] += space === 'image' ? dy : -dy * 2.5;
  });

/** Wrists and elbows of the body come `frames` late, as filtered ones do; fractions are between frames. */
export function lagBody(recording: LandmarkRecording, frames: number): LandmarkRecording {
  return editRecording(recording, (clip) => {
    const before = clip.positions.slice();
    for (let f = 0; f < clip.frameCount; f++) {
      const from = Math.max(0, f - frames);
      const [a, share] = [Math.floor(from), from % 1];
      const b = Math.min(a + 1, clip.frameCount - 1);
      for (const point of [13, 14, 15, 16]) {
        for (let k = 0; k < 3; k++) {
          const at = (frame: number) => (frame * LANDMARK_COUNT + point) * 3 + k;
          clip.positions[at(f)] = before[at(a)] * (1 - share) + before[at(b)] * share;
        }
      }
    }
  });
}

function editFrames(
  recording: LandmarkRecording,
  first: number,
  last: number,
  edit: (clip: LandmarkClip, frame: number) => void,
): LandmarkRecording {
  return editRecording(recording, (clip) => {
    for (let f = first; f <= last; f++) edit(clip, f);
  });
}

interface HandPoints {
  readonly positions: Float32Array;
  readonly confidences: Float32Array;
}

function readHand({ positions, confidences }: LandmarkClip, frame: number, side: Side): HandPoints {
  const first = frame * LANDMARK_COUNT + OFFSETS[side];
  return {
    positions: positions.slice(first * 3, (first + POINTS) * 3),
    confidences: confidences.slice(first, first + POINTS),
  };
}

function writeHand(
  { positions, confidences }: LandmarkClip,
  frame: number,
  side: Side,
  hand: HandPoints,
): void {
  const first = frame * LANDMARK_COUNT + OFFSETS[side];
  positions.set(hand.positions, first * 3);
  confidences.set(hand.confidences, first);
}
