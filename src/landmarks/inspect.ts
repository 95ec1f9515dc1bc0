/** A recording -> what is in it and what will limit the result: plain data, and the same as text. */
import type { Issue } from '../issues/issues.ts';
import { framesPerSecond } from '../space/timing.ts';
import { type ActiveHand, activeHand } from './active-hand.ts';
import { type DepthSource, type LandmarkClip, type LandmarkRecording, primaryClip } from './landmark-clip.ts';
import { type LandmarkPartName, POSE_NAMES } from './schema.ts';

export interface PartInspection {
  readonly name: LandmarkPartName;
  /** Frames with at least one point. */
  readonly presentFrames: number;
  /** presentFrames / frames, 0..100 */
  readonly presentPercent: number;
  /** Longest run of frames without the part, the start and end of the recording included. */
  readonly longestGap: number;
  /** Longest run of frames without the part between two with it. */
  readonly longestInnerGap: number;
  /** Points that are there in any frame, of those the part has. */
  readonly points: number;
  readonly pointsOfPart: number;
  /** Mean confidence of the points that are there, 0..1. */
  readonly meanConfidence: number;
}

export interface Inspection {
  /** Reader that took the file. */
  readonly kind: string;
  readonly name: string;
  readonly frameCount: number;
  readonly fps: number;
  readonly durationSeconds: number;
  /** Pixels. */
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly depth: DepthSource;
  readonly parts: readonly PartInspection[];
  /** The hand that signs, null when none is seen. */
  readonly activeHand: ActiveHand;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
  /** Sentences on what will limit the result. */
  readonly limits: readonly string[];
}

export function inspectRecording(recording: LandmarkRecording): Inspection {
  const clip = primaryClip(recording);
  const fps = framesPerSecond(clip.timing.rate);
  const parts = clip.schema.parts.map(({ name }) => inspectPart(clip, name));
  const inspection = {
    kind: recording.source.kind,
    name: recording.source.name,
    frameCount: clip.frameCount,
    fps,
    durationSeconds: clip.frameCount / fps,
    imageSize: recording.imageSize,
    depth: recording.depth,
    parts,
    activeHand: activeHand(clip, recording.imageSize.width / recording.imageSize.height),
    metadata: recording.source.metadata,
    issues: recording.issues,
  };
  return { ...inspection, limits: limitsOf(inspection, clip) };
}

/** Lines for a terminal, without the name of the file. */
export function formatReport(inspection: Inspection): string {
  const { kind, frameCount, fps, durationSeconds, imageSize, depth, parts, issues, limits } = inspection;
  const frames = (count: number) => `${count} ${count === 1 ? 'frame' : 'frames'}`;
  const lines = [
    `  ${kind}, ${frames(frameCount)} at ${Number(fps.toFixed(3))} per second, ${durationSeconds.toFixed(2)} s`,
    `  picture ${imageSize.width} x ${imageSize.height}, depth: ${depth}, active hand: ${inspection.activeHand ?? 'none'}`,
  ];
  for (const part of parts) {
    const percent = `${Math.round(part.presentPercent)} %`.padStart(5);
    const inner =
      part.longestInnerGap < part.longestGap ? ` (between sightings ${part.longestInnerGap})` : '';
    const gap = part.longestGap > 0 ? `, longest gap ${frames(part.longestGap)}${inner}` : '';
    const detail = part.presentFrames > 0 ? `, ${part.points} of ${part.pointsOfPart} points${gap}` : '';
    lines.push(`  ${part.name.padEnd(9)} ${percent} of frames${detail}`);
  }
  if (limits.length > 0) lines.push('  What limits the result:', ...limits.map((limit) => `    - ${limit}`));
  if (issues.length > 0) {
    lines.push('  Noticed while reading:', ...issues.map(({ code, message }) => `    - ${code} ${message}`));
  }
  return lines.join('\n');
}

function inspectPart(clip: LandmarkClip, name: LandmarkPartName): PartInspection {
  const { offset, count } = clip.schema.parts.find((part) => part.name === name)!;
  const stride = clip.schema.names.length;
  const seen = new Uint8Array(count);
  let presentFrames = 0;
  let longestGap = 0;
  let longestInnerGap = 0;
  let lastSeen = -1;
  let sum = 0;
  let measured = 0;
  for (let frame = 0; frame < clip.frameCount; frame++) {
    let isPresent = false;
    for (let i = 0; i < count; i++) {
      const confidence = clip.confidences[frame * stride + offset + i];
      if (confidence === 0) continue;
      isPresent = true;
      seen[i] = 1;
      sum += confidence;
      measured++;
    }
    if (!isPresent) continue;
    const gap = frame - lastSeen - 1;
    longestGap = Math.max(longestGap, gap);
    if (lastSeen >= 0) longestInnerGap = Math.max(longestInnerGap, gap);
    lastSeen = frame;
    presentFrames++;
  }
  longestGap = Math.max(longestGap, clip.frameCount - 1 - lastSeen);
  return {
    name,
    presentFrames,
    presentPercent: (100 * presentFrames) / clip.frameCount,
    longestGap,
    longestInnerGap,
    points: seen.reduce((total, value) => total + value, 0),
    pointsOfPart: count,
    meanConfidence: measured === 0 ? 0 : sum / measured,
  };
}

const LEFT_HIP = POSE_NAMES.indexOf('leftHip');

/** Frames per second below which a fast hand moves more than its own length between frames. */
const LOW_RATE = 20;

/** Gaps that can be bridged from what is seen around them, seconds. */
const BRIDGED_GAP_SECONDS = 0.25;

/** Mean confidence below which trackers guess a point from the rest of the body. */
const GUESSED = 0.3;

const NAMES: Readonly<Record<LandmarkPartName, string>> = {
  pose: 'body',
  leftHand: 'left hand',
  rightHand: 'right hand',
  face: 'face',
};

function limitsOf(
  { depth, parts, fps, frameCount }: Pick<Inspection, 'depth' | 'parts' | 'fps' | 'frameCount'>,
  clip: LandmarkClip,
): string[] {
  const limits: string[] = [];
  if (depth === 'none') {
    limits.push(
      'There is no depth: how far the hands are in front of the body is guessed from bone lengths.',
    );
  } else if (depth === 'image') {
    limits.push(
      'Depth comes from image landmarks, which are weak in it; there are no usable world landmarks.',
    );
  }
  for (const part of parts) {
    const name = NAMES[part.name];
    if (part.presentFrames === 0) {
      const effect =
        part.name === 'pose' ? 'the arms rest' : part.name === 'face' ? 'it stays neutral' : 'it rests';
      limits.push(`The ${name} is never seen; ${effect}.`);
      continue;
    }
    if (part.presentFrames < frameCount) {
      const missing = Math.round(100 - part.presentPercent);
      const gap = part.longestInnerGap / fps;
      const long = gap > BRIDGED_GAP_SECONDS ? ', too long to be bridged from its surroundings' : '';
      const longest =
        part.longestInnerGap > 0
          ? `; between sightings it is lost for up to ${gap.toFixed(2)} s${long}`
          : ', at the start or the end';
      limits.push(`The ${name} is missing in ${Math.max(missing, 1)} % of the frames${longest}.`);
    }
    if (part.name === 'face' && part.points < 468) {
      limits.push(
        `The face has ${part.points} of ${part.pointsOfPart} points: the turn of the head rests on these alone.`,
      );
    }
  }
  const hips = meanConfidence(clip, LEFT_HIP);
  if (parts[0].presentFrames > 0 && hips < GUESSED) {
    limits.push(
      hips === 0
        ? 'The hips are not tracked: the lean of the body is taken from the shoulders alone.'
        : 'The hips are hardly visible: the lean of the body is uncertain.',
    );
  }
  if (frameCount === 1) limits.push('There is one frame: the result is a still pose.');
  else if (fps < LOW_RATE) limits.push(`${fps.toFixed(1)} frames per second: fast movements are cut short.`);
  return limits;
}

function meanConfidence(clip: LandmarkClip, landmark: number): number {
  let sum = 0;
  for (let frame = 0; frame < clip.frameCount; frame++) {
    sum += clip.confidences[frame * clip.schema.names.length + landmark];
  }
  return sum / clip.frameCount;
}
