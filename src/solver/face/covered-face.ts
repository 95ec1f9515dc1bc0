/**
 * Where a hand is in front of the face: landmarks there are the tracker's guess. Hand points are taken to the plane of the face that looks
 * straight ahead and compared with ellipses round the mouth and the eyes.
 */
import { LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { unrotateVec3 } from '../../math/quat.ts';
import { subtractVec3, vec3 } from '../../math/vec3.ts';
import { type Camera, unproject } from '../../space/camera.ts';
import type { HeadFit } from '../lift/head.ts';

export interface CoveredFace {
  readonly eyes: boolean;
  readonly mouth: boolean;
}

/** Centres and half axes on the canonical face, metres: brows to lower lids, and nose to chin. */
const EYES = { x: 0, y: 0.034, width: 0.058, height: 0.024 } as const;
const MOUTH = { x: 0, y: -0.054, width: 0.034, height: 0.034 } as const;

const HAND_POINTS = [LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET].flatMap((first) =>
  Array.from({ length: 21 }, (_, i) => first + i),
);

/** @param head as fitted to this frame */
export function findCovered(
  { rotation, scale, modelCentre, seenCentre }: HeadFit,
  camera: Camera,
  image: Float32Array,
  confidences: Float32Array,
): CoveredFace {
  let [eyes, mouth] = [false, false];
  for (const i of HAND_POINTS) {
    if (!(confidences[i] > 0)) continue;
    unproject(camera, image[i * 3], image[i * 3 + 1], 1, point);
    unrotateVec3(rotation, subtractVec3(point, seenCentre, point), point);
    const x = point[0] / scale[0] + modelCentre[0];
    const y = point[1] / scale[0] + modelCentre[1];
    eyes ||= isWithin(EYES, x, y);
    mouth ||= isWithin(MOUTH, x, y);
  }
  return { eyes, mouth };
}

const isWithin = (
  ellipse: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  x: number,
  y: number,
): boolean => ((x - ellipse.x) / ellipse.width) ** 2 + ((y - ellipse.y) / ellipse.height) ** 2 < 1;

const point = vec3();
