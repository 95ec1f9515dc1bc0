/**
 * Proportions of a signer that are known -> those that a recording is solved with.
 *
 * Without world landmarks the depth of a hand comes from a network or from bone lengths that know the average hand, and fits that shape: so the
 * hand is the average one at the signer's size there. On two made-up signers finger bones were 8.8 and 8.4 degrees off so, with their
 * own finger lengths 10.7 and 9.3, with proportions of the recording by itself 11.1 and 8.4.
 */
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import {
  type ActorProportions,
  AVERAGE_PROPORTIONS,
  type HandProportions,
} from '../skeleton/actor/proportions.ts';
import { scaleProportions } from '../skeleton/actor/scale-proportions.ts';

export function solvableProportions(proportions: ActorProportions, depth: DepthSource): ActorProportions {
  if (depth === 'world') return proportions;
  const scale = palmLength(proportions.hand) / palmLength(AVERAGE_PROPORTIONS.hand);
  return { ...proportions, hand: scaleProportions(AVERAGE_PROPORTIONS, scale).hand };
}

/** Sum over the knuckles of how far they are from the wrist, metres. */
const palmLength = ({ knuckles }: HandProportions): number =>
  knuckles.reduce((sum, knuckle) => sum + Math.hypot(...knuckle), 0);
