/**
 * A recording -> points in pixels of its picture, x right, y down, z away from the camera.
 * World landmarks without a picture are drawn as seen from far away, hands at the wrists of the body.
 */
import { type LandmarkRecording, landmarkPart, POSE_NAMES, primaryClip } from '../../src/index.ts';

/** [L] x, y, z; null where the point is missing. */
export type PointsOfFrame = readonly (readonly [number, number, number] | null)[];

export interface Picture {
  readonly width: number;
  readonly height: number;
  pointsOf(frame: number): PointsOfFrame;
}

/** Side of the picture that world landmarks are drawn in, pixels, and pixels per metre. */
const WORLD_SIDE = 1000;
const WORLD_SCALE = 500;

export function pictureOf(recording: LandmarkRecording): Picture {
  const clip = primaryClip(recording);
  const stride = clip.schema.names.length;
  const { width, height } = recording.image ? recording.imageSize : { width: WORLD_SIDE, height: WORLD_SIDE };
  const [scaleX, scaleY, scaleZ] = recording.image
    ? [width, height, width]
    : [WORLD_SCALE, -WORLD_SCALE, -WORLD_SCALE];
  const origin = recording.image ? 0 : WORLD_SIDE / 2;
  return {
    width,
    height,
    pointsOf(frame) {
      const points = Array.from({ length: stride }, (_, i) => {
        const at = frame * stride + i;
        if (!(clip.confidences[at] > 0)) return null;
        const [x, y, z] = clip.positions.subarray(at * 3, at * 3 + 3);
        return [origin + x * scaleX, origin + y * scaleY, z * scaleZ] as const;
      });
      return recording.image ? points : handsAtWrists(points);
    },
  };
}

function handsAtWrists(points: PointsOfFrame): PointsOfFrame {
  return points.map((point, i) => {
    const side = (['left', 'right'] as const).find((name) => {
      const { offset, count } = landmarkPart(`${name}Hand`);
      return i >= offset && i < offset + count;
    });
    if (!side || !point) return point;
    const wrist = points[POSE_NAMES.indexOf(`${side}Wrist`)];
    const own = points[landmarkPart(`${side}Hand`).offset];
    return wrist && own ? [point[0] + wrist[0] - own[0], point[1] + wrist[1] - own[1], point[2]] : point;
  });
}
