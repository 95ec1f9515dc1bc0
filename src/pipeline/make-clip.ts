/** One recording in, one clip on the target skeleton out: read, solve, retarget, cut. Files, sockets and formats stay outside. */
import type { ClipMetadata } from '../export/exporter.ts';
import { giveHeadToFace, type HeadOwner } from '../export/face/head-owner.ts';
import { sha256 } from '../formats/archive/sha256.ts';
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import type { LandmarkRecording } from '../landmarks/landmark-clip.ts';
import { readLandmarks } from '../landmarks/read-landmarks.ts';
import type { ReadOptions } from '../landmarks/reader.ts';
import { applyTracks } from '../motion/apply-tracks.ts';
import { mirrorClip } from '../motion/mirror.ts';
import type { MotionClip } from '../motion/motion-clip.ts';
import { resampleClip } from '../motion/resample.ts';
import type { TrackSettings } from '../motion/track-settings.ts';
import { trimClip } from '../motion/trim.ts';
import { retargetWithReport } from '../retarget/retarget.ts';
import { RETARGET_DEFAULTS } from '../retarget/state.ts';
import type { ActorProportions } from '../skeleton/actor/proportions.ts';
import type { Rig } from '../skeleton/rig.ts';
import { DEFAULT_TARGET, targetNamed } from '../skeleton/targets.ts';
import type { FaceNetwork } from '../solver/face/network/face-network.ts';
import type { SignerFace } from '../solver/face/signer-face.ts';
import type { Lifter } from '../solver/lift/network/lifted-clip.ts';
import { SOLVE_DEFAULTS } from '../solver/options.ts';
import { reportSolve } from '../solver/report.ts';
import { reportReprojection } from '../solver/reprojection.ts';
import type { OneEuroOptions } from '../solver/smoothing/one-euro.ts';
import type { SmoothingName } from '../solver/smoothing/smoothing.ts';
import { solveClip } from '../solver/solve-clip.ts';
import type { VelocityLimit } from '../solver/velocity-limit.ts';
import { frameOfTimecode } from '../space/timecode.ts';
import { frameRateFromDecimal, framesPerSecond } from '../space/timing.ts';
import { TEGN_VERSION } from '../version.ts';
import { askFaceNetwork } from './ask-face-network.ts';
import { type LayerFile, layTracks } from './lay-tracks.ts';
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
  /** The signer's neutral face. */
  readonly face?: SignerFace;
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
  readonly clamp?: VelocityLimit;
  /** How the motion is smoothed through time. */
  readonly smoothing?: SmoothingName;
  /** Of the One Euro filter, where that is the smoothing. */
  readonly oneEuro?: OneEuroOptions;
  /** Keep places on the body and contacts; false copies rotations and nothing else. */
  readonly places?: boolean;
  /** Gives depth to recordings that have none; without it their depth is guessed from bone lengths. */
  readonly lifter?: Lifter;
  /** The signer; proportions are estimated from the recording when absent. */
  readonly actor?: KnownActor;
  /** How to read files that leave something open: person, frame rate, picture size, hand. */
  readonly read?: ReadOptions;
  /** Frame rate of the result; that of the recording when absent. */
  readonly fps?: number;
  /** What becomes of the tracks of face, head and torso: gain, offset, smoothing, shift. */
  readonly face?: TrackSettings;
  /** Who turns the head in Unreal: the bones of the body clip, or the curves of the face's. */
  readonly head?: HeadOwner;
  /** A second source of face curves beside the formulas. */
  readonly faceNetwork?: FaceNetwork;
  /** Recorded faces and other recordings, some of whose tracks go over this one's, in this order. */
  readonly layers?: readonly LayerFile[];
  /** Timecode of the recording's first frame, hours:minutes:seconds:frames; the clip then counts from there. */
  readonly timecode?: string;
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
  const { networkFace, issues: faceIssues } = await askFaceNetwork(recording, options.faceNetwork);
  const {
    actor,
    clip: asSolved,
    excess,
    issues,
    reprojection,
    faceConfidences,
  } = solveClip(recording, {
    clamp,
    smoothing,
    oneEuro: options.oneEuro,
    lifted,
    networkFace,
    signerFace: options.actor?.face,
    proportions: options.actor?.proportions,
  });
  const timed = withTimecode(asSolved, options.timecode);
  const {
    clip: layered,
    layers,
    issues: layerIssues,
  } = await layTracks(timed, options.timecode !== undefined, options.layers ?? [], {
    lifter: options.lifter,
    read: options.read,
    hash: sha256,
  });
  const solved = options.face ? applyTracks(layered, options.face) : layered;
  const [first, last] = framesWithin(solved, options.trim);
  const trimmed = options.trim ? trimClip(solved, first, last) : solved;
  const asSigned = rate ? resampleClip(solved, rate) : solved;
  const signed = options.mirror ? mirrorClip(asSigned) : asSigned;
  // retargeted as a whole, then cut: a contact is taken up before it begins, wherever the cut is
  const keep = options.trim ? nearestFrames(signed, options.trim) : framesWithin(signed, undefined);
  const actorClip = options.trim ? trimClip(signed, ...keep) : signed;
  const { clip: turned, report } = retargetWithReport(
    actor,
    signed,
    rig,
    { rootMotion: options.rootMotion ?? false, places: options.places ?? RETARGET_DEFAULTS.places },
    keep,
  );
  const clip = options.head === 'face' ? giveHeadToFace(turned) : turned;
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
      ...(faceConfidences && { face: reportFace(faceConfidences.subarray(first, last + 1)) }),
    },
    options: {
      target: options.rig ? rig.name : target,
      clamp,
      smoothing,
      ...(options.oneEuro && { oneEuro: options.oneEuro }),
      ...(options.places === false && { places: false }),
      ...(known && {
        actor: {
          name: known.name,
          ...(known.size && { size: known.size }),
          ...(known.recordings && { recordings: known.recordings }),
          ...(known.face && { faceFrames: known.face.frames }),
        },
      }),
      ...(options.face && { face: options.face }),
      ...(networkFace && { faceNetwork: options.faceNetwork!.name }),
      ...(layers.length > 0 && { layers }),
      ...(options.head === 'face' && { head: 'face' }),
      ...(options.timecode && { timecode: options.timecode }),
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
      ...faceIssues,
      ...issues.filter((told) => concerns(told, first, last)),
      ...layerIssues,
      ...approximate,
      ...retargetIssues(report, rig),
    ],
  };
}

function withTimecode(clip: MotionClip, timecode: string | undefined): MotionClip {
  if (timecode === undefined) return clip;
  const { rate } = clip.timing;
  const startFrame = frameOfTimecode(rate, timecode);
  if (startFrame === null) {
    throw new TegnError(
      'E_OPTION',
      `Expected a timecode hours:minutes:seconds:frames at ${framesPerSecond(rate)} frames per second, found "${timecode}".`,
      { found: timecode },
    );
  }
  return { ...clip, timing: { rate, startFrame } };
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

/** The same for a clip at another rate, where a range that holds a frame of the recording may hold none. */
function nearestFrames(clip: MotionClip, trim: NonNullable<ClipOptions['trim']>): readonly [number, number] {
  const [first, last] = framesWithin(clip, trim);
  const from = Math.min(first, clip.frameCount - 1);
  return [from, Math.max(from, last)];
}

/** Shares of the face that can be believed, 0..1. */
const reportFace = (confidences: Float32Array): { confidence: number; lowest: number } => ({
  confidence: confidences.reduce((sum, value) => sum + value, 0) / confidences.length,
  lowest: Math.min(...confidences),
});

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
