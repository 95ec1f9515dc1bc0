/** What is constant about a signer's hand, in the hand joint's frame of the actor (T-pose axes), metres. */
import { addVec3, vec3 } from '../../math/vec3.ts';
import { actorJoint, FINGERS, type Side } from '../../skeleton/actor/joints.ts';
import type { Rig } from '../../skeleton/rig.ts';
import type { ChainModel } from '../chain-fit.ts';
import { PALM_POINTS } from './palm-fit.ts';

export interface HandModel {
  readonly side: Side;
  /** Index of the hand joint. */
  readonly joint: number;
  /** Palm points in the order of PALM_POINTS. */
  readonly palm: readonly Float64Array[];
  /** Thumb first, then index to pinky. */
  readonly chains: readonly HandChain[];
}

export interface HandChain extends ChainModel {
  readonly isThumb: boolean;
  /** First landmark of the chain: CMC of the thumb, MCP of a finger. */
  readonly point: number;
  /** Its place. */
  readonly base: Float64Array;
  /** Where the metacarpal hinges on the wrist; the chain's base for the thumb. */
  readonly pivot: Float64Array;
  /** Rotation of the straight chain: +X along the bone, +Y to the flexor side. */
  readonly rest: Float64Array;
  readonly metacarpal: number | null;
  readonly joints: readonly number[];
}

export function createHandModel(actor: Rig, side: Side): HandModel {
  const chains = [
    createChain(
      actor,
      1,
      null,
      [1, 2, 3].map((i) => actorJoint(`${side}Thumb${i as 1}`)),
    ),
    ...FINGERS.map((finger, f) =>
      createChain(
        actor,
        5 + 4 * f,
        actorJoint(`${side}${finger}Metacarpal`),
        [1, 2, 3].map((i) => actorJoint(`${side}${finger}${i as 1}`)),
      ),
    ),
  ];
  const palm = PALM_POINTS.map(([point]) => chains.find((chain) => chain.point === point)?.base ?? vec3());
  return { side, joint: actorJoint(`${side}Hand`), palm, chains };
}

function createChain(
  { skeleton, anatomicalAxes, endOffsets }: Rig,
  point: number,
  metacarpal: number | null,
  joints: number[],
): HandChain {
  const offset = (joint: number) => skeleton.restTranslations.subarray(joint * 3, joint * 3 + 3);
  const base = Float64Array.from(offset(joints[0]));
  const pivot = Float64Array.from(offset(metacarpal ?? joints[0]));
  if (metacarpal !== null) addVec3(base, pivot, base);
  return {
    isThumb: metacarpal === null,
    point,
    base,
    pivot,
    // the actor rests with all rotations at identity, so a joint's own axes are directions in the hand's frame
    rest: Float64Array.from(anatomicalAxes.subarray(joints[0] * 4, joints[0] * 4 + 4)),
    metacarpal,
    joints,
    lengths: Float64Array.from(joints, (joint) =>
      Math.hypot(...endOffsets.subarray(joint * 3, joint * 3 + 3)),
    ),
  };
}

/** Takes over another hand's measures in place, so that what refers to the model sees them. */
export function copyHandModel(from: HandModel, to: HandModel): void {
  from.palm.forEach((point, i) => {
    to.palm[i].set(point);
  });
  from.chains.forEach(({ base, pivot, lengths }, c) => {
    to.chains[c].base.set(base);
    to.chains[c].pivot.set(pivot);
    to.chains[c].lengths.set(lengths);
  });
}
