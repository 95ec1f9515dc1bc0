/** One hand: the index finger touches the chin, then moves forward and turns the palm up, with a nod. Hands rest out of sight. */
import { face, NEUTRAL_FACE } from '../face-expression.ts';
import { HANDSHAPES } from '../handshapes.ts';
import { bodyTurn, ELBOW_LOW, HANGING, HANGING_ORIENTATION, restingArm, UPRIGHT } from '../postures.ts';
import { personOf } from '../proportions.ts';
import type { BodyVector, HandOrientation, Place, SignScript } from '../sign-script.ts';
import { key } from '../track.ts';

const ELBOW_RAISED: BodyVector = [0.65, -0.7, -0.2];
const CHIN_POINT = 199;
const AT_CHIN: Place = { point: 'indexTip', at: { facePoint: CHIN_POINT }, swing: [0.04, 0, 0.12] };
const FORWARD: Place = {
  point: 'indexTip',
  at: { joint: 'spine5', offset: [0.08, 0.05, 0.5] },
  swing: [0, 0.03, 0],
};
const TO_CHIN: HandOrientation = { palm: [-0.5, -0.25, -0.8], fingers: [-0.62, 0.74, -0.2] };
const POINTING: HandOrientation = { palm: [-0.85, 0.2, -0.1], fingers: [-0.25, 0.5, 0.83] };

export const chinForward: SignScript = {
  name: 'chin-forward',
  summary:
    'One hand: the index finger touches the chin and moves forward with a nod; both hands rest below the picture.',
  frameCount: 55,
  proportions: personOf({ stature: 1, shoulders: 0.95, arms: 1.04, hands: 1.03 }),
  framing: { bottom: 0.06, top: 0.82 },
  trunk: [key(0, 24, UPRIGHT), key(34, 40, bodyTurn({ nod: 4, turn: 3 })), key(52, 54, UPRIGHT)],
  head: [
    key(0, 5, UPRIGHT),
    key(16, 23, bodyTurn({ nod: -3 })),
    key(31, 32, bodyTurn({ nod: 15 })),
    key(40, 41, bodyTurn({ nod: 2 })),
    key(50, 54, UPRIGHT),
  ],
  face: [
    key(0, 6, NEUTRAL_FACE),
    key(14, 23, face({ browLower: 0.6 })),
    key(31, 34, face({ mouthOpen: 0.35, mouthRound: 0.3 })),
    key(43, 43, NEUTRAL_FACE),
    key(46, 46, face({ blink: 1 })),
    key(50, 54, NEUTRAL_FACE),
  ],
  left: restingArm(HANGING, HANGING_ORIENTATION),
  right: {
    place: [key(0, 3, HANGING), key(17, 23, AT_CHIN), key(34, 40, FORWARD), key(53, 54, HANGING)],
    orientation: [
      key(0, 3, HANGING_ORIENTATION),
      key(17, 23, TO_CHIN),
      key(34, 40, POINTING),
      key(53, 54, HANGING_ORIENTATION),
    ],
    elbow: [key(0, 7, ELBOW_LOW), key(17, 23, ELBOW_RAISED), key(34, 54, ELBOW_LOW)],
    shape: [key(0, 3, HANDSHAPES.relaxed), key(14, 41, HANDSHAPES.index), key(51, 54, HANDSHAPES.relaxed)],
  },
  dropouts: [],
};
