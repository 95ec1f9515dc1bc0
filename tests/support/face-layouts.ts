/** Faces as recordings keep them: all points, without irises, or the contours alone (lips, eyes, brows, oval), as in .pose files of 178 points. */
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { FACE_OFFSET, FACE_POINT_COUNT, LANDMARK_COUNT } from '../../src/landmarks/schema.ts';

/** The 128 contour points of MediaPipe's face mesh: lips, each eye with its brow, oval. */
export const CONTOUR_POINTS: readonly number[] = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178,
  87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 263, 249, 390, 373, 374, 380, 381,
  382, 362, 466, 388, 387, 386, 385, 384, 398, 276, 283, 282, 295, 285, 300, 293, 334, 296, 336, 33, 7, 163,
  144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 46, 53, 52, 65, 55, 70, 63, 105, 66, 107,
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];

/** The recording with only these points of the face, in place. */
export function withoutFacePoints(recording: LandmarkRecording, kept: readonly number[]): LandmarkRecording {
  const { confidences, frameCount } = recording.image!;
  const stays = new Set(kept);
  for (let f = 0; f < frameCount; f++) {
    for (let i = 0; i < FACE_POINT_COUNT; i++)
      if (!stays.has(i)) confidences[f * LANDMARK_COUNT + FACE_OFFSET + i] = 0;
  }
  return recording;
}
