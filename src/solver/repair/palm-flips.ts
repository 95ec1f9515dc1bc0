/**
 * Frames in which the palm faces the wrong way, because the tracker's depth is reversed. Camera space.
 *
 * Every frame of a hand is believed or taken with its depth reversed; it costs the squared turn from the palm before, at the speed a
 * forearm can turn, that of the fingers' bend, and fingers that bend to the back of the hand; the cheapest sequence over the clip wins.
 * A hand that turns over by and by, or stays turned, is believed. Limit: so is a reversal of more than about a third of a second.
 */
import { angleQuat, quat, quatFromAlongAndSide } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { crossVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { Side } from '../../skeleton/actor/joints.ts';
import { type EvidencePoints, isHandSeen } from '../lift/evidence.ts';
import { bestPath, capped } from './best-path.ts';
import { leftHandBend } from './finger-bend.ts';
import { keepReturning } from './keep-returning.ts';

/** Standard deviation of a palm's turn over one frame, and of its measurement. */
const TURN = 900 * RADIANS;
const ERROR = 8 * RADIANS;

/** The same of the fingers' mean bend, as finger-bend.ts counts it: a fist is made in a tenth of a second. */
const CURL = 10;
const CURL_ERROR = 0.15;

const REVERSED = 2;
const SWITCHING = 1.5;

/** Cost of fingers that bend backwards: less than that of a reversed frame, so that it only helps to tell which side of a flip is right. */
const BACKWARDS = 1.5;

/** @returns [F] 1 where the hand's depth is reversed */
export function findPalmFlips(hands: readonly EvidencePoints[], side: Side, fps: number): Uint8Array {
  const palms = hands.map((hand) =>
    isHandSeen(hand) ? [readPalm(hand, side, 1), readPalm(hand, side, -1)] : null,
  );
  const sigma = ERROR + TURN / fps;
  const curl = CURL_ERROR + CURL / fps;
  const reversed = bestPath(hands.length, 2, 6, SWITCHING, (f, state, from, to) => {
    const seen = palms[f];
    if (!seen) {
      to.set(from);
      if (from[4] > 0) to[4]++;
      return 0;
    }
    const { rotation, bend } = seen[state];
    let cost = state * REVERSED + BACKWARDS * Math.max(0, -bend);
    if (from[4] > 0) {
      const since = Math.sqrt(from[4]);
      cost += capped(angleQuat(from, rotation), sigma * since) + capped(bend - from[5], curl * since);
    }
    to.set(rotation);
    to[4] = 1;
    to[5] = bend;
    return cost;
  });
  keepReturning(reversed, (f) => palms[f] !== null);
  return reversed;
}

interface Palm {
  readonly rotation: Float64Array;
  /** Of the fingers, -1..1. */
  readonly bend: number;
}

/** @param sign -1 takes the hand with its depth reversed about the wrist */
function readPalm({ positions }: EvidencePoints, side: Side, sign: 1 | -1): Palm {
  const bone = (from: number, to: number) => {
    const v = subtractVec3(positions[to], positions[from], vec3());
    v[2] *= sign;
    return v;
  };
  const [index, pinky] = [bone(0, 5), bone(0, 17)];
  const normal = side === 'left' ? crossVec3(pinky, index, vec3()) : crossVec3(index, pinky, vec3());
  const bend = leftHandBend(positions) * (side === 'left' ? 1 : -1) * sign;
  const rotation = quatFromAlongAndSide(bone(0, 9), normal, quat()) as Float64Array;
  return { rotation, bend };
}

/** Turns a hand's depth round its wrist. */
export function reverseDepth({ positions }: EvidencePoints): void {
  for (let i = 1; i < positions.length; i++) positions[i][2] = 2 * positions[0][2] - positions[i][2];
}
