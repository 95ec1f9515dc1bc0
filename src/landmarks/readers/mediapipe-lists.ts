/**
 * One frame of MediaPipe results, as JSON of any of its APIs -> lists of points by part.
 *
 * Known names, in any case and with or without underscores: poseLandmarks, poseWorldLandmarks, leftHandLandmarks,
 * leftHandWorldLandmarks, rightHandLandmarks, rightHandWorldLandmarks, faceLandmarks (Holistic); landmarks, worldLandmarks,
 * handLandmarks, handWorldLandmarks, handedness (Tasks); multiHandLandmarks, multiHandWorldLandmarks, multiHandedness,
 * multiFaceLandmarks (the older solutions); pose, left_hand, right_hand, face (recordings made with them).
 * A list may be flat, nested once per person or hand, or wrapped as {landmark: [...]} or {landmarks: [...]} as in protocol buffers.
 * Source: the documentation of the MediaPipe solutions and tasks for JavaScript, Python, C++ and the Unity plugin.
 */
import type { LandmarkPartName } from '../schema.ts';

/** {x, y, z, visibility}, [x, y, z], or null. Checked when it is used. */
export type RawPoint = unknown;
export type PointList = readonly RawPoint[];

export interface HandLists {
  readonly points: PointList;
  readonly worldPoints: PointList | null;
  /** What the tracker calls it, null without a label. */
  readonly label: 'leftHand' | 'rightHand' | null;
  readonly score: number;
}

export interface FrameLists {
  /** One list per person. */
  readonly pose: readonly PointList[];
  readonly poseWorld: readonly PointList[];
  readonly face: readonly PointList[];
  readonly hands: readonly HandLists[];
}

/** null when the value holds no list that is known. Named lists keep their part whatever their length. */
export function frameLists(value: unknown, isWrapped = false): FrameLists | null {
  if (Array.isArray(value)) return isPointList(value) ? bareLists(listsOf(value)) : null;
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>();
  for (const [key, content] of Object.entries(value)) fields.set(plain(key), content);
  if (![...fields.keys()].some(isListName)) {
    // A recorder's own object around the result.
    const inner = fields.get('result');
    return isWrapped ? null : frameLists(inner, true);
  }
  const take = (...names: string[]): PointList[] => names.flatMap((name) => listsOf(fields.get(name)));

  const bare = take('landmarks', 'landmark');
  const bareWorld = take('worldlandmarks', 'worldlandmark');
  const ofLength = (lists: PointList[], part: LandmarkPartName) =>
    lists.filter((list) => partOfLength(list) === part);
  if ([...bare, ...bareWorld].some((list) => partOfLength(list) === null)) return null;
  const labels = labelsOf(
    fields.get('handedness') ??
      fields.get('handednesses') ??
      fields.get('multihandedness') ??
      fields.get('classifications'),
  );
  const labelled = pairHands(
    [...take('handlandmarks', 'multihandlandmarks'), ...ofLength(bare, 'leftHand')],
    [...take('handworldlandmarks', 'multihandworldlandmarks'), ...ofLength(bareWorld, 'leftHand')],
    labels,
  );
  const sides = (['leftHand', 'rightHand'] as const).flatMap((side): HandLists[] => {
    const name = side.toLowerCase();
    const points = take(`${name}landmarks`, name)[0];
    const worldPoints = take(`${name}worldlandmarks`, `${name}world`)[0] ?? null;
    return points || worldPoints ? [{ points: points ?? [], worldPoints, label: side, score: 1 }] : [];
  });
  return {
    pose: [...take('poselandmarks', 'pose'), ...ofLength(bare, 'pose')],
    poseWorld: [...take('poseworldlandmarks', 'poseworld'), ...ofLength(bareWorld, 'pose')],
    face: [...take('facelandmarks', 'face', 'multifacelandmarks'), ...ofLength(bare, 'face')],
    hands: [...sides, ...labelled],
  };
}

/** Part whose list has this length: 33, 21 (any hand is called leftHand here), 468 or 478. */
export function partOfLength(list: PointList): LandmarkPartName | null {
  if (list.length === 33) return 'pose';
  if (list.length === 21) return 'leftHand';
  return list.length === 468 || list.length === 478 ? 'face' : null;
}

/** [x, y, ...] or {x, y, ...}, or a missing point beside such. */
export function isPointList(value: readonly unknown[]): boolean {
  const first = value.find((item) => item !== null);
  if (Array.isArray(first)) return first.length >= 2 && first.every((item) => typeof item === 'number');
  return isObject(first) && Object.keys(first).some((key) => key.toLowerCase() === 'x');
}

export const plain = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

const LIST_NAMES = new Set([
  'landmarks',
  'landmark',
  'worldlandmarks',
  'worldlandmark',
  'poselandmarks',
  'pose',
  'poseworldlandmarks',
  'poseworld',
  'facelandmarks',
  'face',
  'multifacelandmarks',
  'lefthandlandmarks',
  'lefthand',
  'lefthandworldlandmarks',
  'lefthandworld',
  'righthandlandmarks',
  'righthand',
  'righthandworldlandmarks',
  'righthandworld',
  'handlandmarks',
  'handworldlandmarks',
  'multihandlandmarks',
  'multihandworldlandmarks',
]);

const isListName = (name: string): boolean => LIST_NAMES.has(name);

/** A bare list of points is told by its length. */
function bareLists(lists: PointList[]): FrameLists | null {
  const [list] = lists;
  const part = list && partOfLength(list);
  if (!part) return null;
  return {
    pose: part === 'pose' ? [list] : [],
    poseWorld: [],
    face: part === 'face' ? [list] : [],
    hands: part === 'leftHand' ? [{ points: list, worldPoints: null, label: null, score: 0 }] : [],
  };
}

/** Objects and lists that lie around a list of points or a label at most: a list of people, each a wrapped list. */
const WRAPPERS_LIMIT = 4;

/** Lists inside a value: itself, or one per person. */
function listsOf(value: unknown, depth = 0): PointList[] {
  if (depth > WRAPPERS_LIMIT) return [];
  if (Array.isArray(value)) {
    if (value.length > 0 && (isPointList(value) || value.every((item) => item === null))) return [value];
    return value.flatMap((item) => listsOf(item, depth + 1));
  }
  if (!isObject(value)) return [];
  for (const [key, content] of Object.entries(value)) {
    if (plain(key) === 'landmark' || plain(key) === 'landmarks') return listsOf(content, depth + 1);
  }
  return [];
}

function pairHands(lists: PointList[], worlds: PointList[], labels: readonly Label[]): HandLists[] {
  const count = Math.max(lists.length, worlds.length);
  return Array.from({ length: count }, (_, i) => ({
    points: lists[i] ?? [],
    worldPoints: worlds[i] ?? null,
    label: labels[i]?.side ?? null,
    score: labels[i]?.score ?? 0,
  }));
}

interface Label {
  readonly side: HandLists['label'];
  readonly score: number;
}

/** One label per hand: "Left", {label | categoryName, score}, or a list or wrapper around it. */
function labelsOf(value: unknown): Label[] {
  if (Array.isArray(value)) return value.map((item) => labelOf(item));
  return value === undefined || value === null ? [] : [labelOf(value)];
}

function labelOf(value: unknown, depth = 0): Label {
  if (depth > WRAPPERS_LIMIT) return { side: null, score: 0 };
  // The best of the categories comes first.
  if (Array.isArray(value)) return labelOf(value[0], depth + 1);
  if (isObject(value)) {
    const fields = new Map(Object.entries(value).map(([key, content]) => [plain(key), content]));
    const inner = fields.get('classification') ?? fields.get('categories');
    if (inner !== undefined) return labelOf(inner, depth + 1);
    const text = fields.get('categoryname') ?? fields.get('label') ?? fields.get('displayname');
    const { side } = labelOf(text, depth + 1);
    const score = fields.get('score');
    return { side, score: typeof score === 'number' ? score : 0 };
  }
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return { side: text === 'left' ? 'leftHand' : text === 'right' ? 'rightHand' : null, score: 0 };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
