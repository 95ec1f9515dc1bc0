/** The files of a sample: name -> bytes. */
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { POSE_NAMES } from '../../src/landmarks/schema.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import type { Sample } from './index.ts';

/** Records of a longer clip would exceed a megabyte. */
const MOST_RECORDS = 60;

export function sampleFiles({ name, recording }: Sample): Map<string, Uint8Array> {
  const files = new Map([[`${name}.pose`, writePose(withoutHandWorld(recording))]]);
  if (recording.image && recording.image.frameCount <= MOST_RECORDS) {
    files.set(`${name}.jsonl`, writeTrackerJsonl({ ...recording, image: rounded(recording.image) }));
  }
  return files;
}

/** The usual 586 points: trackers that write .pose files give world landmarks of the body alone. */
function withoutHandWorld(recording: LandmarkRecording): LandmarkRecording {
  if (!recording.world) return recording;
  const { world } = recording;
  const points = world.schema.names.length;
  const confidences = world.confidences.map((value, i) => (i % points < POSE_NAMES.length ? value : 0));
  return { ...recording, world: { ...world, confidences } };
}

/** To a tenth of a thousandth of the picture, about a tenth of a pixel. */
const rounded = (clip: LandmarkClip): LandmarkClip => ({
  ...clip,
  positions: clip.positions.map((value) => Math.round(value * 1e4) / 1e4),
});
