/**
 * Landmarks of a tracker, as they arrive -> a live source. Sender times are the tracker's own, moved by the shortest way that a message
 * has taken lately, so that they stay evenly spaced however unevenly messages come in.
 * With a lifter, for trackers without depth, frames wait for it one after another; when it falls behind, the oldest are left out. One
 * frame of the look-ahead is its: it works while the next picture is waited for, so that no pose that is due waits for it.
 * Limits: the solver takes the tracker's frames for evenly spaced; a stream whose time goes back, or stands still for a second, starts anew.
 */
import { TegnError } from '../issues/issues.ts';
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../landmarks/landmark-frame.ts';
import type { Clock } from '../livelink/clock.ts';
import type { FrameSink, FrameSource, RunningSource } from '../livelink/frame-source.ts';
import type { LandmarkIngest } from '../livelink/landmark-ingest.ts';
import { LIVE_SUBJECT } from '../livelink/protocol/protocol.ts';
import type { TrackerRequest } from '../livelink/protocol/requests.ts';
import type { TrackedLandmarks } from '../livelink/tracked-landmarks.ts';
import { clamp } from '../math/scalar.ts';
import { ARKIT_CURVES } from '../motion/arkit-curves.ts';
import { PART_NAMES, PROVENANCE } from '../motion/motion-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import type { LiftedClip, Lifter } from '../solver/lift/network/lifted-clip.ts';
import { createLiveLifter, type LiveLifter } from '../solver/lift/network/live-lifter.ts';
import { LIVE_DEFAULTS, type LiveOptions } from '../solver/live/solver-state.ts';
import { frameRateFromDecimal } from '../space/timing.ts';
import { createTrackedFrame, depthOfMessage, landmarksFromMessage } from './landmarks-from-message.ts';
import { createLiveClipFrame, createLiveClipState, type LiveClipState, liveClipFrame } from './live-clip.ts';
import { createLiveFaceState, type LiveFaceState, liveFace } from './live-face.ts';

export interface LandmarkSourceOptions
  extends Pick<LiveOptions, 'lookahead' | 'clamp' | 'smoothing' | 'proportions'> {
  readonly rig: Rig;
  readonly rootMotion?: boolean;
  /** Gives depth to trackers that have none; without it their depth is guessed from bone lengths. */
  readonly lifter?: Lifter;
  readonly subjectName?: string;
  /** Told once when the lifter cannot be used; the stream goes on without it. */
  readonly onLifterFailed?: (error: unknown) => void;
}

export const LANDMARK_SOURCE_DEFAULTS = {
  /** Frames a pose waits for what comes after it. */
  lookahead: LIVE_DEFAULTS.lookahead,
  /** Frame rate of the subject until a tracker says its own. */
  fps: 30,
} as const;

/** Frames that may wait for the lifter. */
const MOST_WAITING = 2;
/** Seconds without a frame, or by which time goes back, after which the stream starts anew. */
const PAUSE = 1;
/** Messages over which the shortest way is looked for: half a minute at 30 a second. */
const WAY_MESSAGES = 900;
/** Frames whose times and curves are remembered: more than any look-ahead. */
const REMEMBERED = 64;

/** One tracker's stream, from its first message to a pause or its leaving. */
interface Take {
  readonly state: LiveClipState;
  readonly lifter: LiveLifter | null;
  readonly face: LiveFaceState;
  /** Ring of the frames that wait for the lifter, the one it has and the newest. */
  readonly frames: readonly LandmarkFrame[];
  readonly times: Float64Array;
  readonly curves: readonly Float32Array[];
  readonly faceFlags: Uint8Array;
  /** Frames that came in. */
  arrived: number;
  /** Frames solved or on their way through the solver. */
  count: number;
  lastTime: number;
}

interface Arrived {
  readonly take: Take;
  readonly message: TrackedLandmarks;
  readonly landmarks: LandmarkFrame;
  readonly arrival: number;
}

/** A frame with what the lifter said of it. */
interface Lifted extends Omit<Arrived, 'arrival'> {
  readonly lifted: LiftedClip | null;
}

export function createLandmarkSource(options: LandmarkSourceOptions): FrameSource & LandmarkIngest {
  const { rig, subjectName: name = LIVE_SUBJECT, lookahead = LANDMARK_SOURCE_DEFAULTS.lookahead } = options;
  const frame = createLiveClipFrame(rig);
  const subjectAt = (fps: number) => ({
    name,
    skeleton: rig.skeleton,
    curveNames: ARKIT_CURVES,
    rate: frameRateFromDecimal(fps),
  });
  let subject = subjectAt(LANDMARK_SOURCE_DEFAULTS.fps);
  let lifter = options.lifter;
  let sink: FrameSink | null = null;
  let tracker: TrackerRequest | null = null;
  let take: Take | null = null;
  let number = 0;
  let cut = true;
  let isLifting = false;
  /** Lifted, and solved when the next frame arrives. */
  let held: Lifted | null = null;
  const waiting: Arrived[] = [];
  const way = createShortestWay();

  function startTake(depth: DepthSource, { fps, width, height }: TrackerRequest): Take {
    const imageSize = { width, height };
    const isLifted = depth !== 'world' && lifter !== undefined;
    const solverLookahead = isLifted ? Math.max(0, lookahead - 1) : lookahead;
    const solver = { ...options, lookahead: solverLookahead };
    const state = createLiveClipState({ ...solver, fps, imageSize, depth, isLifted });
    cut = true;
    held = null;
    return {
      state,
      // the solver waits for its look-ahead as well: half for each would make the lift no better
      lifter: isLifted ? createLiveLifter(lifter!, { imageSize, fps, lookahead: 0 }) : null,
      face: createLiveFaceState(fps, depth),
      frames: Array.from({ length: MOST_WAITING + 2 }, () => createTrackedFrame(depth === 'world')),
      times: new Float64Array(REMEMBERED),
      curves: Array.from({ length: REMEMBERED }, () => new Float32Array(ARKIT_CURVES.length)),
      faceFlags: new Uint8Array(REMEMBERED),
      arrived: 0,
      count: 0,
      lastTime: Number.NEGATIVE_INFINITY,
    };
  }

  function give({ take: from, message, landmarks, lifted }: Lifted, arrival: number): void {
    const newest = from.count++;
    const taken = newest % REMEMBERED;
    from.times[taken] = message.time;
    const isDue = liveClipFrame(from.state, landmarks, frame, lifted);
    const isNewest = isDue && frame.frame === newest;
    if (isNewest) takeFace(from, message, landmarks, taken);
    if (isDue) send(from, arrival);
    // a face that waits for the look-ahead does not keep the pose waiting
    if (!isNewest) takeFace(from, message, landmarks, taken);
  }

  function send(from: Take, arrival: number): void {
    const slot = frame.frame % REMEMBERED;
    frame.provenance[FACE_PART] = from.faceFlags[slot];
    sink?.frame({
      number: number++,
      time: from.times[slot] + way.shortest(),
      arrival,
      cut,
      sourceFrame: frame.frame,
      rotations: frame.rotations,
      translation: frame.translation,
      curves: from.curves[slot],
      provenance: frame.provenance,
    });
    cut = false;
  }

  /** @param arrival of what the pose that is now due waited for */
  function giveHeld(arrival: number): void {
    if (held && held.take === take) give(held, arrival);
    held = null;
  }

  async function liftWaiting(): Promise<void> {
    isLifting = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        const due = await next.take.lifter!.lift(next.landmarks);
        if (!due || next.take !== take) continue;
        held = { ...next, ...due };
        if (lookahead === 0) giveHeld(next.arrival);
        else if (waiting.length > 0) giveHeld(waiting[0].arrival);
      } catch (error) {
        // without the network the stream starts anew and guesses depth
        lifter = undefined;
        take = null;
        waiting.length = 0;
        options.onLifterFailed?.(error);
      }
    }
    isLifting = false;
  }

  return {
    get subject() {
      return subject;
    },
    start(to: FrameSink, _clock: Clock): RunningSource {
      sink = to;
      return {
        status: () => ({
          state: take ? 'playing' : 'waiting',
          source: tracker?.name ?? '',
          frame: take ? Math.max(0, frame.frame) : null,
          frameCount: null,
          rate: 1,
          loop: false,
          transport: false,
        }),
        obey() {
          throw new TegnError('E_TRANSPORT', 'A tracker cannot be paused, sought or looped.');
        },
        stop() {
          sink = null;
        },
      };
    },
    tracker(request) {
      if (tracker?.fps !== request.fps) {
        subject = subjectAt(request.fps);
        sink?.subject(subject);
      }
      tracker = request;
      take = null;
      way.forget();
      sink?.changed();
    },
    landmarks(message, arrival) {
      const { time } = message;
      if (take && (time <= take.lastTime || time - take.lastTime > PAUSE)) take = null;
      const begins = take === null;
      if (!take) {
        const depth = depthOfMessage(message);
        if (depth === null || !tracker) return;
        take = startTake(depth, tracker);
      }
      take.lastTime = time;
      way.add(arrival - time);
      const landmarks = landmarksFromMessage(message, take.frames[take.arrived++ % take.frames.length]);
      if (take.lifter) {
        giveHeld(arrival);
        waiting.push({ take, message, landmarks, arrival });
        if (waiting.length > MOST_WAITING) {
          waiting.shift();
          number++;
        }
        if (!isLifting) void liftWaiting();
      } else give({ take, message, landmarks, lifted: null }, arrival);
      if (begins) sink?.changed();
    },
    leave() {
      take = null;
      tracker = null;
      waiting.length = 0;
      sink?.changed();
    },
  };
}

function takeFace(take: Take, message: TrackedLandmarks, landmarks: LandmarkFrame, slot: number): void {
  take.faceFlags[slot] = fillCurves(take, message, landmarks, take.curves[slot]);
}

/** The tracker's own curves where it gives some, else those of its face landmarks; gives the face's PROVENANCE flags. */
function fillCurves(
  { state, face }: Take,
  { curves, lists }: TrackedLandmarks,
  landmarks: LandmarkFrame,
  dst: Float32Array,
): number {
  if (!curves && (lists.face || face.neutral))
    return liveFace(face, landmarks, state.solver.lift.camera, dst);
  for (let c = 0; c < ARKIT_CURVES.length; c++) dst[c] = clamp(curves?.[ARKIT_CURVES[c]] ?? 0, 0, 1);
  return curves ? 0 : PROVENANCE.invented;
}

const FACE_PART = PART_NAMES.indexOf('face');

/** Least difference between a message's arrival and its own time, over the last messages: two halves, of which the older is forgotten. */
function createShortestWay() {
  let older = Number.POSITIVE_INFINITY;
  let newer = Number.POSITIVE_INFINITY;
  let count = 0;
  return {
    add(seconds: number): void {
      if (count++ % WAY_MESSAGES === WAY_MESSAGES - 1) {
        older = newer;
        newer = Number.POSITIVE_INFINITY;
      }
      newer = Math.min(newer, seconds);
    },
    shortest: (): number => Math.min(older, newer),
    forget(): void {
      older = Number.POSITIVE_INFINITY;
      newer = Number.POSITIVE_INFINITY;
    },
  };
}
