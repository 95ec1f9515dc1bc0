/** One hand held up beside the shoulder takes five shapes in turn, as in fingerspelling: fist, flat, V, L and O. */
import { face, NEUTRAL_FACE } from '../face-expression.ts';
import { HANDSHAPES } from '../handshapes.ts';
import { BELLY, BELLY_ORIENTATION, bodyTurn, ELBOW_LOW, restingArm, UPRIGHT } from '../postures.ts';
import { personOf } from '../proportions.ts';
import type { BodyVector, HandOrientation, Place, SignScript } from '../sign-script.ts';
import { key } from '../track.ts';

/** The hand travels outward a little with every shape. */
const held = (step: number): Place => ({
  point: 'wrist',
  at: { joint: 'spine5', offset: [0.17 + 0.012 * step, 0.07, 0.28] as BodyVector },
});
const PALM_OUT: HandOrientation = { palm: [-0.3, -0.1, 1], fingers: [0.02, 1, 0.1] };
/** Turned so that the ring of thumb and index is seen from the side. */
const PALM_ACROSS: HandOrientation = { palm: [-0.8, -0.1, 0.6], fingers: [0, 1, 0.15] };

export const fiveHandshapes: SignScript = {
  name: 'five-handshapes',
  summary:
    'One hand beside the shoulder: fist, flat, V, L and O in turn, each held for a quarter of a second.',
  frameCount: 90,
  proportions: personOf({ stature: 0.98, hands: 1.04 }),
  framing: { bottom: -0.15, top: 0.82 },
  trunk: [key(0, 89, UPRIGHT)],
  head: [key(0, 6, UPRIGHT), key(20, 60, bodyTurn({ turn: -4 })), key(80, 89, UPRIGHT)],
  face: [
    key(0, 28, NEUTRAL_FACE),
    key(30, 31, face({ blink: 1 })),
    key(34, 62, NEUTRAL_FACE),
    key(65, 65, face({ blink: 1 })),
    key(69, 89, NEUTRAL_FACE),
  ],
  left: restingArm(BELLY, BELLY_ORIENTATION),
  right: {
    place: [
      key(0, 3, BELLY),
      key(14, 20, held(0)),
      key(26, 32, held(1)),
      key(38, 44, held(2)),
      key(50, 56, held(3)),
      key(63, 71, held(4)),
      key(85, 89, BELLY),
    ],
    orientation: [
      key(0, 3, BELLY_ORIENTATION),
      key(14, 56, PALM_OUT),
      key(63, 71, PALM_ACROSS),
      key(85, 89, BELLY_ORIENTATION),
    ],
    elbow: [key(0, 89, ELBOW_LOW)],
    shape: [
      key(0, 3, HANDSHAPES.relaxed),
      key(13, 20, HANDSHAPES.fist),
      key(26, 32, HANDSHAPES.flat),
      key(38, 44, HANDSHAPES.vee),
      key(50, 56, HANDSHAPES.ell),
      key(63, 71, HANDSHAPES.oh),
      key(82, 89, HANDSHAPES.relaxed),
    ],
  },
  dropouts: [],
};
