/** A right-handed frame in model space at rest, in which a part of the proxy body is drawn. Metres. */
import {
  addVec3,
  crossVec3,
  dotVec3,
  type Numbers,
  normalizeVec3,
  rejectVec3,
  subtractVec3,
} from '../../math/vec3.ts';

export interface Frame {
  readonly origin: Numbers;
  readonly x: Numbers;
  readonly y: Numbers;
  readonly z: Numbers;
}

/** Frame with the given x direction and y as near as possible to `towardsY`. */
export function createFrame(origin: Numbers, x: Numbers, towardsY: Numbers): Frame {
  const unitX = normalizeVec3(x);
  const y = rejectVec3(towardsY, unitX);
  normalizeVec3(y, y);
  return { origin, x: unitX, y, z: crossVec3(unitX, y) };
}

/** x, y, z metres along the axes, from the origin of the model. */
export const vectorIn = ({ x: ax, y: ay, z: az }: Frame, x: number, y: number, z: number): Numbers => [
  ax[0] * x + ay[0] * y + az[0] * z,
  ax[1] * x + ay[1] * y + az[1] * z,
  ax[2] * x + ay[2] * y + az[2] * z,
];

/** The point x, y, z of the frame. */
export function pointIn(frame: Frame, x: number, y: number, z: number): Numbers {
  const point = vectorIn(frame, x, y, z);
  return addVec3(point, frame.origin, point);
}

/** Coordinates of a point of the model in the frame. */
export function coordinatesIn({ origin, x, y, z }: Frame, point: Numbers): [number, number, number] {
  const from = subtractVec3(point, origin, [0, 0, 0]);
  return [dotVec3(from, x), dotVec3(from, y), dotVec3(from, z)];
}
