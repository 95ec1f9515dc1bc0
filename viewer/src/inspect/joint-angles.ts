/**
 * A frame of a clip -> the anatomical angles of a joint, radians, against the T-pose: flexion, abduction, twist, which are the angles that
 * the limits are given in. Method: the pose is copied back to the actor by rotations alone, whatever the rest pose and bone axes of the
 * skeleton are. Of rigs whose forearm carries a part of the hand's twist, the hand is shown all of it.
 */
import {
  type ActorJoint,
  type AnatomicalAngles,
  actorJoint,
  anglesFromRotation,
  createActor,
  createAnatomy,
  createRetargetState,
  JOINT_LIMITS,
  type JointLimit,
  type Rig,
  retargetFrame,
} from '../../../src/index.ts';
import type { ShownMotion } from '../clip/motion.ts';

/** Fills `dst`. */
export type AngleReader = (role: ActorJoint, frame: number, dst: AnatomicalAngles) => void;

type Motion = Pick<ShownMotion, 'framesPerSecond' | 'jointNames' | 'rotations'>;

export function createAngleReader(rig: Rig, motion: Motion): AngleReader {
  const actor = createActor();
  const anatomy = createAnatomy(actor);
  const state = createRetargetState(rig, actor, motion.framesPerSecond, { places: false });
  const { jointNames, restRotations, restTranslations, translatedJoint } = rig.skeleton;
  const columns = jointNames.map((name) => motion.jointNames.indexOf(name));
  const stride = motion.jointNames.length * 4;
  const pose = Float64Array.from(restRotations);
  const place = restTranslations.subarray(translatedJoint * 3, translatedJoint * 3 + 3);
  const turned = {
    rotations: new Float64Array(actor.skeleton.jointNames.length * 4),
    translation: new Float64Array(3),
  };
  const forearm = { flexion: 0, abduction: 0, twist: 0 };
  const readAngles = (role: ActorJoint, dst: AnatomicalAngles) => {
    const joint = actorJoint(role);
    return anglesFromRotation(anatomy, joint, turned.rotations.subarray(joint * 4, joint * 4 + 4), dst);
  };
  return (role, frame, dst) => {
    for (let j = 0; j < columns.length; j++) {
      if (columns[j] < 0) continue;
      const at = frame * stride + columns[j] * 4;
      for (let k = 0; k < 4; k++) pose[j * 4 + k] = motion.rotations[at + k];
    }
    retargetFrame(state, pose, place, turned);
    readAngles(role, dst);
    if (role.endsWith('Hand')) {
      readAngles(role === 'leftHand' ? 'leftLowerArm' : 'rightLowerArm', forearm);
      dst.twist = wrapped(dst.twist + forearm.twist);
    } else if (role.endsWith('LowerArm')) untwist(dst);
  };
}

/** An elbow does not turn about its bone: what is found of that is the hand's pronation, which the bend is seen without. */
function untwist(angles: AnatomicalAngles): void {
  const { flexion, abduction, twist } = angles;
  angles.flexion = flexion * Math.cos(twist) - abduction * Math.sin(twist);
  angles.abduction = abduction * Math.cos(twist) + flexion * Math.sin(twist);
  angles.twist = 0;
}

const wrapped = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

/** Degrees; null for joints without one. */
export const limitOfRole = (role: ActorJoint | undefined): JointLimit | null =>
  role === undefined ? null : (JOINT_LIMITS.find(({ joint }) => joint === actorJoint(role)) ?? null);
