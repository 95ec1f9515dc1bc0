/**
 * Motion clip -> .pose 0.2, the interchange file of the sign-language community: the solved body and hands as MediaPipe Holistic's points,
 * in metres and as a picture of 1024 x 1024 that a camera 2.4 m in front of the hips would see.
 * Method: forward kinematics (landmarks-of-pose.ts), one camera that stands still. Confidence 1 where the clip was measured, 0.5 where it was
 * repaired, slowed or drawn back; parts that were invented are left out, and so are legs that only rest.
 * Limits: no face mesh and no expression (the head's nose, eyes, ears and mouth are those of an average face); no metadata, no names.
 */
import type { LandmarkClip, LandmarkRecording } from '../../landmarks/landmark-clip.ts';
import {
  HOLISTIC_SCHEMA,
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  POSE_NAMES,
  RIGHT_HAND_OFFSET,
} from '../../landmarks/schema.ts';
import { writePose } from '../../landmarks/writers/pose.ts';
import { type Numbers, subtractVec3, vec3 } from '../../math/vec3.ts';
import {
  assertMotionClip,
  frameRotations,
  frameTranslation,
  type MotionClip,
  type PartName,
  PROVENANCE,
} from '../../motion/motion-clip.ts';
import { computeModelPose, createModelPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { type Camera, project } from '../../space/camera.ts';
import type { Exporter } from '../exporter.ts';
import { landmarksOfPose, type PartPoints } from './landmarks-of-pose.ts';

/** About the field of view of a webcam; written out so that no tangent is computed. */
const CAMERA: Camera = { width: 1024, height: 1024, focal: 1100 };

/** From the camera to the hips, and how far above them it stands: head and lowered hands are both in the picture. Metres. */
const DISTANCE = 2.4;
const HEIGHT = 0.3;

/** Throws E_MOTION for a clip that breaks a validity rule. */
export const poseExporter: Exporter = {
  extension: 'pose',
  description: '.pose 0.2: the solved body and hands as MediaPipe points, in metres and as a picture',
  async exportClip({ clip, rig }, stem) {
    assertMotionClip(clip);
    return [{ name: `${stem}.pose`, bytes: writePose(recordingOf(clip, rig)) }];
  },
};

function recordingOf(clip: MotionClip, rig: Rig): LandmarkRecording {
  const image = emptyClip(clip, 'image');
  const world = emptyClip(clip, 'world');
  const pose = createModelPose(clip.skeleton.jointNames.length);
  const legsMove = movesLegs(clip, rig);
  const hipHeight = clip.translations[1];
  const seen = [0, 0];
  for (let f = 0; f < clip.frameCount; f++) {
    computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f), pose);
    for (const { offset, points } of landmarksOfPose(rig, pose)) {
      const origin = offset === 0 ? hips(points) : points[0];
      if (!origin) continue;
      const depth = DISTANCE - origin[2];
      points.forEach((point, i) => {
        const confidence = point ? confidenceOf(clip, f, partOf(offset, i), legsMove) : 0;
        if (!point || confidence === 0) return;
        const at = f * LANDMARK_COUNT + offset + i;
        const fromCamera = [point[0], point[1] - hipHeight - HEIGHT, point[2] - DISTANCE];
        project(CAMERA, fromCamera, seen);
        const z = -((point[2] - origin[2]) * CAMERA.focal) / depth / CAMERA.width;
        image.positions.set([seen[0], seen[1], z], at * 3);
        world.positions.set(subtractVec3(point, origin, vec3()) as Float64Array, at * 3);
        image.confidences[at] = confidence;
        world.confidences[at] = confidence;
      });
    }
  }
  return {
    image,
    world,
    imageSize: { width: CAMERA.width, height: CAMERA.height },
    depth: 'world',
    source: { kind: 'motion', name: '', metadata: {} },
    issues: [],
  };
}

const emptyClip = ({ timing, frameCount }: MotionClip, space: LandmarkClip['space']): LandmarkClip => ({
  schema: HOLISTIC_SCHEMA,
  timing,
  frameCount,
  positions: new Float32Array(frameCount * LANDMARK_COUNT * 3),
  confidences: new Float32Array(frameCount * LANDMARK_COUNT),
  space,
});

function hips(points: PartPoints['points']): Numbers | null {
  const left = points[POSE_NAMES.indexOf('leftHip')];
  const right = points[POSE_NAMES.indexOf('rightHip')];
  return left && right ? [0, 1, 2].map((axis) => (left[axis] + right[axis]) / 2) : null;
}

type SolvedPart = PartName | 'legs';

/** The part of the solver's that a landmark shows. */
function partOf(offset: number, point: number): SolvedPart {
  if (offset === LEFT_HAND_OFFSET) return 'leftHand';
  if (offset === RIGHT_HAND_OFFSET) return 'rightHand';
  const name = POSE_NAMES[point];
  if (/nose|Eye|Ear|mouth/.test(name)) return 'head';
  if (/Knee|Ankle|Heel|Foot/.test(name)) return 'legs';
  if (/Shoulder|Hip/.test(name)) return 'trunk';
  const side = name.startsWith('left') ? 'left' : 'right';
  return /Elbow|Wrist/.test(name) ? `${side}Arm` : `${side}Hand`;
}

function confidenceOf(clip: MotionClip, frame: number, part: SolvedPart, legsMove: boolean): number {
  if (part === 'legs') return legsMove ? 1 : 0;
  const column = clip.partNames.indexOf(part);
  const flags = column < 0 ? 0 : clip.provenance[frame * clip.partNames.length + column];
  if (flags & PROVENANCE.invented) return part === 'trunk' ? 0.5 : 0;
  return flags === 0 ? 1 : 0.5;
}

function movesLegs({ skeleton, rotations }: MotionClip, rig: Rig): boolean {
  const stride = skeleton.jointNames.length * 4;
  const legs = [rig.joints.leftThigh, rig.joints.rightThigh, rig.joints.leftCalf, rig.joints.rightCalf];
  return legs.some((joint) => {
    if (joint === undefined) return false;
    for (let at = joint * 4; at < rotations.length; at += stride) {
      for (let i = 0; i < 4; i++) {
        if (Math.abs(rotations[at + i] - skeleton.restRotations[joint * 4 + i]) > 1e-4) return true;
      }
    }
    return false;
  });
}
