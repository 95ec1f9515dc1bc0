/**
 * Body of a .pose file -> one track of plain numbers per person.
 *
 * v0.1, v0.2: a prefix (fps, frames, people), then f32 data[frames][people][points][dims], then f32 confidence[frames][people]
 * [points]. v0.0: a prefix (fps, frames), then per frame a u16 count and per person an i16 id and its points, confidence last.
 * The number of frames follows from the bytes; the field in the prefix wraps at 65,536 in v0.1 and is only used to tell
 * a cut file from one with bytes after its data. Nothing is allocated for what a count merely announces.
 */
import { TegnError } from '../../issues/issues.ts';
import { type PoseHeader, poseDimensions, posePointCount } from './pose-header.ts';

/** One person. Entry n belongs to frame `frames[n]`. */
export interface PoseTrack {
  /** P, points of all components. */
  readonly points: number;
  /** Coordinates per point. */
  readonly dims: number;
  /** [N] increasing. */
  readonly frames: Int32Array;
  /** [N x P x dims] as stored: pixels, may hold NaN. */
  readonly data: Float32Array;
  /** [N x P] as stored, may hold NaN. */
  readonly confidences: Float32Array;
}

export interface PoseBody {
  /** As stored, may be NaN or negative. */
  readonly fps: number;
  readonly frameCount: number;
  /** What the prefix says. */
  readonly announcedFrames: number;
  readonly trailingBytes: number;
  readonly tracks: readonly PoseTrack[];
}

/** `offset` is where the header ended. Throws E_POSE_TRUNCATED when data is missing. */
export function readPoseBody(bytes: Uint8Array, offset: number, header: PoseHeader): PoseBody {
  const prefixSize = header.version === 0 ? 4 : header.version === 0.1 ? 6 : 10;
  if (offset + prefixSize > bytes.length) {
    throw truncated(
      `${prefixSize} bytes of frame rate and counts`,
      offset,
      prefixSize,
      bytes.length - offset,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = offset + prefixSize;
  if (header.version === 0) {
    return readInterleavedBody(
      view,
      start,
      view.getUint16(offset, true),
      view.getUint16(offset + 2, true),
      header,
    );
  }
  const wide = header.version === 0.2;
  const fps = wide ? view.getFloat32(offset, true) : view.getUint16(offset, true);
  const announcedFrames = wide ? view.getUint32(offset + 4, true) : view.getUint16(offset + 2, true);
  const people = view.getUint16(start - 2, true);
  const stride = 4 * people * posePointCount(header) * (poseDimensions(header) + 1);
  if (stride === 0) {
    return { fps, frameCount: 0, announcedFrames, trailingBytes: bytes.length - start, tracks: [] };
  }
  const available = bytes.length - start;
  const frameCount = countFrames(available, stride, announcedFrames, wide ? 2 ** 32 : 2 ** 16);
  if (frameCount === null) {
    throw truncated(
      `${announcedFrames} frames of ${stride} bytes (${people} people, ${posePointCount(header)} points)`,
      start,
      announcedFrames * stride,
      available,
    );
  }
  const tracks = readPlanarTracks(bytes, start, frameCount, people, header);
  if (frameCount !== announcedFrames && tracks.some((track) => !isConfidence(track.confidences))) {
    throw truncated(
      `${announcedFrames} frames of ${stride} bytes`,
      start,
      announcedFrames * stride,
      available,
    );
  }
  return { fps, frameCount, announcedFrames, trailingBytes: available - frameCount * stride, tracks };
}

/** Frames that fit the bytes; with bytes left over, as many as the wrapped announcement allows. null: data is missing. */
function countFrames(available: number, stride: number, announced: number, wrap: number): number | null {
  if (available % stride === 0 && (available > 0 || announced === 0)) return available / stride;
  const fitting = Math.floor(available / stride);
  const frames = fitting - ((fitting - announced) % wrap);
  return announced > 0 && fitting >= announced ? frames : null;
}

/** Confidences lie in 0..1 (a little more in some trackers): coordinates read as confidences do not. */
function isConfidence(values: Float32Array): boolean {
  return values.every((value) => !(value < -0.5 || value > 1.5));
}

function readPlanarTracks(
  bytes: Uint8Array,
  start: number,
  frameCount: number,
  people: number,
  header: PoseHeader,
): PoseTrack[] {
  const points = posePointCount(header);
  const dims = poseDimensions(header);
  const values = frameCount * people * points;
  const split = start + 4 * values * dims;
  // The body is not aligned: copy it.
  const data = new Float32Array(bytes.slice(start, split).buffer);
  const confidences = new Float32Array(bytes.slice(split, split + 4 * values).buffer);
  const frames = Int32Array.from({ length: frameCount }, (_, frame) => frame);
  if (frameCount === 0) return [];
  if (people === 1) return [{ points, dims, frames, data, confidences }];
  return Array.from({ length: people }, (_, person) => ({
    points,
    dims,
    frames,
    data: gather(data, points * dims, frameCount, people, person),
    confidences: gather(confidences, points, frameCount, people, person),
  }));
}

/** Every `people`-th run of `size` values, from run `person` on. */
function gather(
  values: Float32Array,
  size: number,
  frameCount: number,
  people: number,
  person: number,
): Float32Array {
  const out = new Float32Array(frameCount * size);
  for (let frame = 0; frame < frameCount; frame++) {
    const from = (frame * people + person) * size;
    out.set(values.subarray(from, from + size), frame * size);
  }
  return out;
}

function readInterleavedBody(
  view: DataView,
  start: number,
  fps: number,
  announcedFrames: number,
  header: PoseHeader,
): PoseBody {
  const values = header.components.reduce(
    (sum, { points, format }) => sum + points.length * format.length,
    0,
  );
  const people: { frame: number; slot: number; id: number; offset: number }[] = [];
  let offset = start;
  let frameCount = 0;
  let idsAreUnique = true;
  while (offset < view.byteLength) {
    const frameOffset = offset;
    const count = offset + 2 <= view.byteLength ? view.getUint16(offset, true) : 0;
    const size = 2 + count * (2 + 4 * values);
    if (frameOffset + size > view.byteLength) {
      if (frameCount >= announcedFrames) break;
      throw truncated(
        `frame ${frameCount} with ${count} people`,
        frameOffset,
        size,
        view.byteLength - frameOffset,
      );
    }
    offset += 2;
    const ids = new Set<number>();
    for (let slot = 0; slot < count; slot++) {
      const id = view.getInt16(offset, true);
      idsAreUnique &&= !ids.has(id);
      ids.add(id);
      people.push({ frame: frameCount, slot, id, offset: offset + 2 });
      offset += 2 + 4 * values;
    }
    frameCount++;
  }
  // Without distinct ids a person is the one at the same place in every frame's list.
  const groups = new Map<number, typeof people>();
  for (const person of people) {
    const key = idsAreUnique ? person.id : person.slot;
    const group = groups.get(key);
    if (group) group.push(person);
    else groups.set(key, [person]);
  }
  const tracks = [...groups.keys()]
    .sort((a, b) => a - b)
    .map((key) => readInterleavedTrack(view, groups.get(key)!, header));
  return { fps, frameCount, announcedFrames, trailingBytes: view.byteLength - offset, tracks };
}

function readInterleavedTrack(
  view: DataView,
  entries: readonly { frame: number; offset: number }[],
  header: PoseHeader,
): PoseTrack {
  const points = posePointCount(header);
  const dims = poseDimensions(header);
  const data = new Float32Array(entries.length * points * dims);
  const confidences = new Float32Array(entries.length * points);
  entries.forEach((entry, n) => {
    let { offset } = entry;
    let point = n * points;
    for (const component of header.components) {
      const own = component.format.length - 1;
      for (let i = 0; i < component.points.length; i++, point++) {
        for (let d = 0; d < own; d++, offset += 4) data[point * dims + d] = view.getFloat32(offset, true);
        confidences[point] = view.getFloat32(offset, true);
        offset += 4;
      }
    }
  });
  return { points, dims, frames: Int32Array.from(entries, (entry) => entry.frame), data, confidences };
}

function truncated(what: string, offset: number, expected: number, found: number): TegnError {
  return new TegnError(
    'E_POSE_TRUNCATED',
    `The .pose body ends early: expected ${what} (${expected} bytes) at offset ${offset}, found ${found} bytes.`,
    { offset, expected, found },
  );
}
