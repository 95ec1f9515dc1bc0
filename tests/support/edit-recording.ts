/** Recordings as trackers spoil them: parts that are lost, frames that are cut, depth that is missing, left for right. */
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import {
  LANDMARK_COUNT,
  type LandmarkPartName,
  landmarkPart,
  POSE_NAMES,
} from '../../src/landmarks/schema.ts';

/** A copy whose samples may be changed. */
export function editRecording(
  recording: LandmarkRecording,
  edit: (clip: LandmarkClip) => void,
): LandmarkRecording {
  const copy = (clip: LandmarkClip | null) => {
    if (!clip) return null;
    const own = { ...clip, positions: clip.positions.slice(), confidences: clip.confidences.slice() };
    edit(own);
    return own;
  };
  return { ...recording, image: copy(recording.image), world: copy(recording.world) };
}

/** A part is not seen in frames first..last, all when left out. */
export const losePart = (
  recording: LandmarkRecording,
  part: LandmarkPartName,
  first = 0,
  last = Number.POSITIVE_INFINITY,
): LandmarkRecording => {
  const { offset, count } = landmarkPart(part);
  return losePoints(
    recording,
    Array.from({ length: count }, (_, i) => offset + i),
    first,
    last,
  );
};

/** Single points are not seen. */
export const losePoints = (
  recording: LandmarkRecording,
  points: readonly number[],
  first = 0,
  last = Number.POSITIVE_INFINITY,
): LandmarkRecording =>
  editRecording(recording, ({ frameCount, positions, confidences }) => {
    for (let f = first; f <= Math.min(last, frameCount - 1); f++) {
      for (const point of points) {
        confidences[f * LANDMARK_COUNT + point] = 0;
        positions.fill(0, (f * LANDMARK_COUNT + point) * 3, (f * LANDMARK_COUNT + point) * 3 + 3);
      }
    }
  });

export const onlyParts = (
  recording: LandmarkRecording,
  ...parts: readonly LandmarkPartName[]
): LandmarkRecording =>
  (['pose', 'leftHand', 'rightHand', 'face'] as const)
    .filter((part) => !parts.includes(part))
    .reduce((rest, part) => losePart(rest, part), recording);

/** Frames first..last, both included. */
export function cutRecording(recording: LandmarkRecording, first: number, last: number): LandmarkRecording {
  const cut = (clip: LandmarkClip | null) =>
    clip && {
      ...clip,
      frameCount: last - first + 1,
      positions: clip.positions.slice(first * LANDMARK_COUNT * 3, (last + 1) * LANDMARK_COUNT * 3),
      confidences: clip.confidences.slice(first * LANDMARK_COUNT, (last + 1) * LANDMARK_COUNT),
    };
  return { ...recording, image: cut(recording.image), world: cut(recording.world) };
}

/** x and y in the picture alone. */
export const withoutDepth = (recording: LandmarkRecording): LandmarkRecording => ({
  ...editRecording(recording, ({ positions, space }) => {
    if (space === 'image') for (let i = 2; i < positions.length; i += 3) positions[i] = 0;
  }),
  world: null,
  depth: 'none',
});

/** x, y and z in the picture. */
export const withoutWorld = (recording: LandmarkRecording): LandmarkRecording => ({
  ...recording,
  world: null,
  depth: 'image',
});

/** World landmarks alone, as some files hold. */
export const withoutImage = (recording: LandmarkRecording): LandmarkRecording => ({
  ...recording,
  image: null,
});

/** The person as in a mirror: the picture flipped, left for right. The face, whose points have no names, is left out. */
export function mirrorRecording(recording: LandmarkRecording): LandmarkRecording {
  const hands = ['leftHand', 'rightHand'].map((part) => landmarkPart(part as LandmarkPartName));
  const other = Array.from({ length: LANDMARK_COUNT }, (_, i) => {
    if (i < POSE_NAMES.length) return POSE_NAMES.indexOf(otherSide(POSE_NAMES[i]));
    const hand = hands.findIndex(({ offset, count }) => i >= offset && i < offset + count);
    return hand < 0 ? i : hands[1 - hand].offset + i - hands[hand].offset;
  });
  return editRecording(losePart(recording, 'face'), (clip) => {
    const { positions, confidences } = {
      positions: clip.positions.slice(),
      confidences: clip.confidences.slice(),
    };
    for (let at = 0; at < confidences.length; at++) {
      const from = at - (at % LANDMARK_COUNT) + other[at % LANDMARK_COUNT];
      const [x, y, z] = positions.subarray(from * 3, from * 3 + 3);
      clip.confidences[at] = confidences[from];
      const mirrored = confidences[from] === 0 ? 0 : clip.space === 'image' ? 1 - x : -x;
      clip.positions.set([mirrored, y, z], at * 3);
    }
  });
}

const otherSide = (name: (typeof POSE_NAMES)[number]): (typeof POSE_NAMES)[number] =>
  name.replace(/^(left|right)|(Left|Right)$/, (side) =>
    /left/i.test(side) ? (side[0] === 'l' ? 'right' : 'Right') : side[0] === 'r' ? 'left' : 'Left',
  ) as (typeof POSE_NAMES)[number];
