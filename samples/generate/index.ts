/** The samples: what a tracker would record of four invented signs, together with the motion it was made from. */
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import type { MotionClip } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { FACE_TRACK_NAMES } from './face-expression.ts';
import { performSign } from './perform.ts';
import { recordLandmarks } from './record-landmarks.ts';
import type { SignScript } from './sign-script.ts';
import { chinForward } from './signs/chin-forward.ts';
import { fiveHandshapes } from './signs/five-handshapes.ts';
import { openAndTurn } from './signs/open-and-turn.ts';
import { tipsAndPalm } from './signs/tips-and-palm.ts';
import { sampleTrack } from './track.ts';

export interface Sample {
  readonly name: string;
  readonly script: SignScript;
  readonly recording: LandmarkRecording;
  /** The truth behind the landmarks. */
  readonly actor: Rig;
  readonly actorClip: MotionClip;
  readonly faceTracks: FaceTracks;
}

export interface FaceTracks {
  /** See FaceExpression. */
  readonly names: readonly string[];
  /** [F x T] */
  readonly values: Float32Array;
}

export const SIGN_SCRIPTS: readonly SignScript[] = [openAndTurn, tipsAndPalm, chinForward, fiveHandshapes];

export function createSample(script: SignScript): Sample {
  const actor = createActor(script.proportions);
  const actorClip = performSign(script, actor);
  return {
    name: script.name,
    script,
    recording: recordLandmarks(script, actor, actorClip),
    actor,
    actorClip,
    faceTracks: faceTracks(script),
  };
}

export const createSamples = (): Sample[] => SIGN_SCRIPTS.map(createSample);

function faceTracks({ face, frameCount }: SignScript): FaceTracks {
  const values = Array.from({ length: frameCount }, (_, frame) => {
    const expression = sampleTrack(face, frame);
    return FACE_TRACK_NAMES.map((name) => expression[name]);
  });
  return { names: FACE_TRACK_NAMES, values: Float32Array.from(values.flat()) };
}
