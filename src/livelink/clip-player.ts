/**
 * Plays clips one after another as a live source, each at its own rate, and obeys transport.
 *
 * Method: frame n of a clip is due at anchor + n / (fps · rate), an absolute time, so that timer errors never add up; transport and the
 * next clip set a new anchor. A late timer sends what has fallen due in order, each frame with its own time; frames later than
 * `maxLateness` are left out and leave a gap in the numbers, because a burst of old poses would reach nobody in time.
 */
import { TegnError } from '../issues/issues.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../motion/motion-clip.ts';
import { framesPerSecond } from '../space/timing.ts';
import type { Clock } from './clock.ts';
import type { FrameSink, FrameSource, LiveSubject, RunningSource, SourceStatus } from './frame-source.ts';
import { LIVE_SUBJECT } from './protocol/protocol.ts';
import type { Transport } from './protocol/requests.ts';

export interface ClipPlayerOptions {
  /** Start over at the end; otherwise the last pose stays. */
  readonly loop?: boolean;
  /** Playback speed, 1 = as recorded. */
  readonly rate?: number;
  /** Seconds that a frame may be late before it is left out; Infinity sends every frame. */
  readonly maxLateness?: number;
  readonly subjectName?: string;
}

export const CLIP_PLAYER_DEFAULTS = {
  loop: false,
  rate: 1,
  maxLateness: 0.25,
  subjectName: LIVE_SUBJECT,
} as const;

export interface NamedClip {
  readonly name: string;
  readonly clip: MotionClip;
}

export interface ClipPlayer extends FrameSource {
  /** Appends a clip; a player that waits goes on with it. */
  add(clip: NamedClip): void;
  /** No clip follows: after the last one the source ends. */
  finish(): void;
}

export function createClipPlayer(first: NamedClip, options: ClipPlayerOptions = {}): ClipPlayer {
  const { maxLateness, subjectName, ...start } = { ...CLIP_PLAYER_DEFAULTS, ...options };
  const clips: NamedClip[] = [first];
  let finished = false;
  /** Set while the player runs and has nothing to play. */
  let wake: (() => void) | null = null;

  function run(sink: FrameSink, clock: Clock): RunningSource {
    let { loop, rate } = start;
    let state: SourceStatus['state'] = 'playing';
    let current = 0;
    /** Next frame of the clip, and the time at which frame 0 would have been due. */
    let frame = 0;
    let anchor = clock.now();
    let number = 0;
    let cut = true;
    let cancel: () => void = () => {};

    const clip = () => clips[current].clip;
    const period = () => 1 / (framesPerSecond(clip().timing.rate) * rate);
    const due = () => anchor + frame * period();

    function schedule(): void {
      cancel();
      if (state === 'playing') cancel = clock.at(due(), tick);
    }

    function tick(): void {
      if (state !== 'playing') {
        schedule();
        return;
      }
      // A thousandth of a frame of slack: a due time is rounded, and must not land just before the frame.
      const now = clock.now() + 1e-3 * period();
      if (now - due() > maxLateness) skip(now);
      while (state === 'playing' && due() <= now) {
        show();
        advance();
      }
      schedule();
    }

    /** Up to the newest frame that is due; the last frame of all is never left out. */
    function skip(now: number): void {
      while (now - due() >= period()) {
        const late = Math.floor((now - due()) / period());
        const rest = clip().frameCount - frame;
        if (late < rest) {
          frame += late;
          number += late;
        } else if (following() === null) {
          number += rest - 1;
          frame = clip().frameCount - 1;
          return;
        } else {
          number += rest;
          frame = clip().frameCount;
          advance();
        }
      }
    }

    function show(): void {
      const { clip: shown } = clips[current];
      const curveCount = shown.curveNames.length;
      const partCount = shown.partNames.length;
      const time = due();
      sink.frame({
        number,
        time,
        arrival: time,
        cut,
        sourceFrame: shown.timing.startFrame + frame,
        rotations: frameRotations(shown, frame),
        translation: frameTranslation(shown, frame),
        curves: shown.curves.subarray(frame * curveCount, (frame + 1) * curveCount),
        provenance: shown.provenance.subarray(frame * partCount, (frame + 1) * partCount),
      });
      cut = false;
      number++;
      frame++;
    }

    /** Index of the clip after this one, or null. */
    function following(): number | null {
      if (current + 1 < clips.length) return current + 1;
      return loop ? 0 : null;
    }

    /** On to the next clip when this one is over. */
    function advance(): void {
      if (frame < clip().frameCount) return;
      const next = following();
      if (next !== null) take(next, due());
      else rest();
    }

    /** Nothing is left to play, for now or for good. */
    function rest(): void {
      state = finished ? 'ended' : 'waiting';
      wake = finished ? null : goOn;
      if (finished) sink.end();
      sink.changed();
    }

    function goOn(): void {
      wake = null;
      if (current + 1 < clips.length) {
        take(current + 1, clock.now());
        schedule();
      } else rest();
    }

    function take(index: number, time: number): void {
      const before = clip();
      const other = index !== current;
      current = index;
      anchor = time;
      frame = 0;
      cut = true;
      state = 'playing';
      if (!sameSubject(before, clip())) sink.subject(subjectOf(clip(), subjectName));
      if (other) sink.changed();
    }

    /** The frame that is next becomes due now. */
    function anchorNow(): void {
      anchor = clock.now() - frame * period();
    }

    function obey(transport: Transport): void {
      switch (transport.action) {
        case 'pause':
          if (state === 'playing') state = 'paused';
          break;
        case 'play':
          if (state === 'ended') {
            frame = 0;
            cut = true;
          }
          if (state === 'paused' || state === 'ended') {
            state = 'playing';
            anchorNow();
          }
          break;
        case 'seek':
          rewind(transport.frame);
          break;
        case 'rate':
          changeRate(transport.rate);
          break;
        case 'loop':
          loop = transport.loop;
          break;
      }
      tick();
      sink.changed();
    }

    /** What is left of the wait for the next frame is stretched along. */
    function changeRate(to: number): void {
      const wait = due() - clock.now();
      const next = clock.now() + (wait * rate) / to;
      rate = to;
      anchor = next - frame * period();
    }

    /** A player that is paused, ended or waiting shows the frame and stays as it is, paused. */
    function rewind(to: number): void {
      const last = clip().frameCount - 1;
      if (to > last) {
        throw new TegnError(
          'E_TRANSPORT',
          `Expected a frame from 0 to ${last} of "${clips[current].name}", found ${to}.`,
          {
            found: to,
          },
        );
      }
      frame = to;
      cut = true;
      anchorNow();
      if (state === 'playing') return;
      wake = null;
      state = 'paused';
      show();
    }

    tick();
    return {
      obey,
      status: () => ({
        state,
        source: clips[current].name,
        frame: Math.max(0, frame - 1),
        frameCount: clip().frameCount,
        rate,
        loop,
        transport: true,
      }),
      stop() {
        wake = null;
        state = 'ended';
        cancel();
      },
    };
  }

  return {
    subject: subjectOf(first.clip, subjectName),
    start: run,
    add(clip) {
      clips.push(clip);
      wake?.();
    },
    finish() {
      finished = true;
      wake?.();
    },
  };
}

const subjectOf = ({ skeleton, curveNames, timing }: MotionClip, name: string): LiveSubject => ({
  name,
  skeleton,
  curveNames,
  rate: timing.rate,
});

/** Whether frames of one clip are laid out like those of the other. */
function sameSubject(a: MotionClip, b: MotionClip): boolean {
  const { rate } = a.timing;
  return (
    rate.numerator === b.timing.rate.numerator &&
    rate.denominator === b.timing.rate.denominator &&
    sameValues(a.curveNames, b.curveNames) &&
    (a.skeleton === b.skeleton ||
      (sameValues(a.skeleton.jointNames, b.skeleton.jointNames) &&
        sameValues(a.skeleton.restTranslations, b.skeleton.restTranslations) &&
        sameValues(a.skeleton.restRotations, b.skeleton.restRotations)))
  );
}

function sameValues<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
