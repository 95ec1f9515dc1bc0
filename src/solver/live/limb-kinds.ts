/** What the live solver follows: trunk, head, arm, hand. Each says how its values are stored, copied and predicted. */

import { angleQuat, copyQuat, multiplyQuat, quat, quatFromAxisAngle, rotateVec3 } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { angleVec3, copyVec3, distanceVec3, vec3 } from '../../math/vec3.ts';
import type { ArmEvidence } from '../arm/arm-evidence.ts';
import type { ArmModel } from '../arm/arm-model.ts';
import { createArmTrack } from '../arm/arm-track.ts';
import { type ArmValues, createArmValues } from '../arm/arm-values.ts';
import type { HandModel } from '../hand/hand-model.ts';
import { createFingerTrack, createPalmTrack, type HandTrack } from '../hand/hand-track.ts';
import { createHandValues, type HandValues } from '../hand/hand-values.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import type { LimbKind } from '../time/live-limb.ts';
import { createPointTrack } from '../time/point-track.ts';
import { extrapolateRotation } from '../time/rotation-steps.ts';
import { createTurnTrack } from '../time/turn-track.ts';
import { TRUNK_LANDMARKS } from '../trunk/trunk-points.ts';

/** Expected accelerations, unit per second^2: constant, since live nobody knows yet whether a move has begun. */
export const LIVE_ACCELERATION = { trunk: 3, head: 15, arm: 22, palm: 28, fingers: 32 } as const;

/** A prediction is off by this many frames' worth of expected acceleration. */
const PREDICTION_ERROR = 3;

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

const predictionWeight = (acceleration: number, fps: number): number =>
  ((PREDICTION_ERROR * acceleration) / (fps * fps)) ** -2;

/** What the newest frame shows; set before a limb is pushed. */
export interface TrunkInput {
  body: EvidencePoints | null;
  noise: number;
}

export function trunkKind(input: TrunkInput, fps: number): LimbKind<readonly Float64Array[]> {
  return {
    create: () => TRUNK_LANDMARKS.map(() => vec3()),
    copy: (from, to) => {
      for (let i = 0; i < from.length; i++) copyVec3(from[i], to[i]);
    },
    extrapolate: (before, last, share, dst) => {
      for (let i = 0; i < dst.length; i++) {
        for (let k = 0; k < 3; k++) dst[i][k] = last[i][k] + share * (last[i][k] - before[i][k]);
      }
    },
    apart: (expected, shown) =>
      distanceVec3(expected[0], shown[0]) > APART.trunk && distanceVec3(expected[1], shown[1]) > APART.trunk,
    createTracks: (values) =>
      TRUNK_LANDMARKS.map((index, i) =>
        createPointTrack({
          points: () => input.body,
          index,
          values: (frame) => values(frame)[i],
          activity: () => LIVE_ACCELERATION.trunk / (fps * fps),
          noise: () => input.noise,
        }),
      ),
    predictionWeight: () => predictionWeight(LIVE_ACCELERATION.trunk, fps),
  };
}

export interface HeadInput {
  readonly rotation: Float64Array;
  precision: number;
}

export function headKind(input: HeadInput, fps: number): LimbKind<Float64Array> {
  return {
    create: () => quat(),
    copy: copyQuat,
    extrapolate: extrapolateRotation,
    apart: (expected, shown) => angleQuat(expected, shown) > APART.head,
    createTracks: (values) => [
      createTurnTrack({
        measured: () => input.rotation,
        precision: () => input.precision,
        values,
        activity: () => LIVE_ACCELERATION.head / (fps * fps),
      }),
    ],
    predictionWeight: () => predictionWeight(LIVE_ACCELERATION.head, fps),
  };
}

export function armKind(model: ArmModel, evidence: ArmEvidence, fps: number): LimbKind<ArmValues> {
  return {
    create: createArmValues,
    copy: (from, to) => {
      copyQuat(from.upper, to.upper);
      to.elbow[0] = from.elbow[0];
    },
    extrapolate: (before, last, share, dst) => {
      extrapolateRotation(before.upper, last.upper, share, dst.upper);
      dst.elbow[0] = last.elbow[0] + share * (last.elbow[0] - before.elbow[0]);
    },
    apart: (expected, shown) =>
      angleVec3(forearmOf(expected, first), forearmOf(shown, second)) > APART.forearm ||
      (shown.elbow[0] > HINGE_SEEN &&
        angleVec3(rotateVec3(expected.upper, Y, first), rotateVec3(shown.upper, Y, second)) > APART.hinge),
    createTracks: (values) => [
      createArmTrack({
        model,
        evidence: () => evidence,
        values,
        activity: () => LIVE_ACCELERATION.arm / (fps * fps),
      }),
    ],
    predictionWeight: () => predictionWeight(LIVE_ACCELERATION.arm, fps),
  };
}

/** Direction of the forearm. */
function forearmOf({ upper, elbow }: ArmValues, dst: Float64Array): Float64Array {
  multiplyQuat(upper, quatFromAxisAngle(Z, elbow[0], bend), bend);
  rotateVec3(bend, X, dst);
  return dst;
}

const X = vec3(1, 0, 0);
const Y = vec3(0, 1, 0);
const Z = vec3(0, 0, 1);
const first = vec3();
const second = vec3();
const bend = quat();

export interface HandInput {
  points: EvidencePoints | null;
  noise: number;
}

export function handKind(model: HandModel, input: HandInput, fps: number): LimbKind<HandValues> {
  return {
    create: createHandValues,
    copy: (from, to) => {
      copyQuat(from.palm, to.palm);
      for (let c = 0; c < from.roots.length; c++) {
        copyQuat(from.roots[c], to.roots[c]);
        to.hinges[c].set(from.hinges[c]);
      }
    },
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
    createTracks: (values) => {
      const hand: HandTrack = {
        model,
        points: () => input.points,
        values,
        noise: () => input.noise,
        // live, a finger that moves is known from too few frames to tell of the palm
        fingerWeight: 0,
        palmActivity: () => LIVE_ACCELERATION.palm / (fps * fps),
        fingerActivity: () => LIVE_ACCELERATION.fingers / (fps * fps),
      };
      return [createPalmTrack(hand), ...model.chains.map((_, c) => createFingerTrack(hand, c))];
    },
    predictionWeight: (track) =>
      predictionWeight(track === 0 ? LIVE_ACCELERATION.palm : LIVE_ACCELERATION.fingers, fps),
  };
}
