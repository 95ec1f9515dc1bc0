/**
 * One hand through time: the palm's rotation, and every finger and the thumb in the palm's frame. Camera space, metres.
 * All 21 points of a frame count by their variance; segment lengths and the palm are the signer's and constant. Start values: the
 * closed form (hand-values.ts).
 */
import { HAND_NAMES } from '../../landmarks/schema.ts';
import { unrotateVec3 } from '../../math/quat.ts';
import { subtractVec3, vec3 } from '../../math/vec3.ts';
import { addChainPoint, chainMisfit, createChainScratch, createSeenJoint, poseChain } from '../chain-fit.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import { rotationCurvature, turnHinge, turnRotation } from '../time/rotation-steps.ts';
import { CAUGHT, type Track } from '../time/track.ts';
import { cupPalm } from './cupped-palm.ts';
import { addHandAnatomy } from './hand-anatomy.ts';
import type { HandModel } from './hand-model.ts';
import type { HandValues } from './hand-values.ts';
import { addHandPoint, createPalmCentre, PALM_POINTS, type PalmCentre, palmCentre } from './palm-fit.ts';

/** What one frame shows of a hand. */
export interface HandSight {
  /** Null where the hand is not seen. */
  points: EvidencePoints | null;
  /** Palm points in the order of PALM_POINTS, cupped as the frame shows it. */
  readonly palm: readonly Float64Array[];
  readonly cup: Float64Array;
  readonly centre: PalmCentre;
  /** Noise scale against the levels of lift/noise.ts. */
  noise: number;
  /** Per point, confidence / noise^2. */
  readonly weights: Float64Array;
}

export const createHandSight = (noise = 1): HandSight => ({
  points: null,
  palm: PALM_POINTS.map(() => vec3()),
  cup: new Float64Array(1),
  centre: createPalmCentre(),
  noise,
  weights: new Float64Array(HAND_NAMES.length),
});

/**
 * @param cups how far the palm is cupped, radians: cups[slot]
 * @param dst its noise is known
 */
export function seeHand(
  model: HandModel,
  points: EvidencePoints | null,
  cups: Float64Array,
  slot: number,
  dst: HandSight,
): HandSight {
  const { weights, noise } = dst;
  dst.points = points;
  dst.cup[0] = cups[slot];
  const precision = 1 / (noise * noise);
  for (let i = 0; i < weights.length; i++)
    weights[i] = points === null ? 0 : points.confidences[i] * precision;
  placePalm(model, dst);
  return dst;
}

/** Where the model's palm is expected, when the model has changed. */
export function placePalm(model: HandModel, { points, palm, cup, centre }: HandSight): void {
  cupPalm(model, cup, palm);
  if (points !== null) palmCentre(palm, points, centre);
}

export interface HandTrack {
  readonly model: HandModel;
  sight(frame: number): HandSight;
  values(frame: number): HandValues;
  /**
   * How much a finger point tells of the palm against one of the palm's own: it tells only as far as the finger's angles are known
   * from other frames.
   */
  readonly fingerWeight: number;
  /** How lively the hand is about a frame, radians per frame^2. */
  palmActivity(frame: number): number;
  fingerActivity(frame: number): number;
}

export function createPalmTrack(hand: HandTrack): Track {
  const { model } = hand;
  const chainScratch = createChainScratch(3);
  const point = vec3();
  const shares = new Float64Array(HAND_NAMES.length).fill(hand.fingerWeight);
  for (const [landmark, share] of PALM_POINTS) shares[landmark] = share;
  return {
    size: 3,
    linearize(frame, information, vector) {
      const sight = hand.sight(frame);
      if (sight.points === null) return;
      const { palm, roots, hinges } = hand.values(frame);
      for (let i = 0; i < PALM_POINTS.length; i++)
        addHandPoint(sight, PALM_POINTS[i][0], shares, palm, sight.palm[i], information, vector);
      if (hand.fingerWeight === 0) return;
      for (let c = 0; c < model.chains.length; c++) {
        const chain = model.chains[c];
        poseChain(chain, roots[c], hinges[c], chainScratch);
        for (let k = 1; k <= 3; k++) {
          for (let i = 0; i < 3; i++) point[i] = sight.palm[c + 1][i] + chainScratch.joints[k][i];
          addHandPoint(sight, chain.point + k, shares, palm, point, information, vector);
        }
      }
    },
    // the palm is held to what a frame shows by the test for jumps (live/follow.ts)
    isCaught: () => false,
    curvature(frame, dst) {
      rotationCurvature(
        hand.values(frame - 1).palm,
        hand.values(frame).palm,
        hand.values(frame + 1).palm,
        dst,
      );
    },
    weights(frame, dst) {
      dst.fill(1 / hand.palmActivity(frame) ** 2);
    },
    update(frame, increments, offset) {
      turnRotation(hand.values(frame).palm, increments, offset);
    },
  };
}

export function createFingerTrack(hand: HandTrack, index: number): Track {
  const chain = hand.model.chains[index];
  const scratch = createChainScratch(3);
  const root = (frame: number) => hand.values(frame).roots[index];
  const hinges = (frame: number) => hand.values(frame).hinges[index];
  const prepare = (frame: number): void => {
    poseChain(chain, root(frame), hinges(frame), scratch);
    unrotateVec3(hand.values(frame).palm, SIGHT, sight);
  };
  /** Leaves joint k in `seen`, in the hand's frame and from the chain's base. */
  const seeJoint = (frame: number, points: EvidencePoints, k: number): void => {
    const { palm, centre, weights } = hand.sight(frame);
    const { place } = seen;
    subtractVec3(points.positions[chain.point + k], centre.seen, place);
    unrotateVec3(hand.values(frame).palm, place, place);
    for (let i = 0; i < 3; i++) place[i] += centre.model[i] - palm[index + 1][i];
    const weight = weights[chain.point + k];
    seen.lateral = weight / points.lateralVariance[chain.point + k];
    seen.depth = weight / points.depthVariance[chain.point + k];
  };
  return {
    size: 5,
    linearize(frame, information, vector) {
      addHandAnatomy(chain, root(frame), hinges(frame), information, vector);
      const { points } = hand.sight(frame);
      if (points === null) return;
      prepare(frame);
      for (let k = 1; k <= 3; k++) {
        if (!(points.confidences[chain.point + k] > 0)) continue;
        seeJoint(frame, points, k);
        addChainPoint(scratch, k, seen, sight, information, vector);
      }
    },
    isCaught(frame) {
      const { points } = hand.sight(frame);
      if (points === null) return false;
      prepare(frame);
      let sum = 0;
      for (let k = 1; k <= 3; k++) {
        if (!(points.confidences[chain.point + k] > 0)) continue;
        seeJoint(frame, points, k);
        sum += chainMisfit(scratch, k, seen, sight);
      }
      return sum / 9 > CAUGHT;
    },
    curvature(frame, dst) {
      rotationCurvature(root(frame - 1), root(frame), root(frame + 1), dst);
      for (let k = 0; k < 2; k++) {
        dst[3 + k] = hinges(frame - 1)[k] - 2 * hinges(frame)[k] + hinges(frame + 1)[k];
      }
    },
    weights(frame, dst) {
      dst.fill(1 / hand.fingerActivity(frame) ** 2);
    },
    update(frame, increments, offset) {
      turnRotation(root(frame), increments, offset);
      const bends = hinges(frame);
      for (let k = 0; k < 2; k++) bends[k] = turnHinge(bends[k], increments[offset + 3 + k]);
    },
  };
}

const SIGHT = vec3(0, 0, 1);
const sight = vec3();
const seen = createSeenJoint();
