/** Parts of the person that a recording says nothing of, and what follows from that. */
import { type Issue, issue } from '../issues/issues.ts';
import { type LandmarkRecording, primaryClip } from '../landmarks/landmark-clip.ts';
import { type LandmarkPartName, landmarkPart } from '../landmarks/schema.ts';

export function missingParts(recording: LandmarkRecording): Issue[] {
  const { frameCount, confidences, schema } = primaryClip(recording);
  const isSeen = (name: LandmarkPartName): boolean => {
    const { offset, count } = landmarkPart(name);
    for (let f = 0; f < frameCount; f++) {
      const first = f * schema.names.length + offset;
      for (let i = first; i < first + count; i++) if (confidences[i] > 0) return true;
    }
    return false;
  };
  const hasBody = isSeen('pose');
  if (!hasBody)
    return [
      issue('W_BODY_MISSING', 'Expected body landmarks, found none: the trunk rests, arms are guessed.'),
    ];
  if (isSeen('face')) return [];
  return [
    issue(
      'W_FACE_MISSING',
      'Expected face landmarks, found none: the head follows the body points and the face stays still.',
    ),
  ];
}
