/** Bytes of a recording -> everything its sheet shows. Throws TegnError where the recording cannot be used. */
import {
  exporterFor,
  framesPerSecond,
  type Issue,
  type LandmarkRecording,
  type Lifter,
  landmarkPart,
  type MotionClip,
  makeClip,
  PROVENANCE,
  primaryClip,
} from '../../src/index.ts';
import { type AvatarView, createAvatarView, type PicturePoint } from './avatar-view.ts';
import { chooseFrames } from './choose-frames.ts';
import { describeAgreement, measurePictureAgreement } from './picture-agreement.ts';
import { pictureOf } from './picture-points.ts';
import { HAND_SIDES, type HandSide, type PictureWindow, type Sheet, type SheetColumn } from './sheet.ts';

export interface SheetOptions {
  /** How many frames to choose. */
  readonly count?: number;
  /** These frames instead of chosen ones. */
  readonly at?: readonly number[];
  /** Without the velocity limit. */
  readonly raw?: boolean;
  /** With the recording's z and world landmarks hidden. */
  readonly flat?: boolean;
  /** Gives depth to recordings without metric depth. */
  readonly lifter?: Lifter;
}

export const SHEET_DEFAULTS = { count: 8, raw: false, flat: false } as const satisfies SheetOptions;

/** Room around what is shown, as a share of its longer side. */
const MARGIN = 0.08;

/** Shoulder widths from between the shoulders beyond which a point is the tracker's guess and does not widen the window. */
const REACH = 2.2;

export async function createSheet(
  bytes: Uint8Array,
  name: string,
  options: SheetOptions = {},
): Promise<Sheet> {
  const { count, at, raw, flat, lifter } = { ...SHEET_DEFAULTS, ...options };
  const result = await makeClip(new Uint8Array(bytes), name, {
    lifter,
    read: { flat },
    ...(raw && { clamp: 'off' }),
  });
  const { recording, clip, rig, metadata } = result;
  const landmarks = primaryClip(recording);
  const picture = pictureOf(recording);
  const { width, height, pointsOf } = picture;
  const isLifted = result.issues.some(({ code }) => code === 'W_LIFTED');
  const view = createAvatarView(recording, picture, clip, rig, isLifted);
  const agreement = measurePictureAgreement(picture, view, clip.frameCount);

  const chosen = at
    ? at.filter((frame) => frame < clip.frameCount).map((frame) => ({ frame, kind: 'asked' as const }))
    : chooseFrames(landmarks, count, width / height);
  const frames = chosen.map(({ frame }) => frame);
  const points = frames.map(pointsOf);
  const hands = {
    right: handWindows('right', frames, points, view),
    left: handWindows('left', frames, points, view),
  };
  const columns = chosen.map(
    (column, i): SheetColumn => ({
      ...column,
      seconds: column.frame / metadata.fps,
      marks: marksOf(clip, column.frame),
      points: points[i],
      hands: { right: hands.right[i], left: hands.left[i] },
    }),
  );
  const shown = points.map((frame) => frame.filter((_, i) => i < BODY_POINTS || i >= LEFT_HAND.offset));
  const input = shown.flatMap((frame, i) => withinReach(frame, points[i]));
  const avatar = frames.flatMap((frame, i) => withinReach(view.outline(frame), points[i]));
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata }, 'clip');
  return {
    title: titleOf(recording, metadata.gloss ?? name, view.camera.focal, raw),
    agreement: agreement ? describeAgreement(agreement) : '',
    notes: notesOf(result.issues),
    picture: { width, height },
    camera: view.camera,
    isPlaced: view.isPlaced,
    inputWindow: windowAround(view.isPlaced ? [...input, ...avatar] : input),
    avatarWindow: windowAround(view.isPlaced ? [...input, ...avatar] : avatar),
    seenHands: HAND_SIDES.filter((side) => isEverSeen(recording, side)),
    columns,
    frameCount: clip.frameCount,
    framesPerSecond: metadata.fps,
    glb: Buffer.from(glb.bytes).toString('base64'),
  };
}

/** Points of the body that are drawn: the face's own and those down to the wrists. */
const BODY_POINTS = 17;
const LEFT_HAND = landmarkPart('leftHand');
const [LEFT_SHOULDER, RIGHT_SHOULDER] = [11, 12];

function withinReach(
  shown: readonly (PicturePoint | SheetColumn['points'][number])[],
  { [LEFT_SHOULDER]: left, [RIGHT_SHOULDER]: right }: SheetColumn['points'],
): PicturePoint[] {
  const present = shown.filter((point) => point !== null);
  if (!left || !right) return present.map(([x, y]) => [x, y]);
  const centre = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  const reach = REACH * Math.hypot(left[0] - right[0], left[1] - right[1]);
  return present.flatMap(([x, y]): PicturePoint[] =>
    Math.hypot(x - centre[0], y - centre[1]) < reach ? [[x, y]] : [],
  );
}

/** Per frame a square around the hand; in the input of one size through the sheet. */
function handWindows(
  side: HandSide,
  frames: readonly number[],
  points: readonly SheetColumn['points'][],
  view: AvatarView,
): SheetColumn['hands'][HandSide][] {
  const { offset, count } = landmarkPart(`${side}Hand`);
  const input = squares(
    points.map((frame) =>
      frame
        .slice(offset, offset + count)
        .filter((point) => point !== null)
        .map(([x, y]): PicturePoint => [x, y]),
    ),
  );
  return frames.map((frame, i) => ({ input: input[i], avatar: view.hand(frame, side) }));
}

function squares(groups: readonly (readonly PicturePoint[])[]): (PictureWindow | null)[] {
  const boxes = groups.map((group) => (group.length > 0 ? boundsOf(group) : null));
  const longest = Math.max(...boxes.map((box) => (box ? Math.max(box.width, box.height) : 0)));
  const side = longest * (1 + 2 * MARGIN);
  return boxes.map(
    (box) =>
      box && {
        x: box.x + (box.width - side) / 2,
        y: box.y + (box.height - side) / 2,
        width: side,
        height: side,
      },
  );
}

function windowAround(points: readonly PicturePoint[]): PictureWindow {
  const { x, y, width, height } = boundsOf(points);
  const margin = MARGIN * Math.max(width, height);
  return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}

function boundsOf(points: readonly PicturePoint[]): PictureWindow {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function marksOf(clip: MotionClip, frame: number): string[] {
  return clip.partNames.flatMap((part, p) => {
    const flags = clip.provenance[frame * clip.partNames.length + p];
    const words = Object.entries(PROVENANCE).flatMap(([word, flag]) => (flags & flag ? [WORDS[word]] : []));
    return words.length > 0 ? [`${inWords(part)}: ${words.join(', ')}`] : [];
  });
}

const WORDS: Readonly<Record<string, string>> = {
  repaired: 'repaired',
  invented: 'invented',
  clamped: 'clamped',
  outOfLimit: 'out of limits',
};

const inWords = (part: string): string => part.replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`);

function titleOf(recording: LandmarkRecording, gloss: string, focal: number, raw: boolean): string {
  const { source, depth, imageSize } = recording;
  const { timing, frameCount } = primaryClip(recording);
  const fps = framesPerSecond(timing.rate);
  const fieldDeg = (2 * Math.atan(Math.max(imageSize.width, imageSize.height) / 2 / focal) * 180) / Math.PI;
  return [
    source.name,
    gloss,
    `${frameCount} frames at ${Number(fps.toFixed(3))} fps`,
    `picture ${imageSize.width} x ${imageSize.height}, ${fieldDeg.toFixed(0)}° wide`,
    `depth: ${depth}`,
    source.kind,
    ...(raw ? ['without velocity limit'] : []),
  ].join('  |  ');
}

/** One line per code: where, or the message when it stands alone. */
function notesOf(issues: readonly Issue[]): string[] {
  return [...new Set(issues.map(({ code }) => code))].map((code) => {
    const same = issues.filter((one) => one.code === code);
    const places = same.map(({ joint, frame, lastFrame }) =>
      `${inWords(joint ?? '')} ${frame === undefined ? '' : `${frame}-${lastFrame ?? frame}`}`.trim(),
    );
    return same.length === 1 ? `${code} ${same[0].message}` : `${code} ${places.join('; ')}`;
  });
}

function isEverSeen(recording: LandmarkRecording, side: HandSide): boolean {
  const { confidences, schema, frameCount } = primaryClip(recording);
  const { offset } = landmarkPart(`${side}Hand`);
  return Array.from({ length: frameCount }, (_, f) => confidences[f * schema.names.length + offset]).some(
    (confidence) => confidence > 0,
  );
}
