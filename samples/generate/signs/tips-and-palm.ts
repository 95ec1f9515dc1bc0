/** Two hands: flat hands meet at the fingertips like a roof, part, and the right fingertips come down on the left palm; mouthing. */
import { face, NEUTRAL_FACE } from '../face-expression.ts';
import { HANDSHAPES } from '../handshapes.ts';
import { BELLY, BELLY_ORIENTATION, bodyTurn, ELBOW_LOW, UPRIGHT } from '../postures.ts';
import { personOf } from '../proportions.ts';
import type { BodyVector, HandOrientation, Place, SignScript } from '../sign-script.ts';
import { key } from '../track.ts';

const ELBOW_OUT: BodyVector = [0.75, -0.55, -0.3];

const ROOF: HandOrientation = { palm: [-0.62, -0.75, 0.1], fingers: [-0.72, 0.62, 0.3] };
const TIPS_MEET: Place = {
  point: 'middleTip',
  at: { joint: 'spine5', offset: [0, 0.1, 0.31] },
  swing: [0.09, 0, 0.03],
};

const BACK_TO_BELLY: Place = { ...BELLY, swing: [0.1, 0.02, 0] };

const PALM_UP: HandOrientation = { palm: [-0.35, 0.9, -0.2], fingers: [-0.45, 0.05, 0.9] };
const LEFT_BASE: Place = {
  point: 'wrist',
  at: { joint: 'spine5', offset: [0.13, -0.2, 0.2] },
  swing: [0.07, 0, 0],
};
const POINTING_DOWN: HandOrientation = { palm: [-0.25, -0.9, -0.35], fingers: [-0.8, -0.45, 0.4] };
const ON_PALM: Place = { point: 'middleTip', at: { leftHand: 'palm' }, swing: [0.08, 0.06, 0.03] };

export const tipsAndPalm: SignScript = {
  name: 'tips-and-palm',
  summary:
    'Two hands: flat hands meet at the fingertips, part, and the right fingertips rest on the left palm; the mouth moves.',
  frameCount: 55,
  proportions: personOf({ stature: 0.96, shoulders: 0.97, arms: 1.02, hands: 0.97 }),
  framing: { bottom: -0.1, top: 0.8 },
  trunk: [key(0, 22, UPRIGHT), key(33, 41, bodyTurn({ nod: 3 })), key(52, 54, UPRIGHT)],
  head: [
    key(0, 6, UPRIGHT),
    key(14, 22, bodyTurn({ nod: -2, tilt: 3 })),
    key(32, 41, bodyTurn({ nod: 9, turn: 4, tilt: -2 })),
    key(51, 54, UPRIGHT),
  ],
  face: [
    key(0, 10, NEUTRAL_FACE),
    key(15, 17, face({ mouthOpen: 0.55, mouthSpread: 0.2 })),
    key(23, 24, face({ mouthRound: 1, mouthOpen: 0.15 })),
    key(28, 28, face({ mouthOpen: 0.1, blink: 1 })),
    key(32, 36, face({ mouthOpen: 0.3, mouthSpread: 0.9, gazeUp: -0.6 })),
    key(43, 54, NEUTRAL_FACE),
  ],
  left: {
    place: [key(0, 3, BELLY), key(15, 22, TIPS_MEET), key(32, 43, LEFT_BASE), key(53, 54, BACK_TO_BELLY)],
    orientation: [
      key(0, 3, BELLY_ORIENTATION),
      key(15, 22, ROOF),
      key(32, 43, PALM_UP),
      key(53, 54, BELLY_ORIENTATION),
    ],
    elbow: [key(0, 3, ELBOW_LOW), key(15, 22, ELBOW_OUT), key(32, 54, ELBOW_LOW)],
    shape: [key(0, 3, HANDSHAPES.relaxed), key(12, 42, HANDSHAPES.flat), key(52, 54, HANDSHAPES.relaxed)],
  },
  right: {
    place: [key(0, 3, BELLY), key(15, 22, TIPS_MEET), key(34, 41, ON_PALM), key(52, 54, BACK_TO_BELLY)],
    orientation: [
      key(0, 3, BELLY_ORIENTATION),
      key(15, 22, ROOF),
      key(34, 41, POINTING_DOWN),
      key(53, 54, BELLY_ORIENTATION),
    ],
    elbow: [key(0, 3, ELBOW_LOW), key(15, 41, ELBOW_OUT), key(53, 54, ELBOW_LOW)],
    shape: [key(0, 3, HANDSHAPES.relaxed), key(12, 42, HANDSHAPES.flat), key(52, 54, HANDSHAPES.relaxed)],
  },
  dropouts: [],
};
