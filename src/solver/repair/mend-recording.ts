/** A recording whose tracker took one hand for the other, or one for both, in some frames -> one in which every hand is itself. */
import type { LandmarkClip, LandmarkRecording } from '../../landmarks/landmark-clip.ts';
import { LANDMARK_COUNT, LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { SIDES } from '../../skeleton/actor/joints.ts';
import { findExchangedHands } from './exchanged-hands.ts';
import { handPlaces } from './hand-places.ts';
import { noteRepair, type RepairLog } from './repair-log.ts';
import { findTwinHands } from './twin-hands.ts';

const OFFSETS = [LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET] as const;
const POINTS = RIGHT_HAND_OFFSET - LEFT_HAND_OFFSET;

/** The recording itself when there is nothing to mend, else one that shares nothing that was changed. */
export function mendRecording(recording: LandmarkRecording, fps: number, log: RepairLog): LandmarkRecording {
  const asRead = handPlaces(recording);
  if (!asRead) return recording;
  const swapped = findExchangedHands(asRead, fps);
  let mended = recording;
  if (swapped.includes(1)) {
    mended = copyRecording(mended);
    swapped.forEach((swap, f) => {
      if (!swap) return;
      forClips(mended, (clip) => swapHands(clip, f));
      for (const side of SIDES) noteRepair(log, 'W_HANDS_EXCHANGED', `${side}Hand`, f);
    });
  }
  const none = findTwinHands(mended === recording ? asRead : handPlaces(mended)!, fps);
  SIDES.forEach((side, s) => {
    if (!none[s].includes(1)) return;
    if (mended === recording) mended = copyRecording(recording);
    none[s].forEach((yes, f) => {
      if (!yes) return;
      forClips(mended, (clip) => {
        const first = f * LANDMARK_COUNT + OFFSETS[s];
        clip.confidences.fill(0, first, first + POINTS);
      });
      noteRepair(log, 'W_HAND_TWIN', `${side}Hand`, f);
    });
  });
  return mended;
}

function forClips({ image, world }: LandmarkRecording, edit: (clip: LandmarkClip) => void): void {
  if (image) edit(image);
  if (world) edit(world);
}

function copyRecording(recording: LandmarkRecording): LandmarkRecording {
  const copy = (clip: LandmarkClip | null) =>
    clip && { ...clip, positions: clip.positions.slice(), confidences: clip.confidences.slice() };
  return { ...recording, image: copy(recording.image), world: copy(recording.world) };
}

function swapHands({ positions, confidences }: LandmarkClip, frame: number): void {
  for (const [values, width] of [
    [positions, 3],
    [confidences, 1],
  ] as const) {
    const [left, right] = OFFSETS.map((offset) => (frame * LANDMARK_COUNT + offset) * width);
    const kept = values.slice(left, left + POINTS * width);
    values.copyWithin(left, right, right + POINTS * width);
    values.set(kept, right);
  }
}
