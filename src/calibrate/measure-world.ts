/**
 * Recordings with world landmarks -> lengths in metres, as solver/proportions.ts measures one clip, over all of them at once.
 * Limit: the metres are the tracker's. MediaPipe fits a body of average build to the picture, and shoulders come out 0.30 to 0.33 m wide
 * whoever signs: what it gives lies nearer to the average than the person does.
 */
import { median } from '../math/scalar.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../skeleton/actor/proportions.ts';
import { copyFrameEvidence, type FrameEvidence } from '../solver/lift/evidence.ts';
import { estimateProportions } from '../solver/proportions.ts';
import { groupsOf } from './group-recordings.ts';
import { sampleLength } from './length-samples.ts';
import { LENGTHS } from './lengths.ts';
import { measurePicture } from './measure-picture.ts';
import type { Measurement } from './measurement.ts';
import type { Observation } from './observe-recording.ts';
import type { CalibrateProfile } from './profiles.ts';

export interface WorldMeasurements {
  readonly lengths: ReadonlyMap<string, Measurement>;
  /** With the palm's own shape. */
  readonly proportions: ActorProportions;
}

/** Lengths that a clip's proportions hold as measured; legs are scaled there. */
const MEASURED = LENGTHS.filter(({ part, name }) => part !== 'face' && name !== 'thigh' && name !== 'calf');
const FACE = LENGTHS.filter(({ part }) => part === 'face');

export function measureWorld(
  observations: readonly Observation[],
  profile: CalibrateProfile,
): WorldMeasurements {
  const clear = observations.map((observation) => ({
    ...observation,
    frames: observation.frames.map((frame) => dropUnclear(frame, profile)),
  }));
  const proportions = proportionsOf(clear);
  const groups = groupsOf(clear).map(proportionsOf);
  const anyLean = { ...profile, tiltDeg: { arm: 90, other: 90 } };
  const lengths = new Map<string, Measurement>();
  for (const length of MEASURED) {
    const counts = clear.map((observation) => sampleLength(observation, length, anyLean).length);
    const samples = counts.reduce((sum, count) => sum + count, 0);
    const recordings = counts.filter((count) => count > 0).length;
    if (samples < profile.samples || recordings < profile.clips) continue;
    const metres = length.of(proportions);
    lengths.set(length.name, {
      metres,
      samples,
      recordings,
      groups: groups.map((group) => length.of(group)),
    });
  }
  // the face has no world landmarks: its picture, at the distance of the eyes
  const face = measurePicture(clear, profile, FACE);
  for (const [name, measurement] of face.lengths) lengths.set(name, measurement);
  return { lengths, proportions };
}

function proportionsOf(observations: readonly Observation[]): ActorProportions {
  const noise = {
    body: median(observations.map(({ noise: { body } }) => body)),
    hand: median(observations.map(({ noise: { hand } }) => hand)),
  };
  return estimateProportions(
    observations.flatMap(({ frames }) => frames),
    noise,
    AVERAGE_PROPORTIONS,
  );
}

/** A copy without the body's points of low confidence. */
function dropUnclear(frame: FrameEvidence, { confidence }: CalibrateProfile): FrameEvidence {
  const copy = copyFrameEvidence(frame);
  copy.body.confidences.forEach((value, i) => {
    if (value < confidence) copy.body.confidences[i] = 0;
  });
  return copy;
}
