/** A person a little different from the average one. */
import {
  type ActorProportions,
  AVERAGE_PROPORTIONS,
  type HandProportions,
  type Segments,
} from '../../src/skeleton/actor/proportions.ts';

export interface Build {
  readonly stature?: number;
  /** The rest on top of stature. */
  readonly shoulders?: number;
  readonly arms?: number;
  readonly hands?: number;
}

/** @param build factors, 1 = average */
export function personOf({ stature = 1, shoulders = 1, arms = 1, hands = 1 }: Build): ActorProportions {
  const p = AVERAGE_PROPORTIONS;
  return {
    hipHalfWidth: p.hipHalfWidth * stature,
    torsoLength: p.torsoLength * stature,
    shoulderHalfWidth: p.shoulderHalfWidth * stature * shoulders,
    upperArm: p.upperArm * stature * arms,
    lowerArm: p.lowerArm * stature * arms,
    neckLength: p.neckLength * stature,
    headLength: p.headLength * stature,
    thigh: p.thigh * stature,
    calf: p.calf * stature,
    footLength: p.footLength * stature,
    ankleHeight: p.ankleHeight * stature,
    hand: scaleHand(p.hand, stature * hands),
  };
}

function scaleHand(hand: HandProportions, factor: number): HandProportions {
  const scale = ([a, b, c]: Segments): Segments => [a * factor, b * factor, c * factor];
  const [index, middle, ring, pinky] = hand.knuckles;
  const [index1, middle1, ring1, pinky1] = hand.fingers;
  return {
    knuckles: [scale(index), scale(middle), scale(ring), scale(pinky)],
    thumbBase: scale(hand.thumbBase),
    fingers: [scale(index1), scale(middle1), scale(ring1), scale(pinky1)],
    thumb: scale(hand.thumb),
  };
}
