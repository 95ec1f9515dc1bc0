/**
 * Where the wrist goes -> local rotations of clavicle, upper arm and lower arm.
 *
 * Model space, metres. The elbow is a hinge; pronation is left to the hand, as on a MetaHuman. Method: two-bone IK in the plane
 * of shoulder, wrist and the direction the elbow points to; the clavicle rises by a third of what the upper arm does beyond the
 * first 30 degrees (scapulohumeral rhythm, Inman et al. 1944), found from a first pass with the clavicle at rest.
 */
import {
  conjugateQuat,
  copyQuat,
  multiplyQuat,
  quatFromAlongAndSide,
  relativeQuat,
  rotateVec3,
} from '../../src/math/quat.ts';
import { DEGREES, smoothstep } from '../../src/math/scalar.ts';
import {
  addScaledVec3,
  addVec3,
  angleVec3,
  distanceVec3,
  dotVec3,
  lengthVec3,
  type Numbers,
  normalizeVec3,
  rejectVec3,
  scaleVec3,
  subtractVec3,
} from '../../src/math/vec3.ts';

import { actorJoint, type Side } from '../../src/skeleton/actor/joints.ts';
import type { ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { anatomicalAxes, jointTurn } from './joint-turn.ts';

export interface ArmTarget {
  /** Wrist position. */
  readonly wrist: Numbers;
  /** Direction the elbow points to, model space. */
  readonly elbow: Numbers;
}

/** Most that the clavicle rises and comes forward, degrees. */
const CLAVICLE_RISE = 24;
const CLAVICLE_FORWARD = 12;

/**
 * Writes the three joints into `rotations` [J x 4] and returns the model rotation of the lower arm. Of `pose` only the chest
 * (spine5) is read. Throws RangeError where the arm is too short.
 */
export function poseArm(
  rig: Rig,
  pose: ModelPose,
  side: Side,
  target: ArmTarget,
  rotations: Float32Array,
): Numbers {
  const [clavicle, upper, lower, hand] = (['Clavicle', 'UpperArm', 'LowerArm', 'Hand'] as const).map((part) =>
    actorJoint(`${side}${part}`),
  );
  const chest = pose.rotations[actorJoint('spine5')];
  const clavicleAt = place(pose.positions[actorJoint('spine5')], chest, rest(rig, clavicle));
  const lengths = [lengthVec3(rest(rig, lower)), lengthVec3(rest(rig, hand))] as const;
  const resting = solveElbow(place(clavicleAt, chest, rest(rig, upper)), lengths, target);
  const rise = angleVec3(resting.along, rotateVec3(chest, [0, -1, 0])) * DEGREES;
  const ahead = Math.max(0, dotVec3(resting.along, rotateVec3(chest, [0, 0, 1])));
  const clavicleTurn = jointTurn(rig, clavicle, side, {
    abductDeg: CLAVICLE_RISE * smoothstep(rise, 15, 130),
    flexDeg: CLAVICLE_FORWARD * ahead * ahead,
  });
  const clavicleRotation = multiplyQuat(chest, clavicleTurn);
  const shoulder = place(clavicleAt, clavicleRotation, rest(rig, upper));
  const { along, flexor, flexion } = solveElbow(shoulder, lengths, target);
  const upperRotation = multiplyQuat(
    quatFromAlongAndSide(along, flexor),
    conjugateQuat(anatomicalAxes(rig, upper)),
  );
  const hinge = jointTurn(rig, lower, side, { flexDeg: flexion * DEGREES });
  copyQuat(clavicleTurn, localRotation(rotations, clavicle));
  copyQuat(relativeQuat(clavicleRotation, upperRotation), localRotation(rotations, upper));
  copyQuat(hinge, localRotation(rotations, lower));
  return multiplyQuat(upperRotation, hinge);
}

interface Elbow {
  /** Direction of the upper arm. */
  readonly along: Numbers;
  /** The side the elbow bends to. */
  readonly flexor: Numbers;
  /** Radians. */
  readonly flexion: number;
}

function solveElbow(
  shoulder: Numbers,
  [upperLength, lowerLength]: readonly [number, number],
  target: ArmTarget,
): Elbow {
  const distance = distanceVec3(shoulder, target.wrist);
  if (distance > upperLength + lowerLength || distance < Math.abs(upperLength - lowerLength)) {
    throw new RangeError(
      `Expected a wrist ${(upperLength + lowerLength).toFixed(3)} m from the shoulder at most, found ${distance.toFixed(3)} m.`,
    );
  }
  const axis = normalizeVec3(subtractVec3(target.wrist, shoulder));
  const outward = normalizeVec3(rejectVec3(target.elbow, axis));
  const foot = (upperLength ** 2 - lowerLength ** 2 + distance ** 2) / (2 * distance);
  const elbow = addScaledVec3(
    addScaledVec3(shoulder, axis, foot),
    outward,
    Math.sqrt(upperLength ** 2 - foot ** 2),
  );
  const along = normalizeVec3(subtractVec3(elbow, shoulder));
  return {
    along,
    flexor: scaleVec3(outward, -1),
    flexion: angleVec3(along, subtractVec3(target.wrist, elbow)),
  };
}

const rest = (rig: Rig, joint: number): Numbers =>
  rig.skeleton.restTranslations.subarray(joint * 3, joint * 3 + 3);

const place = (origin: Numbers, rotation: Numbers, offset: Numbers): Numbers =>
  addVec3(origin, rotateVec3(rotation, offset));

const localRotation = (rotations: Float32Array, joint: number): Float32Array =>
  rotations.subarray(joint * 4, joint * 4 + 4);
