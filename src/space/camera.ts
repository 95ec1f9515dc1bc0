/**
 * A pinhole camera that looks along -Z of solve space from its own origin: x right in the picture, y up, depth = -z.
 * Picture coordinates: x and y normalised by width and height, origin top left, y down. Square pixels, principal point central.
 */
import type { Numbers } from '../math/vec3.ts';

export interface Camera {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Focal length, pixels. */
  focal: number;
}

/** Assumed when nothing is known: about the diagonal field of view of phones and webcams, 50 degrees along the longer side. */
export const DEFAULT_FIELD_OF_VIEW = (50 * Math.PI) / 180;

export function createCamera(width: number, height: number, fieldOfView = DEFAULT_FIELD_OF_VIEW): Camera {
  return { width, height, focal: Math.max(width, height) / 2 / Math.tan(fieldOfView / 2) };
}

/** Point at `depth` metres in front of the camera that appears at (x, y). */
export function unproject(camera: Camera, x: number, y: number, depth: number, dst: Numbers): Numbers {
  dst[0] = (((x - 0.5) * camera.width) / camera.focal) * depth;
  dst[1] = -(((y - 0.5) * camera.height) / camera.focal) * depth;
  dst[2] = -depth;
  return dst;
}

/** Normalised picture coordinates [x, y] of a point in front of the camera. */
export function project(camera: Camera, point: Numbers, dst: Numbers): Numbers {
  const depth = -point[2];
  dst[0] = 0.5 + (point[0] / depth) * (camera.focal / camera.width);
  dst[1] = 0.5 - (point[1] / depth) * (camera.focal / camera.height);
  return dst;
}
