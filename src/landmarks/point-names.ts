/** Name of a point in a tracker's file -> landmark of the schema. */
import { OPENPOSE_BODY, OPENPOSE_FACE, OPENPOSE_HAND } from './openpose-points.ts';
import { FACE_POINT_COUNT, HAND_NAMES, type LandmarkPartName, landmarkPart, POSE_NAMES } from './schema.ts';

/** null: known, but without a counterpart. undefined: unknown. Case and underscores do not matter in MediaPipe's names. */
export function landmarkOfName(part: LandmarkPartName, name: string): number | null | undefined {
  const { offset } = landmarkPart(part);
  if (part === 'face') {
    const index = faceIndex(name);
    return index === undefined ? undefined : offset + index;
  }
  const indices: ReadonlyMap<string, number | null> = part === 'pose' ? POSE_INDICES : HAND_INDICES;
  const index = indices.has(name) ? indices.get(name) : indices.get(plain(name));
  return typeof index === 'number' ? offset + index : index;
}

/** "17", or OpenPose's FB_0 ... FP_69. */
function faceIndex(name: string): number | undefined {
  const match = /^(?:(F[A-Z]+)_)?(\d{1,3})$/.exec(name);
  if (!match) return undefined;
  const number = Number(match[2]);
  if (match[1]) return OPENPOSE_FACE[number];
  return number < FACE_POINT_COUNT ? number : undefined;
}

/** MediaPipe writes LEFT_EYE_INNER and INDEX_FINGER_MCP, the schema leftEyeInner and indexMcp. */
const plain = (name: string): string => name.replace(/[_ ]/g, '').toLowerCase().replace('finger', '');

const POSE_INDICES: ReadonlyMap<string, number | null> = new Map([
  ...POSE_NAMES.map((name, i): [string, number] => [plain(name), i]),
  ...Object.entries(OPENPOSE_BODY).map(([name, target]): [string, number | null] => [
    name,
    target === null ? null : (POSE_NAMES as readonly string[]).indexOf(target),
  ]),
]);

const HAND_INDICES: ReadonlyMap<string, number> = new Map([
  ...HAND_NAMES.map((name, i): [string, number] => [plain(name), i]),
  ...OPENPOSE_HAND.map((name, i): [string, number] => [name, i]),
]);
