/**
 * A sign's script -> the motion of the actor. Solve space, metres.
 * Every frame is posed in the order trunk, head, fingers, left arm, right arm. Anchors are looked up in the posed body of that very
 * frame, so that a contact holds while the head or the trunk moves. Between two orientations the wrist moves through its own angles,
 * which stay inside the ranges of motion when those at both ends do.
 */

import { CANONICAL_FACE } from '../../src/landmarks/face/canonical-face.ts';
import {
  alignQuatSign,
  conjugateQuat,
  expQuat,
  multiplyQuat,
  quatFromAlongAndSide,
  relativeQuat,
  rotateVec3,
  slerpQuat,
} from '../../src/math/quat.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import {
  addScaledVec3,
  addVec3,
  lerpVec3,
  type Numbers,
  scaleVec3,
  subtractVec3,
} from '../../src/math/vec3.ts';
import { frameRotations, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { type ActorJoint, actorJoint, FINGERS, SIDES, type Side } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose, type ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { jointCount } from '../../src/skeleton/skeleton.ts';
import { poseArm } from './arm-pose.ts';
import { handPoint } from './hand-points.ts';
import type { Handshape } from './handshapes.ts';
import { headPoint } from './head-point.ts';
import { anatomicalAxes, jointTurn } from './joint-turn.ts';
import type { Anchor, BodyTurn, BodyVector, HandOrientation, Place, SignScript } from './sign-script.ts';
import { sampleTrack, trackSpan } from './track.ts';
import { mixWristTurns } from './wrist-turn.ts';

const FRAMES_PER_SECOND = 25;

/** Shares of a turn per joint, growing upwards: the loins take little. */
const TRUNK_SHARES: readonly (readonly [ActorJoint, number])[] = [
  ['spine1', 0.1],
  ['spine2', 0.15],
  ['spine3', 0.2],
  ['spine4', 0.25],
  ['spine5', 0.3],
];
const HEAD_SHARES: readonly (readonly [ActorJoint, number])[] = [
  ['neck1', 0.25],
  ['neck2', 0.25],
  ['head', 0.5],
];

export function performSign(script: SignScript, actor: Rig): MotionClip {
  const { skeleton } = actor;
  const { frameCount } = script;
  const clip: MotionClip = {
    name: script.name,
    skeleton,
    timing: { rate: { numerator: FRAMES_PER_SECOND, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: new Float32Array(frameCount * 3),
    rotations: new Float32Array(frameCount * jointCount(skeleton) * 4),
    curveNames: [],
    curves: new Float32Array(0),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
  const pelvis = skeleton.translatedJoint * 3;
  for (let frame = 0; frame < frameCount; frame++) {
    const rotations = frameRotations(clip, frame);
    poseFrame(script, actor, frame, SIDES, rotations);
    if (frame > 0) alignSigns(rotations, frameRotations(clip, frame - 1));
    clip.translations.set(skeleton.restTranslations.subarray(pelvis, pelvis + 3), frame * 3);
  }
  return clip;
}

/** Poses trunk, head, fingers and the arms of `sides`; the right arm needs the left. */
function poseFrame(
  script: SignScript,
  actor: Rig,
  frame: number,
  sides: readonly Side[],
  rotations: Float32Array,
): void {
  const { skeleton } = actor;
  rotations.set(skeleton.restRotations);
  turnBody(rotations, TRUNK_SHARES, sampleTrack(script.trunk, frame));
  turnBody(rotations, HEAD_SHARES, sampleTrack(script.head, frame));
  for (const side of SIDES) shapeHand(actor, side, sampleTrack(script[side].shape, frame), rotations);
  const pose = computeModelPose(skeleton, rotations, null);
  for (const side of sides) {
    placeArm(script, actor, frame, side, pose, rotations);
    computeModelPose(skeleton, rotations, null, pose);
  }
}

function turnBody(
  rotations: Float32Array,
  shares: readonly (readonly [ActorJoint, number])[],
  { nod, turn, tilt }: BodyTurn,
): void {
  for (const [name, share] of shares) {
    const vector = scaleVec3([nod, turn, -tilt], share * RADIANS);
    rotations.set(expQuat(vector) as Float64Array, actorJoint(name) * 4);
  }
}

function shapeHand(actor: Rig, side: Side, shape: Handshape, rotations: Float32Array): void {
  const turn = (name: ActorJoint, flexDeg: number, abductDeg = 0) => {
    const joint = actorJoint(name);
    rotations.set(jointTurn(actor, joint, side, { flexDeg, abductDeg }) as Float64Array, joint * 4);
  };
  FINGERS.forEach((finger, f) => {
    const [knuckle, middle, end] = shape.fingersDeg[f];
    turn(`${side}${finger}1`, knuckle, shape.spreadDeg[f]);
    turn(`${side}${finger}2`, middle);
    turn(`${side}${finger}3`, end);
  });
  turn(`${side}Thumb1`, shape.thumbDeg.flex, shape.thumbDeg.abduct);
  turn(`${side}Thumb2`, shape.thumbDeg.mcp);
  turn(`${side}Thumb3`, shape.thumbDeg.ip);
}

function placeArm(
  script: SignScript,
  actor: Rig,
  frame: number,
  side: Side,
  pose: ModelPose,
  rotations: Float32Array,
): void {
  const arm = script[side];
  const chest = pose.rotations[actorJoint('spine5')];
  const toModel = (v: BodyVector) => rotateVec3(chest, [side === 'left' ? v[0] : -v[0], v[1], v[2]]);
  const handJoint = actorJoint(`${side}Hand`);
  const handAxes = conjugateQuat(anatomicalAxes(actor, handJoint));
  const orient = ({ palm, fingers }: HandOrientation) =>
    multiplyQuat(quatFromAlongAndSide(toModel(fingers), toModel(palm)), handAxes);
  const handThen = (then: number) => {
    const { from, to, share } = trackSpan(arm.orientation, then);
    return slerpQuat(orient(from), orient(to), share);
  };
  const wristFor = ({ point, at }: Place, then: number) =>
    subtractVec3(
      anchorPosition(actor, pose, side, at),
      rotateVec3(handThen(then), wristToPoint(actor, pose, side, point)),
    );
  const { from, to, leave, reach, share } = trackSpan(arm.place, frame);
  const wrist = lerpVec3(wristFor(from, leave), wristFor(to, reach), share);
  if (to.swing) addScaledVec3(wrist, toModel(to.swing), 16 * share ** 2 * (1 - share) ** 2, wrist);
  const elbow = toModel(sampleTrack(arm.elbow, frame));
  const forearm = poseArm(actor, pose, side, { wrist, elbow }, rotations);
  const turn = trackSpan(arm.orientation, frame);
  const hand =
    turn.share === 0
      ? relativeQuat(forearm, orient(turn.from))
      : mixWristTurns(
          handTurn(script, actor, turn.leave, side),
          handTurn(script, actor, turn.reach, side),
          turn.share,
        );
  rotations.set(hand as Float64Array, handJoint * 4);
}

/** Local rotation of the hand at a frame at which its orientation is keyed, where it needs no other frame. */
function handTurn(script: SignScript, actor: Rig, frame: number, side: Side): Float32Array {
  const rotations = new Float32Array(actor.skeleton.restRotations.length);
  poseFrame(script, actor, frame, side === 'left' ? ['left'] : SIDES, rotations);
  const hand = actorJoint(`${side}Hand`) * 4;
  return rotations.subarray(hand, hand + 4);
}

/** From the wrist to a point of the hand as its fingers are bent now, in the frame of the hand joint. */
function wristToPoint(actor: Rig, pose: ModelPose, side: Side, point: Place['point']): Numbers {
  const hand = actorJoint(`${side}Hand`);
  const offset = subtractVec3(handPoint(actor, pose, side, point), pose.positions[hand]);
  return rotateVec3(conjugateQuat(pose.rotations[hand]), offset);
}

function anchorPosition(actor: Rig, pose: ModelPose, side: Side, anchor: Anchor): Numbers {
  if ('leftHand' in anchor) return handPoint(actor, pose, 'left', anchor.leftHand);
  if ('facePoint' in anchor) {
    const i = anchor.facePoint * 3;
    return headPoint(actor, pose, CANONICAL_FACE.subarray(i, i + 3));
  }
  const joint = actorJoint(anchor.joint);
  const [outward, up, forward] = anchor.offset;
  const offset = rotateVec3(pose.rotations[joint], [side === 'left' ? outward : -outward, up, forward]);
  return addVec3(offset, pose.positions[joint]);
}

function alignSigns(rotations: Float32Array, previous: Float32Array): void {
  for (let i = 0; i < rotations.length; i += 4) {
    alignQuatSign(rotations.subarray(i, i + 4), previous.subarray(i, i + 4));
  }
}
