/**
 * What a sign's author writes: tracks of anatomical values, each with its own timing. Degrees and metres.
 * Directions and offsets are body vectors, [outward, up, forward] in the frame of the chest (or of the joint named), outward being
 * away from the midline on the side of that hand; so both hands of a symmetric sign share one set of numbers.
 */

import type { Side } from '../../src/skeleton/actor/joints.ts';
import type { ActorProportions } from '../../src/skeleton/actor/proportions.ts';
import type { FaceExpression } from './face-expression.ts';
import type { Handshape } from './handshapes.ts';
import type { Track } from './track.ts';

export type BodyVector = readonly [outward: number, up: number, forward: number];

/** The wrist joint, the skin in the middle of the palm, or the end of a finger. */
export type HandPoint = 'wrist' | 'palm' | 'indexTip' | 'middleTip';

/** A point of the body that a hand goes to. */
export type Anchor =
  | { readonly joint: 'pelvis' | 'spine5' | 'head'; readonly offset: BodyVector }
  /** Number of a face landmark, of the neutral face. */
  | { readonly facePoint: number }
  /** A point of the left hand, for the right one to go to. */
  | { readonly leftHand: HandPoint };

export interface Place {
  /** The point of the hand that is put there. */
  readonly point: HandPoint;
  readonly at: Anchor;
  /** How far the way there swings off the straight line, metres. */
  readonly swing?: BodyVector;
}

export interface HandOrientation {
  /** Where the palm looks and where the hand points; the palm gives way where they are not at right angles. */
  readonly palm: BodyVector;
  readonly fingers: BodyVector;
}

export interface ArmScript {
  readonly place: Track<Place>;
  readonly orientation: Track<HandOrientation>;
  /** Where the elbow points. */
  readonly elbow: Track<BodyVector>;
  readonly shape: Track<Handshape>;
}

/** Turn of the trunk or the head, degrees. */
export interface BodyTurn {
  /** Forward. */
  readonly nod: number;
  /** To the person's left. */
  readonly turn: number;
  /** Ear to the left shoulder. */
  readonly tilt: number;
}

export interface Framing {
  /** Height of the lower and the upper edge of the picture above the hips, metres at the person's depth. */
  readonly bottom: number;
  readonly top: number;
}

export interface Dropout {
  readonly side: Side;
  readonly first: number;
  readonly last: number;
}

export interface SignScript {
  /** File name of the sample. */
  readonly name: string;
  /** One line on what it shows. */
  readonly summary: string;
  readonly frameCount: number;
  readonly proportions: ActorProportions;
  readonly framing: Framing;
  readonly trunk: Track<BodyTurn>;
  readonly head: Track<BodyTurn>;
  readonly face: Track<FaceExpression>;
  readonly left: ArmScript;
  readonly right: ArmScript;
  /** Frames in which the tracker loses a hand. */
  readonly dropouts: readonly Dropout[];
}
