/**
 * Contacts found in a clip against those that are there: those made on purpose must be found, and what is found must touch on the true actor.
 * A contact is told by frame, hand and kind of thing touched; which hand touches the other is left open. Metres, frames.
 */
import { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
import { frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { GAP, GROUP, HAND, PAIR } from '../../src/retarget/observation.ts';
import { createObservation, createObserver, observeFrame } from '../../src/retarget/observe.ts';
import type { RetargetReport } from '../../src/retarget/report.ts';
import { bodyOf, PART_SLOTS, TOUCH_SLOTS } from '../../src/skeleton/body/body.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { filmMotion } from '../../tests/support/film-motion.ts';
import type { ContactSign, KnownContact } from './contact-signs.ts';

export interface Detection {
  /** Frames of known contacts, and those that were found. */
  known: number;
  found: number;
  /** Frames of contacts that were told, and those in which the actor touches there or within two frames of it. */
  told: number;
  right: number;
}

export const createDetection = (): Detection => ({ known: 0, found: 0, told: 0, right: 0 });

/** The sign as a camera and a tracker with noise see it, solved again. */
export function solveFilmed({ actor, clip }: ContactSign, seed: number) {
  return solveClip(addTrackerNoise(filmMotion(actor, clip), seed));
}

/** Surfaces of the actor that are this near do touch: where a contact is let go. */
const TOUCHES_WITHIN = 0.016;
const LATE = 2;

export function measureDetection(sign: ContactSign, { contacts }: RetargetReport, tally: Detection): void {
  const told = new Set<string>();
  for (const { what, kind, first, last } of contacts) {
    const hand = what.startsWith('left') ? 0 : 1;
    for (let f = first; f <= last; f++) told.add(`${f} ${kind === 'hand-hand' ? kind : `${hand} ${kind}`}`);
  }
  for (const at of framesOf(sign.contacts)) {
    tally.known++;
    if (told.has(at)) tally.found++;
  }
  const touching = framesThatTouch(sign);
  for (const at of told) {
    tally.told++;
    const [frame, ...thing] = at.split(' ');
    const within = Array.from(
      { length: 2 * LATE + 1 },
      (_, i) => `${Number(frame) + i - LATE} ${thing.join(' ')}`,
    );
    if (within.some((near) => touching.has(near))) tally.right++;
  }
}

function framesOf(contacts: readonly KnownContact[]): Set<string> {
  const frames = new Set<string>();
  for (const { kind, touch, other, first, last } of contacts) {
    const hand = touch < TOUCH_SLOTS.length ? 0 : 1;
    const thing = kind === 'pinch' ? `${hand} pinch` : thingOf(hand, PART_SLOTS[other]);
    for (let f = first; f <= last; f++) frames.add(`${f} ${thing}`);
  }
  return frames;
}

function thingOf(hand: number, part: string): string {
  if (part === 'head' || part === 'neck') return `${hand} hand-head`;
  if (part === 'torso') return `${hand} hand-torso`;
  return /Arm$/.test(part) ? `${hand} hand-arm` : 'hand-hand';
}

const KINDS = ['hand-head', 'hand-head', 'hand-torso', 'hand-arm', 'hand-arm', 'hand-hand', 'pinch'] as const;

function framesThatTouch({ actor, clip }: ContactSign): Set<string> {
  const observer = createObserver(actor, bodyOf(actor));
  const observation = createObservation(observer);
  const frames = new Set<string>();
  for (let f = 0; f < clip.frameCount; f++) {
    const { pairs, count } = observeFrame(
      observer,
      frameRotations(clip, f),
      frameTranslation(clip, f),
      observation,
    );
    for (let at = 0; at < count * PAIR; at += PAIR) {
      if (pairs[at + GAP] > TOUCHES_WITHIN) continue;
      const kind = KINDS[pairs[at + GROUP]];
      frames.add(`${f} ${kind === 'hand-hand' ? kind : `${pairs[at + HAND]} ${kind}`}`);
    }
  }
  return frames;
}
