/** How sure the tracker was of the arms that sign: mean confidence of shoulder, elbow and wrist over the recording. */
import { type LandmarkRecording, primaryClip } from '../landmarks/landmark-clip.ts';
import { POSE_NAMES } from '../landmarks/schema.ts';
import type { Side } from '../skeleton/actor/joints.ts';

/** 0..1; null where there is no arm to be sure of. A point that is never there does not count: waist-up crops have no fault in it. */
export function armConfidence(recording: LandmarkRecording, sides: readonly Side[]): number | null {
  const { confidences, frameCount, schema } = primaryClip(recording);
  const points = sides.flatMap((side) =>
    (['Shoulder', 'Elbow', 'Wrist'] as const).map((name) => POSE_NAMES.indexOf(`${side}${name}`)),
  );
  const means = points.flatMap((point) => {
    let sum = 0;
    for (let f = 0; f < frameCount; f++) sum += confidences[f * schema.names.length + point];
    return sum > 0 ? [sum / frameCount] : [];
  });
  return means.length === 0 ? null : means.reduce((a, b) => a + b) / means.length;
}
