/**
 * The motion of an actor -> what a tracker would say of a video of it: image and world landmarks.
 *
 * A level pinhole camera stands 2 m in front of the person and frames it as asked, 1280 x 720. Conventions are those of
 * landmark-clip.ts: image depth in picture widths by weak perspective, with mid-hip, wrist or the middle of the head as
 * origin; world landmarks from mid-hip, or from the mean of a hand's points. A body point outside the picture has a low confidence,
 * a hand or face is found or not found as a whole.
 */
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import {
  FACE_OFFSET,
  FACE_POINT_COUNT,
  HOLISTIC_SCHEMA,
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  POSE_OFFSET,
  RIGHT_HAND_OFFSET,
} from '../../src/landmarks/schema.ts';
import { addVec3, copyVec3, lerpVec3, type Numbers, scaleVec3, subtractVec3 } from '../../src/math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../src/motion/motion-clip.ts';
import { type ActorJoint, actorJoint, SIDES, type Side } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { type Camera, createCamera, project } from '../../src/space/camera.ts';
import { facePoints } from './face-expression.ts';
import { handLandmarks } from './hand-points.ts';
import { headPoint } from './head-point.ts';
import { poseLandmarks } from './pose-landmarks.ts';
import type { Framing, SignScript } from './sign-script.ts';
import { sampleTrack } from './track.ts';

const WIDTH = 1280;
const HEIGHT = 720;
const CAMERA_DISTANCE = 2;

/** Typical of MediaPipe for points in and out of the picture. */
const SEEN = 0.99;
const UNSEEN = 0.06;

/** Points of a hand that must lie in the picture for the hand to be found. */
const HAND_QUORUM = 15;

const HAND_OFFSETS = { left: LEFT_HAND_OFFSET, right: RIGHT_HAND_OFFSET } as const;

export function recordLandmarks(script: SignScript, actor: Rig, motion: MotionClip): LandmarkRecording {
  const image = emptyClip(motion, 'image');
  const world = emptyClip(motion, 'world');
  const film = createFilm(script.framing, motion.translations);
  for (let frame = 0; frame < motion.frameCount; frame++) {
    const rotations = frameRotations(motion, frame);
    const pose = computeModelPose(motion.skeleton, rotations, frameTranslation(motion, frame));
    const joint = (name: ActorJoint) => pose.positions[actorJoint(name)];
    const hips = lerpVec3(joint('leftThigh'), joint('rightThigh'), 0.5);
    const body = poseLandmarks(actor, pose);
    const seen = (point: Numbers) => (film.sees(point) ? SEEN : UNSEEN);
    write(image, frame, POSE_OFFSET, body, (point) => film.take(point, hips), seen);
    write(world, frame, POSE_OFFSET, body, (point) => subtractVec3(point, hips), seen);
    for (const side of SIDES) {
      const hand = handLandmarks(actor, pose, side);
      if (isLost(script, side, frame) || hand.filter(film.sees).length < HAND_QUORUM) continue;
      const centre = meanOf(hand);
      write(image, frame, HAND_OFFSETS[side], hand, (point) => film.take(point, hand[0]));
      write(world, frame, HAND_OFFSETS[side], hand, (point) => subtractVec3(point, centre));
    }
    const headCentre = headPoint(actor, pose, [0, 0, 0]);
    const points = facePoints(sampleTrack(script.face, frame));
    const face = Array.from({ length: FACE_POINT_COUNT }, (_, i) =>
      headPoint(actor, pose, points.subarray(i * 3, i * 3 + 3)),
    );
    write(image, frame, FACE_OFFSET, face, (point) => film.take(point, headCentre));
  }
  return {
    image,
    world,
    imageSize: { width: WIDTH, height: HEIGHT },
    depth: 'world',
    source: {
      kind: 'generated',
      name: script.name,
      metadata: { title: script.name, description: script.summary, licence: 'CC0-1.0' },
    },
    issues: [],
  };
}

interface Film {
  /** Image landmark of a point, its depth relative to `origin`. */
  take(point: Numbers, origin: Numbers): Numbers;
  sees(this: void, point: Numbers): boolean;
}

function createFilm({ bottom, top }: Framing, [, hipHeight]: Float32Array): Film {
  const fieldOfView = 2 * Math.atan(((top - bottom) / 2 / CAMERA_DISTANCE) * (WIDTH / HEIGHT));
  const camera: Camera = createCamera(WIDTH, HEIGHT, fieldOfView);
  const place = [0, hipHeight + (bottom + top) / 2, CAMERA_DISTANCE];
  const view = (point: Numbers) => subtractVec3(point, place);
  const inside = (x: number) => x > 0 && x < 1;
  const take = (point: Numbers, origin: Numbers) => {
    const at = view(point);
    const depth = -view(origin)[2];
    const picture = project(camera, at, [0, 0, 0]);
    picture[2] = ((-at[2] - depth) / depth) * (camera.focal / WIDTH);
    return picture;
  };
  const sees = (point: Numbers) => {
    const picture = project(camera, view(point), [0, 0]);
    return inside(picture[0]) && inside(picture[1]);
  };
  return { take, sees };
}

const isLost = (script: SignScript, side: Side, frame: number): boolean =>
  script.dropouts.some((gap) => gap.side === side && frame >= gap.first && frame <= gap.last);

function emptyClip({ timing, frameCount }: MotionClip, space: 'image' | 'world'): LandmarkClip {
  return {
    schema: HOLISTIC_SCHEMA,
    timing,
    frameCount,
    positions: new Float32Array(frameCount * LANDMARK_COUNT * 3),
    confidences: new Float32Array(frameCount * LANDMARK_COUNT),
    space,
  };
}

function meanOf(points: Numbers[]): Numbers {
  const sum = points.reduce((total, point) => addVec3(total, point));
  return scaleVec3(sum, 1 / points.length);
}

/** @param see landmark of a point of the body @param confidence 1 unless given */
function write(
  clip: LandmarkClip,
  frame: number,
  offset: number,
  points: Numbers[],
  see: (point: Numbers) => Numbers,
  confidence: (point: Numbers) => number = () => 1,
): void {
  points.forEach((point, i) => {
    const at = frame * LANDMARK_COUNT + offset + i;
    copyVec3(see(point), clip.positions.subarray(at * 3, at * 3 + 3));
    clip.confidences[at] = confidence(point);
  });
}
