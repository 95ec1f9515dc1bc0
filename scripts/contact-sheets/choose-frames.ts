/**
 * Landmarks over time -> the few frames worth looking at: holds and fast moments in turn, spread over the part in which a hand is seen.
 *
 * Method: that part is cut into equal stretches; from the middle of each the stillest and the fastest frame are taken alternately,
 * by the mean way of wrist and finger tips between the frames around it, in picture heights, of the hand that moves more.
 */
import { HAND_NAMES, type LandmarkClip, landmarkPart } from '../../src/index.ts';

export interface ChosenFrame {
  readonly frame: number;
  /** By speed; none where no hand is seen around it. */
  readonly kind: 'hold' | 'move' | 'none';
}

const POINTS = ['wrist', 'thumbTip', 'indexTip', 'middleTip', 'ringTip', 'pinkyTip'].map((name) =>
  (HAND_NAMES as readonly string[]).indexOf(name),
);
const HANDS = [landmarkPart('leftHand').offset, landmarkPart('rightHand').offset];

/** Part of each stretch that is left out at either end, so that neighbours do not pick neighbouring frames. */
const STRETCH_EDGE = 1 / 6;

/** `aspect` is the width of the picture by its height. In order of time, no frame twice. */
export function chooseFrames(clip: LandmarkClip, count: number, aspect: number): ChosenFrame[] {
  const seen = Array.from({ length: clip.frameCount }, (_, frame) =>
    HANDS.some((hand) => clip.confidences[frame * clip.schema.names.length + hand] > 0),
  );
  const first = Math.max(0, seen.indexOf(true));
  const last = seen.includes(true) ? seen.lastIndexOf(true) : clip.frameCount - 1;
  const speeds = seen.map((_, frame) => handSpeed(clip, frame, aspect));
  const length = (last - first + 1) / count;
  const chosen = new Map<number, ChosenFrame>();
  for (let stretch = 0; stretch < count; stretch++) {
    const middle = Math.floor(first + (stretch + 0.5) * length);
    const from = Math.min(middle, Math.ceil(first + (stretch + STRETCH_EDGE) * length));
    const to = Math.max(middle, Math.floor(first + (stretch + 1 - STRETCH_EDGE) * length));
    const kind = stretch % 2 === 0 ? 'hold' : 'move';
    let best = -1;
    for (let frame = from; frame <= to; frame++) {
      const speed = speeds[frame];
      if (speed === null) continue;
      const most = best < 0 ? null : speeds[best]!;
      if (most === null || (kind === 'hold' ? speed < most : speed > most)) best = frame;
    }
    const frame = best < 0 ? middle : best;
    if (!chosen.has(frame)) chosen.set(frame, { frame, kind: best < 0 ? 'none' : kind });
  }
  return [...chosen.values()].sort((a, b) => a.frame - b.frame);
}

/** Picture heights per two frames; null where no hand is seen in both neighbours. */
function handSpeed(clip: LandmarkClip, frame: number, aspect: number): number | null {
  const before = Math.max(0, frame - 1);
  const after = Math.min(clip.frameCount - 1, frame + 1);
  const stride = clip.schema.names.length;
  let fastest: number | null = null;
  for (const hand of HANDS) {
    let way = 0;
    let points = 0;
    for (const point of POINTS) {
      const a = before * stride + hand + point;
      const b = after * stride + hand + point;
      if (!(clip.confidences[a] > 0 && clip.confidences[b] > 0)) continue;
      const dx = (clip.positions[b * 3] - clip.positions[a * 3]) * aspect;
      way += Math.hypot(dx, clip.positions[b * 3 + 1] - clip.positions[a * 3 + 1]);
      points++;
    }
    if (points > 0) fastest = Math.max(fastest ?? 0, way / points);
  }
  return fastest;
}
