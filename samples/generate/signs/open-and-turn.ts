/** One hand: a fist opens into a spread hand while the forearm turns the palm from inward to outward, brows raised. */
import { face, NEUTRAL_FACE } from '../face-expression.ts';
import { HANDSHAPES } from '../handshapes.ts';
import { BELLY, BELLY_ORIENTATION, bodyTurn, ELBOW_LOW, restingArm, UPRIGHT } from '../postures.ts';
import { personOf } from '../proportions.ts';
import type { HandOrientation, Place, SignScript } from '../sign-script.ts';
import { key } from '../track.ts';

const BESIDE_SHOULDER: Place = {
  point: 'wrist',
  at: { joint: 'spine5', offset: [0.2, 0.06, 0.27] },
  swing: [0.05, 0, 0.06],
};
const AHEAD: Place = { point: 'wrist', at: { joint: 'spine5', offset: [0.21, 0.08, 0.31] } };
const PALM_IN: HandOrientation = { palm: [-0.95, -0.1, -0.3], fingers: [-0.2, 0.9, 0.42] };
const PALM_OUT: HandOrientation = { palm: [-0.22, -0.2, 1], fingers: [-0.05, 1, 0.2] };

export const openAndTurn: SignScript = {
  name: 'open-and-turn',
  summary:
    'One hand: a fist beside the shoulder opens into a spread hand while the palm turns outward; brows raised.',
  frameCount: 55,
  proportions: personOf({ stature: 1.03, shoulders: 1.04, arms: 0.98 }),
  framing: { bottom: -0.16, top: 0.84 },
  trunk: [key(0, 14, UPRIGHT), key(27, 38, bodyTurn({ nod: 4, turn: 2 })), key(50, 54, UPRIGHT)],
  head: [key(0, 12, UPRIGHT), key(27, 39, bodyTurn({ nod: 7, tilt: -5, turn: 3 })), key(50, 54, UPRIGHT)],
  face: [
    key(0, 8, NEUTRAL_FACE),
    key(18, 38, face({ browRaise: 1, mouthOpen: 0.08 })),
    key(44, 45, NEUTRAL_FACE),
    key(47, 48, face({ blink: 1 })),
    key(51, 54, NEUTRAL_FACE),
  ],
  left: restingArm(BELLY, BELLY_ORIENTATION),
  right: {
    place: [key(0, 4, BELLY), key(16, 20, BESIDE_SHOULDER), key(29, 39, AHEAD), key(52, 54, BELLY)],
    orientation: [
      key(0, 4, BELLY_ORIENTATION),
      key(16, 20, PALM_IN),
      key(29, 39, PALM_OUT),
      key(52, 54, BELLY_ORIENTATION),
    ],
    elbow: [key(0, 54, ELBOW_LOW)],
    shape: [
      key(0, 4, HANDSHAPES.relaxed),
      key(14, 20, HANDSHAPES.fist),
      key(29, 39, HANDSHAPES.spread),
      key(50, 54, HANDSHAPES.relaxed),
    ],
  },
  dropouts: [{ side: 'right', first: 10, last: 13 }],
};
