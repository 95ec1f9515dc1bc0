/**
 * MediaPipe results frame by frame -> a recording.
 *
 * Image landmarks are fractions of the picture, world landmarks metres in MediaPipe's axes. A hand without a label goes to the
 * nearer wrist of the body, else to the side the options name, else to the one that its fingers bend like. The confidence of a body point is its visibility; hands and faces
 * have none (tasks write 0 for all their points), so a point that is there has confidence 1.
 */
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { vec3 } from '../../math/vec3.ts';
import { solveFromMediapipe } from '../../space/spaces.ts';
import { createDraft, type LandmarkDraft, setLandmark } from '../draft.ts';
import { FACE_SUBSET_33 } from '../face-subset.ts';
import { rightHandShape } from '../hand-shape.ts';
import { choosePerson, READ_DEFAULTS, type ReadOptions } from '../reader.ts';
import { HAND_NAMES, LANDMARK_COUNT, type LandmarkPartName, landmarkPart, POSE_NAMES } from '../schema.ts';
import { type FrameLists, type PointList, plain } from './mediapipe-lists.ts';

export interface MediapipeDrafts {
  readonly image: LandmarkDraft;
  /** null without world landmarks. */
  readonly world: LandmarkDraft | null;
}

/** One entry per frame. Throws E_PERSON, E_LANDMARK_JSON, E_NO_LANDMARKS. */
export function fillMediapipeDrafts(
  frames: readonly FrameLists[],
  options: ReadOptions,
  issues: Issue[],
): MediapipeDrafts {
  if (
    !frames.some(
      ({ pose, poseWorld, face, hands }) => pose.length + poseWorld.length + face.length + hands.length,
    )
  ) {
    throw new TegnError('E_NO_LANDMARKS', `Expected a landmark, found none in ${frames.length} frames.`);
  }
  const hasWorld = frames.some(
    ({ poseWorld, hands }) => poseWorld.length > 0 || hands.some((hand) => hand.worldPoints),
  );
  const image = createDraft(frames.length);
  const world = hasWorld ? createDraft(frames.length) : null;
  const person = choosePersonOf(frames, options, issues);
  const guessed = { hands: 0, dropped: 0 };
  const guess = options.hand ?? sideOf(frames, options);
  frames.forEach((lists, f) => {
    setPart(image, f, 'pose', lists.pose[person], false);
    if (world) setPart(world, f, 'pose', lists.poseWorld[person], true);
    setPart(image, f, 'face', lists.face[person], false);
    const taken = new Map<LandmarkPartName, number>();
    for (const hand of lists.hands) {
      const side = hand.label ?? nearerSide(image, f, hand.points);
      if (!side) guessed.hands++;
      const part = side ?? (guess === 'left' ? 'leftHand' : 'rightHand');
      const better = taken.get(part);
      if (better !== undefined) guessed.dropped++;
      if (better !== undefined && better >= hand.score) continue;
      taken.set(part, hand.score);
      clearPart(image, f, part);
      setPart(image, f, part, hand.points, false);
      if (!world) continue;
      clearPart(world, f, part);
      setPart(world, f, part, hand.worldPoints ?? [], true);
    }
  });
  if (guessed.hands > 0) {
    const why = options.hand ? '' : ', as its fingers bend';
    issues.push(
      issue(
        'W_HAND_LABEL',
        `A hand without a label or a body beside it was taken for the ${guess} one${why}.`,
      ),
    );
  }
  if (guessed.dropped > 0) {
    issues.push(
      issue(
        'W_HAND_LABEL',
        `${guessed.dropped} hands carried the label of another hand in their frame; the surer one was kept.`,
      ),
    );
  }
  return { image, world };
}

/** Side of the hands without a label, by all frames. */
function sideOf(
  frames: readonly FrameLists[],
  { imageSize = READ_DEFAULTS.handImageSize }: ReadOptions,
): 'left' | 'right' {
  const { width, height } = imageSize;
  let sum = 0;
  for (const { label, points } of frames.flatMap(({ hands }) => hands)) {
    const places = points.map(readPoint).flatMap((p) => (p ? [vec3(p.x, (p.y * height) / width, p.z)] : []));
    if (label === null && places.length === HAND_NAMES.length) sum += rightHandShape(places);
  }
  return sum < 0 ? 'left' : 'right';
}

function choosePersonOf(frames: readonly FrameLists[], options: ReadOptions, issues: Issue[]): number {
  const people = frames.reduce(
    (most, { pose, poseWorld, face }) => Math.max(most, pose.length, poseWorld.length, face.length),
    1,
  );
  const eccentricity = (person: number) =>
    frames.reduce((sum, lists) => sum + distanceFromCentre(lists.pose[person] ?? lists.face[person]), 0);
  return choosePerson(people, eccentricity, options, issues);
}

/** Picture sizes; 1 for a person who is not there. */
function distanceFromCentre(list: PointList | undefined): number {
  const points = (list ?? []).map(readPoint).filter((point) => point !== null);
  if (points.length === 0) return 1;
  const mean = (axis: 'x' | 'y') => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return Math.hypot(mean('x') - 0.5, mean('y') - 0.5);
}

function setPart(
  draft: LandmarkDraft,
  frame: number,
  part: LandmarkPartName,
  list: PointList | undefined,
  isWorld: boolean,
): void {
  if (!list || list.length === 0) return;
  const { offset, count } = landmarkPart(part);
  const subset = part === 'face' && list.length === FACE_SUBSET_33.length ? FACE_SUBSET_33 : null;
  const known =
    part === 'face' ? list.length === 468 || list.length === 478 || subset : list.length === count;
  if (!known) {
    const expected = part === 'face' ? '468, 478 or 33' : String(count);
    throw new TegnError(
      'E_LANDMARK_JSON',
      `Frame ${frame}: expected ${expected} points of ${part}, found ${list.length}.`,
      {
        frame,
        expected,
        found: list.length,
      },
    );
  }
  const v = new Float64Array(3);
  list.forEach((raw, i) => {
    const point = readPoint(raw);
    if (!point) return;
    v[0] = point.x;
    v[1] = point.y;
    v[2] = point.z;
    if (isWorld) solveFromMediapipe(v, v);
    const confidence = part === 'pose' ? (point.visibility ?? 1) : 1;
    setLandmark(draft, frame, offset + (subset ? subset[i] : i), v[0], v[1], v[2], confidence);
  });
}

function clearPart(draft: LandmarkDraft, frame: number, part: LandmarkPartName): void {
  const { offset, count } = landmarkPart(part);
  const first = frame * LANDMARK_COUNT + offset;
  draft.positions.fill(0, first * 3, (first + count) * 3);
  draft.confidences.fill(0, first, first + count);
}

const LEFT_WRIST = POSE_NAMES.indexOf('leftWrist');
const RIGHT_WRIST = POSE_NAMES.indexOf('rightWrist');

/** Side of the body's wrist that the hand's wrist is nearer to. */
function nearerSide(image: LandmarkDraft, frame: number, points: PointList): 'leftHand' | 'rightHand' | null {
  const wrist = points.length > 0 ? readPoint(points[0]) : null;
  const first = frame * LANDMARK_COUNT;
  if (!wrist || !image.confidences[first + LEFT_WRIST] || !image.confidences[first + RIGHT_WRIST])
    return null;
  const distance = (landmark: number) =>
    Math.hypot(
      image.positions[(first + landmark) * 3] - wrist.x,
      image.positions[(first + landmark) * 3 + 1] - wrist.y,
    );
  return distance(LEFT_WRIST) <= distance(RIGHT_WRIST) ? 'leftHand' : 'rightHand';
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly visibility: number | undefined;
}

/** null for a missing point. NaN coordinates are rejected later, where they are counted. */
function readPoint(raw: unknown): Point | null {
  if (Array.isArray(raw)) {
    const [x, y, z = 0, visibility] = raw;
    if (typeof x !== 'number' || typeof y !== 'number') return null;
    return { x, y, z: typeof z === 'number' ? z : 0, visibility: numberOr(visibility) };
  }
  if (typeof raw !== 'object' || raw === null) return null;
  const point = ('x' in raw ? raw : withPlainKeys(raw)) as Readonly<Record<string, unknown>>;
  const { x, y, z } = point;
  if (typeof x !== 'number' || typeof y !== 'number') return null;
  const visibility =
    numberOr(point.visibility) ?? numberOr(point.presence) ?? numberOr(point.c) ?? numberOr(point.score);
  return { x, y, z: typeof z === 'number' ? z : 0, visibility };
}

const withPlainKeys = (raw: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(raw).map(([key, value]) => [plain(key), value]));

const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
