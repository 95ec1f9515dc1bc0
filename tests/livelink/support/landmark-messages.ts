/** A recording as the messages of a tracker that sends it live. */
import type { LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import { primaryClip } from '../../../src/landmarks/landmark-clip.ts';
import { createLandmarkFrame, landmarkFrame } from '../../../src/landmarks/landmark-frame.ts';
import { type LandmarkPartName, landmarkPart } from '../../../src/landmarks/schema.ts';
import type { LandmarksMessage, Point } from '../../../src/livelink/protocol/landmarks-message.ts';
import { framesPerSecond } from '../../../src/space/timing.ts';

export function landmarkMessages(recording: LandmarkRecording, startTime = 0): LandmarksMessage[] {
  const { frameCount, timing } = primaryClip(recording);
  const frame = createLandmarkFrame();
  return Array.from({ length: frameCount }, (_, f) => {
    const { image, imageConfidences, world, worldConfidences } = landmarkFrame(recording, f, frame);
    const list = (
      part: LandmarkPartName,
      positions: Float32Array | null,
      confidences: Float32Array | null,
      sign: number,
    ): readonly Point[] | undefined => {
      const { offset, count } = landmarkPart(part);
      if (!positions || !confidences?.subarray(offset, offset + count).some((value) => value > 0))
        return undefined;
      return Array.from({ length: count }, (_, i) => {
        const at = (offset + i) * 3;
        return [
          positions[at],
          sign * positions[at + 1],
          sign * positions[at + 2],
          confidences[offset + i],
        ].map((value) => Math.round(value * 1e6) / 1e6);
      });
    };
    return JSON.parse(
      JSON.stringify({
        op: 'landmarks',
        time: startTime + f / framesPerSecond(timing.rate),
        pose: list('pose', image, imageConfidences, 1),
        leftHand: list('leftHand', image, imageConfidences, 1),
        rightHand: list('rightHand', image, imageConfidences, 1),
        face: list('face', image, imageConfidences, 1),
        poseWorld: list('pose', world, worldConfidences, -1),
        leftHandWorld: list('leftHand', world, worldConfidences, -1),
        rightHandWorld: list('rightHand', world, worldConfidences, -1),
      }),
    ) as LandmarksMessage;
  });
}
