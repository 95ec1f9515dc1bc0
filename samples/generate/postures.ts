/** What the signs share: how arms rest, how a hand is held, turns of trunk and head. */
import { HANDSHAPES } from './handshapes.ts';
import type { ArmScript, BodyTurn, BodyVector, HandOrientation, Place } from './sign-script.ts';
import { always } from './track.ts';

export const UPRIGHT: BodyTurn = { nod: 0, turn: 0, tilt: 0 };

export const bodyTurn = (parts: Partial<BodyTurn>): BodyTurn => ({ ...UPRIGHT, ...parts });

/** Elbow beside the body, pointing down, out and a little back. */
export const ELBOW_LOW: BodyVector = [0.28, -0.75, -0.6];

/** Hands before the lower belly. */
export const BELLY: Place = { point: 'wrist', at: { joint: 'pelvis', offset: [0.145, 0.06, 0.15] } };
export const BELLY_ORIENTATION: HandOrientation = { palm: [-0.45, -0.3, -0.8], fingers: [-0.6, -0.6, 0.5] };

/** Arms hanging beside the thighs. */
export const HANGING: Place = { point: 'wrist', at: { joint: 'pelvis', offset: [0.235, -0.08, 0.05] } };
export const HANGING_ORIENTATION: HandOrientation = { palm: [-0.95, 0, -0.3], fingers: [0, -0.97, 0.25] };

/** An arm that rests from beginning to end. */
export const restingArm = (place: Place, orientation: HandOrientation): ArmScript => ({
  place: always(place),
  orientation: always(orientation),
  elbow: always(ELBOW_LOW),
  shape: always(HANDSHAPES.relaxed),
});
