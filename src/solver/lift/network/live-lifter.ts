/**
 * Landmarks frame by frame -> lifted frames: the network is asked of the last 27 frames each time, and what it says of one of them is
 * handed on together with that frame. Without look-ahead that is the newest; every frame of look-ahead makes the lift better and later.
 * Limit: asynchronous, as runtimes are; frames must be awaited one after another.
 */
import type { LandmarkClip, LandmarkRecording } from '../../../landmarks/landmark-clip.ts';
import { type LandmarkFrame, landmarkFrame } from '../../../landmarks/landmark-frame.ts';
import { HOLISTIC_SCHEMA } from '../../../landmarks/schema.ts';
import { frameRateFromDecimal, framesPerSecond } from '../../../space/timing.ts';
import { LIFTED_POINTS, type LiftedClip, type Lifter } from './lifted-clip.ts';
import { WINDOW_FRAMES } from './windows.ts';

export interface LiveLifterOptions {
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly fps: number;
  /** Frames a lift waits for what comes after it, 0 to 2 make sense: palms are 10.0, 9.3 and 8.9 degrees off. */
  readonly lookahead?: number;
}

export const LIVE_LIFTER_DEFAULTS = { lookahead: 0 } as const satisfies Partial<LiveLifterOptions>;

export interface LiveLift {
  /** The frame that is due; its picture holds until the next frame is taken. */
  readonly landmarks: LandmarkFrame;
  /** One frame; null where the network has nothing to say. */
  readonly lifted: LiftedClip | null;
}

export interface LiveLifter {
  /**
   * Takes the next frame, or null at the end of the stream, and gives the frame that is due; null while the first ones wait, and when a
   * finished stream is drained.
   */
  lift(landmarks: LandmarkFrame | null): Promise<LiveLift | null>;
}

const POINTS = HOLISTIC_SCHEMA.names.length;
/** Frames there is room for: windows slide over it, and only once in a while does the last one move back to the start. */
const ROOM = 4 * WINDOW_FRAMES;

export function createLiveLifter(
  lifter: Lifter,
  { imageSize, fps, lookahead = LIVE_LIFTER_DEFAULTS.lookahead }: LiveLifterOptions,
): LiveLifter {
  const timing = { rate: frameRateFromDecimal(fps), startFrame: 0 };
  const positions = new Float32Array(ROOM * POINTS * 3);
  const confidences = new Float32Array(ROOM * POINTS);
  let taken = 0;
  let given = 0;
  /** Frames in the room. */
  let end = 0;
  const take = ({ image, imageConfidences }: LandmarkFrame): void => {
    if (end === ROOM) {
      const first = ROOM - (WINDOW_FRAMES - 1);
      positions.copyWithin(0, first * POINTS * 3);
      confidences.copyWithin(0, first * POINTS);
      end = WINDOW_FRAMES - 1;
    }
    const at = end++ * POINTS;
    if (image && imageConfidences) {
      positions.set(image, at * 3);
      confidences.set(imageConfidences, at);
    } else confidences.fill(0, at, at + POINTS);
    taken++;
  };
  return {
    async lift(landmarks) {
      if (landmarks !== null) take(landmarks);
      if (given >= taken || (landmarks !== null && taken <= lookahead)) return null;
      const frameCount = Math.min(taken, WINDOW_FRAMES);
      const image: LandmarkClip = {
        schema: HOLISTIC_SCHEMA,
        timing,
        frameCount,
        positions: positions.subarray((end - frameCount) * POINTS * 3, end * POINTS * 3),
        confidences: confidences.subarray((end - frameCount) * POINTS, end * POINTS),
        space: 'image',
      };
      const recording: LandmarkRecording = {
        image,
        world: null,
        imageSize,
        depth: 'image',
        source: { kind: 'live', name: '', metadata: {} },
        issues: [],
      };
      const f = given - (taken - frameCount);
      given++;
      const lifted = await lifter.lift(recording);
      return { landmarks: landmarkFrame(recording, f), lifted: lifted && oneFrame(lifted, f) };
    },
  };
}

const oneFrame = ({ positions, deviations }: LiftedClip, f: number): LiftedClip => {
  const count = LIFTED_POINTS.length;
  return {
    frameCount: 1,
    positions: positions.slice(f * count * 3, (f + 1) * count * 3),
    deviations: deviations.slice(f * count, (f + 1) * count),
  };
};

/** A recording through the live lifter, frame by frame as it would arrive: [F], null where it said nothing. */
export async function liftRecordingLive(
  recording: LandmarkRecording,
  lifter: Lifter,
  lookahead?: number,
): Promise<(LiftedClip | null)[]> {
  const { image, imageSize } = recording;
  if (image === null) return [];
  const live = createLiveLifter(lifter, { imageSize, fps: framesPerSecond(image.timing.rate), lookahead });
  const frames: (LiftedClip | null)[] = [];
  for (let f = 0; f < image.frameCount; f++) {
    const due = await live.lift(landmarkFrame(recording, f));
    if (due) frames.push(due.lifted);
  }
  for (let due = await live.lift(null); due; due = await live.lift(null)) frames.push(due.lifted);
  return frames;
}
