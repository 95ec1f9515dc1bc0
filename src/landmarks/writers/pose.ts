/**
 * A recording -> a .pose file, version 0.2, that pose-format's own tools read.
 *
 * Layout: 553 points (33 body, 478 face, 21 and 21 hands), 586 with the world landmarks of the body, and two components of 21 more
 * when hands have world landmarks. Image points in pixels, their z in picture widths; world points in metres with x and y multiplied
 * by the picture's width and height, as pose-format does. Missing points are zeros with confidence 0.
 * A recording read from a .pose file comes back the same to the last bit, any other to one step of float32 (1.2e-7 of a value).
 * Not kept: the number of the first frame, metadata, issues.
 */
import { encodePoseHeader } from '../../formats/pose/pose-header.ts';
import { TegnError } from '../../issues/issues.ts';
import { solveFromMediapipe } from '../../space/spaces.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { type LandmarkClip, type LandmarkRecording, primaryClip } from '../landmark-clip.ts';
import type { LandmarkPart } from '../schema.ts';
import { POSE_FILE_PARTS } from './pose-layout.ts';

/** Throws E_OPTION when the picture is larger than the format allows. */
export function writePose(recording: LandmarkRecording): Uint8Array {
  const { image, world, imageSize } = recording;
  const { width, height } = imageSize;
  if (!(Number.isInteger(width) && Number.isInteger(height) && width <= 65535 && height <= 65535)) {
    throw new TegnError(
      'E_OPTION',
      `A .pose file holds whole picture sizes up to 65535, found ${width} x ${height}.`,
    );
  }
  const { timing, frameCount } = primaryClip(recording);
  const parts = POSE_FILE_PARTS.filter(
    ({ part, isWorld, isOptional }) => !isOptional || hasPart(isWorld ? world : image, part),
  );
  const header = encodePoseHeader({
    version: 0.2,
    width,
    height,
    depth: 0,
    components: parts.map(({ component }) => component),
  });
  const points = parts.reduce((sum, { part }) => sum + part.count, 0);
  const bytes = new Uint8Array(header.length + 10 + 16 * frameCount * points);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  view.setFloat32(header.length, framesPerSecond(timing.rate), true);
  view.setUint32(header.length + 4, frameCount, true);
  view.setUint16(header.length + 8, 1, true);

  let at = header.length + 10;
  let confidenceAt = at + 12 * frameCount * points;
  const p = new Float64Array(3);
  for (let frame = 0; frame < frameCount; frame++) {
    for (const { part, isWorld } of parts) {
      const clip = isWorld ? world : image;
      for (let i = 0; i < part.count; i++) {
        const index = frame * (clip?.schema.names.length ?? 0) + part.offset + i;
        for (let axis = 0; axis < 3; axis++) p[axis] = clip ? clip.positions[index * 3 + axis] : 0;
        // The change of axes is its own inverse.
        if (isWorld) solveFromMediapipe(p, p);
        view.setFloat32(at, p[0] * width, true);
        view.setFloat32(at + 4, p[1] * height, true);
        view.setFloat32(at + 8, p[2], true);
        view.setFloat32(confidenceAt, clip ? clip.confidences[index] : 0, true);
        at += 12;
        confidenceAt += 4;
      }
    }
  }
  return bytes;
}

function hasPart(clip: LandmarkClip | null, { offset, count }: LandmarkPart): boolean {
  if (!clip) return false;
  const points = clip.schema.names.length;
  return clip.confidences.some((value, at) => {
    const landmark = at % points;
    return value > 0 && landmark >= offset && landmark < offset + count;
  });
}
