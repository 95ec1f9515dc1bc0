/** What the live solver follows: trunk, head, arm, hand. Each says how its values are stored, copied and predicted. */

import { angleQuat, copyQuat, hingeQuat, quat, quatAxisX, quatAxisY } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { angleVec3, copyVec3, distanceVec3, vec3 } from '../../math/vec3.ts';
import { type ArmEvidence, clearArmEvidence, createArmEvidence } from '../arm/arm-evidence.ts';
import type { ArmModel } from '../arm/arm-model.ts';
import { createArmTrack } from '../arm/arm-track.ts';
import { type ArmValues, createArmValues } from '../arm/arm-values.ts';
import type { HandModel } from '../hand/hand-model.ts';
import {
  createFingerTrack,
  createHandSight,
  createPalmTrack,
  type HandSight,
  type HandTrack,
  placePalm,
} from '../hand/hand-track.ts';
import { createHandValues, type HandValues } from '../hand/hand-values.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import type { LimbKind } from '../time/live-limb.ts';
import { createPointTrack } from '../time/point-track.ts';
import { extrapolateRotation } from '../time/rotation-steps.ts';
import { createTurnTrack } from '../time/turn-track.ts';
import { TRUNK_LANDMARKS } from '../trunk/trunk-points.ts';

/** Expected accelerations, unit per second^2. */
const ACCELERATION = {
  trunk: { base: 4, floor: 0.5, gain: 2 },
  head: { base: 15, floor: 2, gain: 1.2 },
  arm: { base: 22, floor: 3, gain: 1.2 },
  palm: { base: 28, floor: 4, gain: 1.2 },
  fingers: { base: 32, floor: 4, gain: 1.2 },
} as const;

/** Jumps between two frames that no limb makes, beyond what is expected of it: metres for the trunk, radians for the rest. */
const APART = {
  trunk: 0.25,
  head: 60 * RADIANS,
  forearm: 60 * RADIANS,
  hinge: 80 * RADIANS,
  palm: 70 * RADIANS,
} as const;

/** Elbow flexion from which its hinge is seen. */
const HINGE_SEEN = 25 * RADIANS;

/** Live, accelerations are expected by the limb (live-limb.ts), not by its tracks. */
const UNUSED = () => 1;

/** Points of a part in one frame; null when it is not seen. */
export interface PointsInput {
  points: EvidencePoints | null;
  noise: number;
}
const createPointsInput = (): PointsInput => ({ points: null, noise: 1 });
const clearPointsInput = (input: PointsInput): void => {
  input.points = null;
};

export function trunkKind(): LimbKind<readonly Float64Array[], PointsInput> {
  return {
    createInput: createPointsInput,
    clearInput: clearPointsInput,
    create: () => TRUNK_LANDMARKS.map(() => vec3()),
    copy: (from, to) => {
      for (let i = 0; i < from.length; i++) copyVec3(from[i], to[i]);
    },
    copyTrack: (track, from, to) => copyVec3(from[track], to[track]),
    groups: TRUNK_LANDMARKS.map(() => 0),
    acceleration: [ACCELERATION.trunk],
    extrapolate: (before, last, share, dst) => {
      for (let i = 0; i < dst.length; i++) {
        for (let k = 0; k < 3; k++) dst[i][k] = last[i][k] + share * (last[i][k] - before[i][k]);
      }
    },
    apart: (expected, shown) =>
      distanceVec3(expected[0], shown[0]) > APART.trunk && distanceVec3(expected[1], shown[1]) > APART.trunk,
    createTracks: (values, input) =>
      TRUNK_LANDMARKS.map((index, i) =>
        createPointTrack({
          points: (frame) => input(frame).points,
          index,
          values: (frame) => values(frame)[i],
          activity: UNUSED,
          noise: (frame) => input(frame).noise,
        }),
      ),
  };
}

export interface HeadInput {
  readonly rotation: Float64Array;
  precision: number;
}

export function headKind(): LimbKind<Float64Array, HeadInput> {
  return {
    createInput: () => ({ rotation: quat(), precision: 0 }),
    clearInput: (input) => {
      input.precision = 0;
    },
    create: () => quat(),
    copy: copyQuat,
    copyTrack: (_, from, to) => copyQuat(from, to),
    groups: [0],
    acceleration: [ACCELERATION.head],
    extrapolate: extrapolateRotation,
    apart: (expected, shown) => angleQuat(expected, shown) > APART.head,
    createTracks: (values, input) => [
      createTurnTrack({
        measured: (frame) => input(frame).rotation,
        precision: (frame) => input(frame).precision,
        values,
        activity: UNUSED,
      }),
    ],
  };
}

export interface ArmInput {
  readonly evidence: ArmEvidence;
  /** The stream's frame. */
  frame: number;
}

/** @param shoulderAt writes the shoulder of a stream frame as it is known by now */
export function armKind(
  model: ArmModel,
  shoulderAt: (frame: number, dst: Float64Array) => void,
): LimbKind<ArmValues, ArmInput> {
  return {
    createInput: () => ({ evidence: createArmEvidence(), frame: -1 }),
    clearInput: ({ evidence }) => clearArmEvidence(evidence),
    refreshInput: ({ evidence, frame }) => shoulderAt(frame, evidence.shoulder),
    create: createArmValues,
    copy: copyArm,
    copyTrack: (_, from, to) => copyArm(from, to),
    groups: [0],
    acceleration: [ACCELERATION.arm],
    extrapolate: (before, last, share, dst) => {
      extrapolateRotation(before.upper, last.upper, share, dst.upper);
      dst.elbow[0] = last.elbow[0] + share * (last.elbow[0] - before.elbow[0]);
    },
    // an elbow that is not seen hangs by rule and contradicts nothing
    apart: (expected, shown, { evidence }) =>
      evidence.elbowLateral > 0 &&
      (angleVec3(forearmOf(expected, first), forearmOf(shown, second)) > APART.forearm ||
        (shown.elbow[0] > HINGE_SEEN &&
          angleVec3(quatAxisY(expected.upper, first), quatAxisY(shown.upper, second)) > APART.hinge)),
    createTracks: (values, input) => [
      createArmTrack({
        model,
        evidence: (frame) => input(frame).evidence,
        values,
        activity: UNUSED,
      }),
    ],
  };
}

function copyArm(from: ArmValues, to: ArmValues): void {
  copyQuat(from.upper, to.upper);
  to.elbow[0] = from.elbow[0];
}

/** Track 0 is the palm, the others are the chains. */
function copyHandTrack(track: number, from: HandValues, to: HandValues): void {
  if (track === 0) {
    copyQuat(from.palm, to.palm);
    return;
  }
  copyQuat(from.roots[track - 1], to.roots[track - 1]);
  to.hinges[track - 1][0] = from.hinges[track - 1][0];
  to.hinges[track - 1][1] = from.hinges[track - 1][1];
}

/** Direction of the forearm. */
function forearmOf({ upper, elbow }: ArmValues, dst: Float64Array): Float64Array {
  hingeQuat(upper, elbow, 0, bend);
  quatAxisX(bend, dst);
  return dst;
}

const first = vec3();
const second = vec3();
const bend = quat();

export function handKind(model: HandModel): LimbKind<HandValues, HandSight> {
  return {
    createInput: () => createHandSight(),
    clearInput: (input) => {
      input.points = null;
    },
    // the palm is known better by now
    refreshInput: (input) => placePalm(model, input),
    create: createHandValues,
    copy: (from, to) => {
      for (let track = 0; track <= from.roots.length; track++) copyHandTrack(track, from, to);
    },
    copyTrack: copyHandTrack,
    groups: [0, ...model.chains.map(() => 1)],
    acceleration: [ACCELERATION.palm, ACCELERATION.fingers],
    extrapolate: (before, last, share, dst) => {
      extrapolateRotation(before.palm, last.palm, share, dst.palm);
      for (let c = 0; c < dst.roots.length; c++) {
        extrapolateRotation(before.roots[c], last.roots[c], share, dst.roots[c]);
        for (let k = 0; k < 2; k++) {
          dst.hinges[c][k] = last.hinges[c][k] + share * (last.hinges[c][k] - before.hinges[c][k]);
        }
      }
    },
    apart: (expected, shown) => angleQuat(expected.palm, shown.palm) > APART.palm,
    createTracks: (values, input) => {
      const hand: HandTrack = {
        model,
        sight: input,
        values,
        // live, a finger that moves is known from too few frames to tell of the palm
        fingerWeight: 0,
        palmActivity: UNUSED,
        fingerActivity: UNUSED,
      };
      return [createPalmTrack(hand), ...model.chains.map((_, c) => createFingerTrack(hand, c))];
    },
  };
}
