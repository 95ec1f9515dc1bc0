/**
 * A limb that comes and goes in a live stream. While it is seen, and for a moment after, its run of frames goes on; a limb that was away
 * for longer starts a new run. A frame without it counts as known only when a later frame has shown it again. A frame that shows it
 * where it cannot be counts as one without it; when that goes on, it was the run that was wrong, and a new one starts.
 */
import {
  createLiveLimb,
  type LimbKind,
  type LiveLimb,
  nextValues,
  predictLimb,
  pushLimb,
  readLimb,
  resetLimb,
} from '../time/live-limb.ts';

export interface Follow<Values> {
  readonly limb: LiveLimb<Values>;
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

export function createFollow<Values>(
  kind: LimbKind<Values>,
  lookahead: number,
  bridge: number,
): Follow<Values> {
  return {
    limb: createLiveLimb(kind, lookahead),
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
 * Takes the next stream frame.
 * @param context handed to the two functions
 * @param show writes the closed-form values of this frame; asked only when the limb is seen
 * @param ignore takes this frame's evidence away, when it is not believed
 * @returns whether the frame showed the limb and was believed
 */
export function followFrame<Values, Context>(
  follow: Follow<Values>,
  isSeen: boolean,
  context: Context,
  show: (context: Context, dst: Values) => void,
  ignore: (context: Context) => void,
): boolean {
  const { limb, shown } = follow;
  const { kind } = limb;
  follow.frame++;
  const slot = follow.frame % follow.numbers.length;
  if (isSeen) show(context, shown);
  let predicted = predictLimb(limb);
  const apart = isSeen && predicted !== null && kind.apart(predicted, shown);
  follow.doubted = apart ? follow.doubted + 1 : 0;
  let believed = isSeen && !apart;
  if (follow.doubted > MOST_DOUBT) {
    resetLimb(limb);
    predicted = null;
    follow.doubted = 0;
    believed = true;
  } else if (apart) {
    ignore(context);
  }
  follow.missing = believed ? 0 : follow.missing + 1;
  follow.seen[slot] = believed ? 1 : 0;
  follow.numbers[slot] = -1;
  if (!believed && (limb.frames === 0 || follow.missing > follow.bridge)) {
    resetLimb(limb);
    return false;
  }
  if (predicted === null) kind.copy(believed ? shown : limb.newest[0], nextValues(limb));
  follow.numbers[slot] = limb.frames;
  pushLimb(limb);
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
