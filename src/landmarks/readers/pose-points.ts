/** Components of a .pose file -> which landmark each of its points is. Known are MediaPipe Holistic's and OpenPose's components. */
import type { PoseHeader } from '../../formats/pose/pose-header.ts';
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { landmarkOfName } from '../point-names.ts';
import type { LandmarkPartName } from '../schema.ts';

/** Where the points of one component lie in a track, and which landmarks they are. */
export interface PointRange {
  readonly part: LandmarkPartName;
  readonly isWorld: boolean;
  readonly hasDepth: boolean;
  /** First point of the component in the body. */
  readonly start: number;
  /** Landmark of each point, -1 for those that are left out. */
  readonly landmarks: Int32Array;
}

const COMPONENTS: Readonly<Record<string, { readonly part: LandmarkPartName; readonly isWorld: boolean }>> = {
  POSE_LANDMARKS: { part: 'pose', isWorld: false },
  FACE_LANDMARKS: { part: 'face', isWorld: false },
  LEFT_HAND_LANDMARKS: { part: 'leftHand', isWorld: false },
  RIGHT_HAND_LANDMARKS: { part: 'rightHand', isWorld: false },
  POSE_WORLD_LANDMARKS: { part: 'pose', isWorld: true },
  LEFT_HAND_WORLD_LANDMARKS: { part: 'leftHand', isWorld: true },
  RIGHT_HAND_WORLD_LANDMARKS: { part: 'rightHand', isWorld: true },
  pose_keypoints_2d: { part: 'pose', isWorld: false },
  face_keypoints_2d: { part: 'face', isWorld: false },
  hand_left_keypoints_2d: { part: 'leftHand', isWorld: false },
  hand_right_keypoints_2d: { part: 'rightHand', isWorld: false },
};

/** Throws E_POSE_LAYOUT when no point is known. */
export function mapPosePoints(header: PoseHeader, issues: Issue[]): PointRange[] {
  const ranges: PointRange[] = [];
  const unknown: string[] = [];
  let start = 0;
  for (const component of header.components) {
    const known = Object.hasOwn(COMPONENTS, component.name) ? COMPONENTS[component.name] : undefined;
    const landmarks = Int32Array.from(component.points, (point) => {
      const landmark = known && landmarkOfName(known.part, point);
      if (landmark === undefined) unknown.push(`${component.name}.${point}`);
      return landmark ?? -1;
    });
    if (known && component.format.startsWith('XY')) {
      ranges.push({ ...known, start, landmarks, hasDepth: component.format[2] === 'Z' });
    }
    start += component.points.length;
  }
  if (!ranges.some(({ landmarks }) => landmarks.some((landmark) => landmark >= 0))) {
    const names = header.components.map((component) => component.name).join(', ') || 'none';
    throw new TegnError(
      'E_POSE_LAYOUT',
      `Expected components of MediaPipe Holistic or OpenPose, found ${names}.`,
      {
        found: names,
      },
    );
  }
  if (unknown.length > 0) {
    const list = unknown.slice(0, 3).join(', ');
    issues.push(
      issue('W_POINTS_UNKNOWN', `${unknown.length} points with unknown names were left out: ${list} ...`),
    );
  }
  return ranges;
}
