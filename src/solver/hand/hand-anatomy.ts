/**
 * What anatomy says about a finger or the thumb where its points leave it open: information and vector for [d (3), h1, h2], as in
 * chain-fit.ts. Weak against good points, decisive for a straight finger's plane, for spread in a fist and at the ends of the ranges.
 */
import { quat, quatAxisX, quatAxisY, quatAxisZ, quatFromTo, rotateVec3 } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { crossVec3, type Numbers, vec3 } from '../../math/vec3.ts';
import type { HandChain } from './hand-model.ts';

/** Standard deviations, radians. Choices, checked on noisy synthetic hands; the coupling of DIP to PIP after Landsmeer 1963. */
const SPREAD = 16 * RADIANS;
const SPREAD_IN_FIST = 6 * RADIANS;
const TWIST = 6 * RADIANS;
const THUMB_TWIST = 14 * RADIANS;
const DIP_AFTER_PIP = 14 * RADIANS;
const BARRIER = 2 * RADIANS;

/** DIP follows PIP by about two thirds: the tendons are coupled. */
const DIP_SHARE = 0.65;

/** MCP flexion between which spread fades: in a fist the fingers cannot be spread. */
const FIST = [0.7, 1.3] as const;

/** Ranges of the second and third joint, where the barrier begins. */
const FINGER_RANGES = [
  [-10 * RADIANS, 110 * RADIANS],
  [-15 * RADIANS, 80 * RADIANS],
] as const;
const THUMB_RANGES = [
  [-10 * RADIANS, 60 * RADIANS],
  [-20 * RADIANS, 85 * RADIANS],
] as const;

export function addHandAnatomy(
  chain: HandChain,
  root: Float64Array,
  hinges: Float64Array,
  information: Float64Array,
  vector: Float64Array,
): void {
  quatAxisX(chain.rest, restBone);
  quatAxisX(root, bone);
  addTwist(chain, root, information, vector);
  if (!chain.isThumb) {
    addSpread(chain, information, vector);
    addCoupling(hinges, information, vector);
  }
  const ranges = chain.isThumb ? THUMB_RANGES : FINGER_RANGES;
  for (let k = 0; k < 2; k++) {
    const beyond = hinges[k] - Math.min(Math.max(hinges[k], ranges[k][0]), ranges[k][1]);
    if (beyond === 0) continue;
    information[(3 + k) * 6] += 1 / BARRIER ** 2;
    vector[3 + k] -= beyond / BARRIER ** 2;
  }
}

/** Twist of the chain's plane about its first bone, against the plane that a plain swing from rest would give. */
function addTwist(
  chain: HandChain,
  root: Float64Array,
  information: Float64Array,
  vector: Float64Array,
): void {
  quatAxisY(chain.rest, plain);
  rotateVec3(quatFromTo(restBone, bone, swing), plain, plain);
  quatAxisY(root, flexor);
  crossVec3(plain, flexor, cross);
  const sine = cross[0] * bone[0] + cross[1] * bone[1] + cross[2] * bone[2];
  const cosine = plain[0] * flexor[0] + plain[1] * flexor[1] + plain[2] * flexor[2];
  pull[0] = Math.atan2(sine, cosine);
  pull[1] = chain.isThumb ? THUMB_TWIST : TWIST;
  addPull(bone, information, vector);
}

/** The bone's share across the palm near zero; a turn d changes it by d . (bone x hinge axis of the palm). */
function addSpread(chain: HandChain, information: Float64Array, vector: Float64Array): void {
  quatAxisZ(chain.rest, across);
  const straight = restBone[0] * bone[0] + restBone[1] * bone[1] + restBone[2] * bone[2];
  const flexion = Math.acos(Math.max(-1, Math.min(1, straight)));
  // smoothstep, written out
  const t = Math.max(0, Math.min(1, (flexion - FIST[0]) / (FIST[1] - FIST[0])));
  pull[0] = bone[0] * across[0] + bone[1] * across[1] + bone[2] * across[2];
  pull[1] = SPREAD + (SPREAD_IN_FIST - SPREAD) * (t * t * (3 - 2 * t));
  crossVec3(bone, across, cross);
  addPull(cross, information, vector);
}

/** DIP_SHARE * PIP - DIP near zero. */
function addCoupling(hinges: Float64Array, information: Float64Array, vector: Float64Array): void {
  const weight = 1 / DIP_AFTER_PIP ** 2;
  const residual = hinges[1] - DIP_SHARE * hinges[0];
  information[18] += weight * DIP_SHARE * DIP_SHARE;
  information[19] -= weight * DIP_SHARE;
  information[23] -= weight * DIP_SHARE;
  information[24] += weight;
  vector[3] += weight * DIP_SHARE * residual;
  vector[4] -= weight * residual;
}

/** What addPull draws to zero, and its standard deviation. In an array, and dot products written out: see vec3.ts. */
const pull = new Float64Array(2);

/** Adds (value + gradient . d)^2 / (2 sigma^2) for a value that depends on the root's turn. */
function addPull(gradient: Numbers, information: Float64Array, vector: Float64Array): void {
  const weight = 1 / (pull[1] * pull[1]);
  for (let i = 0; i < 3; i++) {
    vector[i] -= weight * pull[0] * gradient[i];
    for (let j = 0; j < 3; j++) information[i * 5 + j] += weight * gradient[i] * gradient[j];
  }
}

const restBone = vec3();
const across = vec3();
const bone = vec3();
const flexor = vec3();
const plain = vec3();
const cross = vec3();
const swing = quat();
