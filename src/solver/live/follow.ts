/**
 * A limb that comes and goes in a live stream. While it is seen, and for a moment after, its run of frames goes on; a limb that was away
 * for longer starts a new run. A frame without it counts as known only when a later frame has shown it again. A frame that shows it
 * where it cannot be counts as one without it; when that goes on, or after a gap, it was the prediction that was wrong.
 */
import {
  bendLimb,
  createLiveLimb,
  type LimbKind,
  type LiveLimb,
  nextInput,
  nextValues,
  predictLimb,
  pushLimb,
  readLimb,
  resetLimb,
} from '../time/live-limb.ts';

export interface Follow<Values, Input = unknown> {
  readonly limb: LiveLimb<Values, Input>;
  /** Frames that a run goes on without the limb. */
  readonly bridge: number;
  /** Ring by stream frame: the limb's own frame number, -1 for none. */
  readonly numbers: Int32Array;
  readonly seen: Uint8Array;
  missing: number;
  /** Frames in a row that contradicted the run. */
  doubted: number;
  /** What the newest frame shows by itself. */
  readonly shown: Values;
  /** Newest stream frame. */
  frame: number;
}

/** Contradicting frames after which the run is given up: a tracker's flip lasts a frame or two. */
const MOST_DOUBT = 3;

export function createFollow<Values, Input>(
  kind: LimbKind<Values, Input>,
  lookahead: number,
  bridge: number,
  fps: number,
): Follow<Values, Input> {
  return {
    limb: createLiveLimb(kind, lookahead, fps),
    bridge: Math.max(bridge, lookahead),
    numbers: new Int32Array(lookahead + 2).fill(-1),
    seen: new Uint8Array(lookahead + 2),
    missing: 0,
    doubted: 0,
    shown: kind.create(),
    frame: -1,
  };
}

/**
 * Takes the next stream frame, whose evidence stands in nextInput.
 * @param context handed to `show`
 * @param show writes the closed-form values of this frame; asked only when the limb is seen
 * @returns whether the frame showed the limb and was believed
 */
export function followFrame<Values, Context>(
  follow: Follow<Values>,
  isSeen: boolean,
  context: Context,
  show: (context: Context, dst: Values) => void,
): boolean {
  const { limb, shown } = follow;
  const { kind } = limb;
  follow.frame++;
  const slot = follow.frame % follow.numbers.length;
  if (isSeen) show(context, shown);
  const predicted = predictLimb(limb);
  const apart = isSeen && predicted !== null && kind.apart(predicted, shown, nextInput(limb));
  // after a gap it is the prediction that is worth little
  const doubted = apart && follow.missing === follow.doubted && follow.doubted < MOST_DOUBT;
  const believed = isSeen && !doubted;
  if (doubted) kind.clearInput(nextInput(limb));
  else if (apart) bendLimb(limb, follow.missing, shown);
  follow.doubted = doubted ? follow.doubted + 1 : 0;
  follow.missing = believed ? 0 : follow.missing + 1;
  follow.seen[slot] = believed ? 1 : 0;
  follow.numbers[slot] = -1;
  if (!believed && (limb.frames === 0 || follow.missing > follow.bridge)) {
    // what is still due lies behind the run's last sight of the limb
    follow.numbers.fill(-1);
    resetLimb(limb);
    return false;
  }
  if (predicted === null || (apart && believed))
    kind.copy(believed ? shown : limb.newest[0], nextValues(limb));
  follow.numbers[slot] = limb.frames;
  pushLimb(limb, believed ? shown : null, apart);
  return believed;
}

/** Writes the limb's values of a stream frame within the look-ahead; false when it is not known there. */
export function readFollow<Values>(follow: Follow<Values>, frame: number, dst: Values): boolean {
  const number = follow.numbers[frame % follow.numbers.length];
  if (number < 0) return false;
  let later = false;
  for (let f = frame; f <= follow.frame; f++) later ||= follow.seen[f % follow.seen.length] === 1;
  if (!later) return false;
  readLimb(follow.limb, number, dst);
  return true;
}

/** Whether a stream frame within the look-ahead showed the limb itself. */
export const wasSeen = (follow: Pick<Follow<unknown>, 'seen'>, frame: number): boolean =>
  follow.seen[frame % follow.seen.length] === 1;
