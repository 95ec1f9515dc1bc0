/** One recording in, one clip on the target skeleton out: read, solve, retarget, cut. Files, sockets and formats stay outside. */
import type { ClipMetadata } from '../export/exporter.ts';
import { type Issue, issue } from '../issues/issues.ts';
import type { LandmarkRecording } from '../landmarks/landmark-clip.ts';
import { readLandmarks } from '../landmarks/read-landmarks.ts';
import type { ReadOptions } from '../landmarks/reader.ts';
import { type FaceGains, scaleFaceTracks } from '../motion/face-tracks.ts';
import { mirrorClip } from '../motion/mirror.ts';
import type { MotionClip } from '../motion/motion-clip.ts';
import { resampleClip } from '../motion/resample.ts';
import { trimClip } from '../motion/trim.ts';
import { retargetWithReport } from '../retarget/retarget.ts';
import type { ActorProportions } from '../skeleton/actor/proportions.ts';
import type { Rig } from '../skeleton/rig.ts';
import { DEFAULT_TARGET, targetNamed } from '../skeleton/targets.ts';
import type { Lifter } from '../solver/lift/network/lifted-clip.ts';
import { SOLVE_DEFAULTS } from '../solver/options.ts';
import { reportSolve } from '../solver/report.ts';
import { reportReprojection } from '../solver/reprojection.ts';
import type { SmoothingName } from '../solver/smoothing/smoothing.ts';
import { solveClip } from '../solver/solve-clip.ts';
import type { VelocityLimitName } from '../solver/velocity-limit.ts';
import { frameRateFromDecimal, framesPerSecond } from '../space/timing.ts';
import { TEGN_VERSION } from '../version.ts';
import { liftIfFlat } from './lift.ts';
import { retargetIssues, retargetSummary } from './retarget-issues.ts';

/** A signer whose proportions are known from many recordings. */
export interface KnownActor {
  /** Where they come from, such as a file name; kept in the clip's metadata, like what follows. */
  readonly name: string;
  readonly proportions: ActorProportions;
  /** What the signer's size rests on: "measured", "stature" or "prior". */
  readonly size?: string;
  readonly recordings?: number;
}

export interface ClipOptions {
  /** Name of the target skeleton. */
  readonly target?: string;
  /** A target skeleton of one's own; goes before `target`. */
  readonly rig?: Rig;
  /** Sign with the other hand: the mirror image, face and gaze included. */
  readonly mirror?: boolean;
  /** Let the pelvis move as the signer's does; otherwise it stays where the target's rests. */
  readonly rootMotion?: boolean;
  /** Velocity limits. */
  readonly clamp?: VelocityLimitName;
  /** How the motion is smoothed through time. */
  readonly smoothing?: SmoothingName;
  /** Gives depth to recordings that have none; without it their depth is guessed from bone lengths. */
  readonly lifter?: Lifter;
  /** The signer; proportions are estimated from the recording when absent. */
  readonly actor?: KnownActor;
  /** How to read files that leave something open: person, frame rate, picture size, hand. */
  readonly read?: ReadOptions;
  /** Frame rate of the result; that of the recording when absent. */
  readonly fps?: number;
  /** How far tracks of the face are turned up or down. */
  readonly face?: FaceGains;
  /** Seconds of the recording to keep, both ends included. */
  readonly trim?: readonly [start: number, end: number];
}

export const CLIP_DEFAULTS = {
  target: DEFAULT_TARGET,
  clamp: SOLVE_DEFAULTS.clamp,
  smoothing: SOLVE_DEFAULTS.smoothing,
} as const satisfies ClipOptions;

export interface ClipResult {
  readonly recording: LandmarkRecording;
  /** The signer's own skeleton and motion. */
  readonly actor: Rig;
  readonly actorClip: MotionClip;
  /** The target's skeleton and motion. */
  readonly rig: Rig;
  readonly clip: MotionClip;
  readonly metadata: ClipMetadata;
  readonly issues: readonly Issue[];
}

/** Throws TegnError when the bytes or the options cannot be used. */
export async function makeClip(
  bytes: Uint8Array,
  name: string,
  options: ClipOptions = {},
): Promise<ClipResult> {
  const {
    target = CLIP_DEFAULTS.target,
    clamp = CLIP_DEFAULTS.clamp,
    smoothing = CLIP_DEFAULTS.smoothing,
  } = options;
  const rig = options.rig ?? targetNamed(target).rig();
  const rate = options.fps === undefined ? undefined : frameRateFromDecimal(options.fps);
  const recording = await readLandmarks(bytes, name, options.read);
  const { lifted, issues: liftIssues } = await liftIfFlat(recording, options.lifter);
  const {
    actor,
    clip: asSolved,
    excess,
    issues,
    reprojection,
  } = solveClip(recording, {
    clamp,
    smoothing,
    lifted,
    proportions: options.actor?.proportions,
  });
  const solved = options.face ? scaleFaceTracks(asSolved, options.face) : asSolved;
  const [first, last] = framesWithin(solved, options.trim);
  const trimmed = options.trim ? trimClip(solved, first, last) : solved;
  const asSigned = rate ? resampleClip(trimmed, rate) : trimmed;
  const actorClip = options.mirror ? mirrorClip(asSigned) : asSigned;
  const { clip, report } = retargetWithReport(actor, actorClip, rig, {
    rootMotion: options.rootMotion ?? false,
  });
  const approximate = rig.approximate
    ? [
        issue(
          'W_TARGET_APPROXIMATE',
          `The rest pose of "${rig.name}" is approximate; places may be some centimetres off.`,
        ),
      ]
    : [];
  const { read, fps, trim, actor: known } = options;
  const metadata: ClipMetadata = {
    gloss: glossOf(recording, name),
    source: { file: baseName(name), sha256: await sha256(bytes), kind: recording.source.kind },
    licence: textOf(recording.source.metadata['licence']),
    fps: framesPerSecond(clip.timing.rate),
    target: { name: rig.name, approximate: rig.approximate },
    quality: {
      retarget: retargetSummary(report),
      ...reportSolve(trimmed, excess.slice(Math.max(0, first), last + 1)),
      reprojection: reportReprojection(reprojection, first, last),
    },
    options: {
      target: options.rig ? rig.name : target,
      clamp,
      smoothing,
      ...(known && {
        actor: {
          name: known.name,
          ...(known.size && { size: known.size }),
          ...(known.recordings && { recordings: known.recordings }),
        },
      }),
      ...(options.face && { face: options.face }),
      ...(options.mirror && { mirror: true }),
      ...(options.rootMotion && { rootMotion: true }),
      ...(read && { read }),
      ...(fps && { fps }),
      ...(trim && { trim: closed(trim, solved) }),
    },
    tegnVersion: TEGN_VERSION,
  };
  return {
    recording,
    actor,
    actorClip,
    rig,
    clip,
    metadata,
    issues: [
      ...recording.issues,
      ...liftIssues,
      ...issues.filter((told) => concerns(told, first, last)),
      ...approximate,
      ...retargetIssues(report, rig),
    ],
  };
}

/** First and last frame of a range in seconds. */
function framesWithin(
  { frameCount, timing }: MotionClip,
  trim: ClipOptions['trim'],
): readonly [first: number, last: number] {
  if (!trim) return [0, frameCount - 1];
  const fps = framesPerSecond(timing.rate);
  return [Math.ceil(trim[0] * fps - 1e-6), Math.floor(trim[1] * fps + 1e-6)];
}

/** Whether an issue tells of frames that are kept, or of no frames in particular. */
const concerns = ({ frame, lastFrame = frame }: Issue, first: number, last: number): boolean =>
  frame === undefined || (frame <= last && lastFrame! >= first);

/** A range whose open end is the end of the clip: JSON has no infinity. */
const closed = (
  [start, end]: readonly [number, number],
  { frameCount, timing }: MotionClip,
): [number, number] => [start, Math.min(end, (frameCount - 1) / framesPerSecond(timing.rate))];

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const baseName = (name: string): string => name.replace(/^.*[\\/]/, '');

/** The word the file names, else the file's own name. */
const glossOf = ({ source }: LandmarkRecording, name: string): string =>
  textOf(source.metadata['word']) ??
  textOf(source.metadata['sign']) ??
  baseName(name)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]*$/, '');

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
