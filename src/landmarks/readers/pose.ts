/**
 * .pose files (v0.0, v0.1, v0.2; MediaPipe Holistic and OpenPose layouts) -> a recording.
 *
 * Image points are stored in pixels, their z in picture widths. Points are found by name, so any subset is read.
 * A file that was normalised has its depths shifted (to about 250 in one of 500 pixels) and keeps the original width in `depth`:
 * the shift is taken off per component and the scale restored. World landmarks: pose-world.ts.
 * Source: the pose-format project's format notes, and what its writers do.
 */
import { type PoseBody, type PoseTrack, readPoseBody } from '../../formats/pose/pose-body.ts';
import { type PoseHeader, readPoseHeader } from '../../formats/pose/pose-header.ts';
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { median } from '../../math/scalar.ts';
import { type FrameRate, frameRateFromDecimal } from '../../space/timing.ts';
import { createDraft, type LandmarkDraft, setLandmark } from '../draft.ts';
import { finishRecording } from '../finish-recording.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import { assertFrameCount, choosePerson, type LandmarkReader, type ReadOptions } from '../reader.ts';
import { LEFT_HAND_OFFSET, POSE_NAMES, RIGHT_HAND_OFFSET } from '../schema.ts';
import { mapPosePoints, type PointRange } from './pose-points.ts';
import { worldScale } from './pose-world.ts';

export const poseReader: LandmarkReader = {
  description: '.pose (pose-format v0.0, v0.1, v0.2)',
  extensions: ['pose'],
  accepts(bytes) {
    try {
      return readPoseHeader(bytes).header.components.length > 0;
    } catch {
      return false;
    }
  },
  read: readPose,
};

/** Picture widths. The depth of a real point is at most about two; normalised files have hundreds. */
const SHIFTED_DEPTH = 10;

function readPose(bytes: Uint8Array, name: string, options: ReadOptions): LandmarkRecording {
  const issues: Issue[] = [];
  const { header, byteLength } = readPoseHeader(bytes);
  const imageSize = sizeOf(header, options);
  const ranges = mapPosePoints(header, issues);
  const body = readPoseBody(bytes, byteLength, header);
  assertSomething(body, byteLength);
  assertFrameCount(body.frameCount, options);
  const rate = rateOf(body.fps, byteLength, options);
  if (body.trailingBytes > 0) {
    issues.push(
      issue('W_TRAILING_BYTES', `${body.trailingBytes} bytes follow the last frame and were ignored.`),
    );
  }
  const wrap = header.version === 0.2 ? 2 ** 32 : 2 ** 16;
  if (body.frameCount % wrap !== body.announcedFrames) {
    issues.push(
      issue(
        'I_FRAME_COUNT',
        `The header announces ${body.announcedFrames} frames; ${body.frameCount} were found and read.`,
      ),
    );
  }
  const person = choosePerson(
    body.tracks.length,
    (i) => eccentricity(body.tracks[i], ranges, body.frameCount, imageSize),
    options,
    issues,
  );
  const track = body.tracks[person];

  const image = createDraft(body.frameCount);
  for (const range of ranges) {
    if (range.isWorld) continue;
    const shift = range.hasDepth ? depthShift(track, range) : 0;
    const depthScale = shift !== 0 && header.depth > 0 ? header.depth / imageSize.width : 1;
    fill(image, track, range, (x, y, z, dst) => {
      dst[0] = x / imageSize.width;
      dst[1] = y / imageSize.height;
      dst[2] = (z - shift) * depthScale;
    });
    if (shift !== 0 && !issues.some(({ code }) => code === 'I_NORMALISED')) {
      issues.push(
        issue('I_NORMALISED', `The file was normalised: its depths lay around ${Math.round(shift)}.`),
      );
    }
  }
  const worldRanges = ranges.filter((range) => range.isWorld);
  let world: LandmarkDraft | null = null;
  if (worldRanges.length > 0) {
    const scale = worldScale(track, ranges, imageSize);
    if ('reason' in scale) {
      issues.push(issue('W_WORLD_UNUSABLE', `World landmarks were left out: ${scale.reason}.`));
    } else {
      world = createDraft(body.frameCount);
      for (const range of worldRanges) fill(world, track, range, scale.toMetres);
    }
  }
  return finishRecording({
    image,
    world,
    timing: { rate, startFrame: 0 },
    imageSize,
    source: {
      kind: `pose-${header.version.toFixed(1)}`,
      name,
      metadata: {
        version: header.version,
        components: header.components.map((component) => component.name),
        points: track.points,
        people: body.tracks.length,
      },
    },
    issues,
  });
}

function sizeOf(header: PoseHeader, options: ReadOptions): { width: number; height: number } {
  const { width, height } = header;
  if (width > 0 && height > 0) return { width, height };
  if (options.imageSize) return options.imageSize;
  throw new TegnError(
    'E_POSE_HEADER',
    `Expected a picture size above 0 at offset 4, found ${width} x ${height}.`,
    {
      offset: 4,
      found: { width, height },
    },
  );
}

function assertSomething(body: PoseBody, offset: number): void {
  if (body.tracks.length > 0) return;
  const { frameCount, announcedFrames } = body;
  const frames = Math.max(frameCount, announcedFrames);
  if (frames > 0) {
    const message = `Expected at least one person behind offset ${offset}, found none in ${frames} frames.`;
    throw new TegnError('E_NO_LANDMARKS', message, { offset, expected: 'at least one person', found: 0 });
  }
  const message = `Expected at least one frame behind offset ${offset}, found none.`;
  throw new TegnError('E_NO_FRAMES', message, { offset, expected: 'at least one frame', found: 0 });
}

/** The option replaces a rate that cannot be one. */
function rateOf(fps: number, offset: number, options: ReadOptions): FrameRate {
  if (fps > 0 && fps <= 1000) return frameRateFromDecimal(fps);
  if (options.fps !== undefined) return frameRateFromDecimal(options.fps);
  const message = `Expected a frame rate above 0 and up to 1000 at offset ${offset}, found ${fps}.`;
  throw new TegnError('E_FRAME_RATE', message, { offset, expected: '0 < fps <= 1000', found: fps });
}

function fill(
  draft: LandmarkDraft,
  track: PoseTrack,
  range: PointRange,
  convert: (x: number, y: number, z: number, dst: Float64Array) => void,
): void {
  const { points, dims, data, confidences, frames } = track;
  const { landmarks, start } = range;
  const last = landmarks.length - 1;
  const p = new Float64Array(3);
  for (let n = 0; n < frames.length; n++) {
    const first = n * points + start;
    // A part that is NaN throughout is how some writers say that it was not found.
    if (Number.isNaN(data[first * dims]) && Number.isNaN(data[(first + last) * dims])) continue;
    for (let i = 0; i <= last; i++) {
      if (landmarks[i] < 0) continue;
      const at = (first + i) * dims;
      convert(data[at], data[at + 1], range.hasDepth ? data[at + 2] : 0, p);
      setLandmark(draft, frames[n], landmarks[i], p[0], p[1], p[2], confidences[first + i]);
    }
  }
}

/** What the depths of a component are relative to, 0 unless the file was normalised. */
function depthShift(track: PoseTrack, range: PointRange): number {
  const middle = medianDepth(track, range, Array.from(range.landmarks.keys()));
  if (!(Math.abs(middle) > SHIFTED_DEPTH)) return 0;
  // Depths start at the middle of the hips, at each hand's wrist, and somewhere in the head.
  const origins = ORIGINS.map((landmark) => range.landmarks.indexOf(landmark)).filter((i) => i >= 0);
  const origin = medianDepth(track, range, origins);
  return Number.isNaN(origin) ? middle : origin;
}

/** Median over about a thousand evenly chosen values of the given points of a component; NaN when none is there. */
function medianDepth(
  { points, dims, frames, data, confidences }: PoseTrack,
  range: PointRange,
  of: number[],
): number {
  const values: number[] = [];
  const total = frames.length * of.length;
  for (let n = 0; n < total; n += Math.ceil(total / 1000)) {
    const at = Math.floor(n / of.length) * points + range.start + of[n % of.length];
    const z = data[at * dims + 2];
    if (confidences[at] > 0 && Number.isFinite(z)) values.push(z);
  }
  return median(values);
}

const ORIGINS = [
  POSE_NAMES.indexOf('leftHip'),
  POSE_NAMES.indexOf('rightHip'),
  LEFT_HAND_OFFSET,
  RIGHT_HAND_OFFSET,
];

/** Mean distance from the centre of the picture, in picture sizes; frames without the person count as 1. */
function eccentricity(
  track: PoseTrack,
  ranges: readonly PointRange[],
  frameCount: number,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const { points, dims } = track;
  let sum = frameCount - track.frames.length;
  for (let n = 0; n < track.frames.length; n++) {
    let x = 0;
    let y = 0;
    let count = 0;
    for (const range of ranges) {
      if (range.isWorld) continue;
      for (let i = 0; i < range.landmarks.length; i++) {
        const at = n * points + range.start + i;
        const px = track.data[at * dims];
        const py = track.data[at * dims + 1];
        if (!(track.confidences[at] > 0) || !Number.isFinite(px + py)) continue;
        x += px;
        y += py;
        count++;
      }
    }
    sum += count === 0 ? 1 : Math.hypot(x / count / width - 0.5, y / count / height - 0.5);
  }
  return sum / frameCount;
}
