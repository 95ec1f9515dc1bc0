/** One arm through time: rotation of the upper arm and flexion of the elbow. Camera space, metres, radians. */
import { quat, quatAxisX, quatAxisY, quatFromTo, rotateVec3 } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { crossVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import { addChainPoint, chainMisfit, createChainScratch, createSeenJoint, poseChain } from '../chain-fit.ts';
import { rotationCurvature, turnHinge, turnRotation } from '../time/rotation-steps.ts';
import { CAUGHT, type Track } from '../time/track.ts';
import type { ArmEvidence } from './arm-evidence.ts';
import type { ArmModel } from './arm-model.ts';
import type { ArmValues } from './arm-values.ts';

export interface ArmTrack {
  readonly model: ArmModel;
  evidence(frame: number): ArmEvidence;
  values(frame: number): ArmValues;
  /** How lively the arm is about a frame, radians per frame^2. */
  activity(frame: number): number;
}

/** The twist of a straight arm is unseen: it stays near that of an arm swung out of the T-pose. */
const TWIST = 60 * RADIANS;
const BARRIER = 2 * RADIANS;
const ELBOW_RANGE = [0, 155 * RADIANS] as const;

export function createArmTrack({ model, evidence, values, activity }: ArmTrack): Track {
  const scratch = createChainScratch(2);
  const lateral = vec3(model.side === 'left' ? 1 : -1, 0, 0);
  return {
    size: 4,
    linearize(frame, information, vector) {
      const { upper, elbow } = values(frame);
      poseChain(model, upper, elbow, scratch);
      addAnatomy(lateral, upper, elbow, information, vector);
      readSeen(evidence(frame));
      if (elbowSeen.lateral > 0) addChainPoint(scratch, 1, elbowSeen, SIGHT, information, vector);
      if (wristSeen.lateral > 0) addChainPoint(scratch, 2, wristSeen, SIGHT, information, vector);
    },
    isCaught(frame) {
      const { upper, elbow } = values(frame);
      poseChain(model, upper, elbow, scratch);
      readSeen(evidence(frame));
      const sum = chainMisfit(scratch, 1, elbowSeen, SIGHT) + chainMisfit(scratch, 2, wristSeen, SIGHT);
      return sum / 6 > CAUGHT;
    },
    curvature(frame, dst) {
      rotationCurvature(values(frame - 1).upper, values(frame).upper, values(frame + 1).upper, dst);
      dst[3] = values(frame - 1).elbow[0] - 2 * values(frame).elbow[0] + values(frame + 1).elbow[0];
    },
    weights(frame, dst) {
      dst.fill(1 / activity(frame) ** 2);
    },
    update(frame, increments, offset) {
      turnRotation(values(frame).upper, increments, offset);
      const { elbow } = values(frame);
      elbow[0] = turnHinge(elbow[0], increments[offset + 3]);
    },
  };
}

/** Elbow and wrist from the shoulder. */
function readSeen(e: ArmEvidence): void {
  subtractVec3(e.elbow, e.shoulder, elbowSeen.place);
  elbowSeen.lateral = e.elbowLateral;
  elbowSeen.depth = e.elbowDepth;
  subtractVec3(e.wrist, e.shoulder, wristSeen.place);
  wristSeen.lateral = e.wristLateral;
  wristSeen.depth = e.wristDepth;
}

function addAnatomy(
  lateral: Float64Array,
  upper: Float64Array,
  elbow: Float64Array,
  information: Float64Array,
  vector: Float64Array,
): void {
  quatAxisX(upper, bone);
  quatAxisY(upper, flexor);
  rotateVec3(quatFromTo(lateral, bone, swing), FRONT, plain);
  crossVec3(plain, flexor, cross);
  const sine = cross[0] * bone[0] + cross[1] * bone[1] + cross[2] * bone[2];
  const cosine = plain[0] * flexor[0] + plain[1] * flexor[1] + plain[2] * flexor[2];
  const twist = Math.atan2(sine, cosine);
  const weight = 1 / (TWIST * TWIST);
  for (let i = 0; i < 3; i++) {
    vector[i] -= weight * twist * bone[i];
    for (let j = 0; j < 3; j++) information[i * 4 + j] += weight * bone[i] * bone[j];
  }
  const beyond = elbow[0] - Math.min(Math.max(elbow[0], ELBOW_RANGE[0]), ELBOW_RANGE[1]);
  if (beyond === 0) return;
  information[15] += 1 / (BARRIER * BARRIER);
  vector[3] -= beyond / (BARRIER * BARRIER);
}

const FRONT = vec3(0, 0, 1);
const SIGHT = FRONT;
const elbowSeen = createSeenJoint();
const wristSeen = createSeenJoint();
const bone = vec3();
const flexor = vec3();
const plain = vec3();
const cross = vec3();
const swing = quat();
