import { describe, expect, it } from 'vitest';
import type { LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import { landmarkFrame } from '../../../src/landmarks/landmark-frame.ts';
import { angleQuat, expQuat } from '../../../src/math/quat.ts';
import { createRandom } from '../../../src/math/random.ts';
import { DEGREES, RADIANS } from '../../../src/math/scalar.ts';
import type { MotionClip } from '../../../src/motion/motion-clip.ts';
import { createActor } from '../../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, actorJoint } from '../../../src/skeleton/actor/joints.ts';
import { createFrameEvidence } from '../../../src/solver/lift/evidence.ts';
import { createHeadFit, liftHead } from '../../../src/solver/lift/head.ts';
import { createCamera } from '../../../src/space/camera.ts';
import { losePart, losePoints, onlyParts, withoutDepth } from '../../support/edit-recording.ts';
import { type Filming, filmMotion } from '../../support/film-motion.ts';
import { trueEvidence } from '../../support/true-evidence.ts';

const actor = createActor();

/** A clip of heads turned by up to 40 degrees each way, nothing else moving. */
function headClip(seed: number, frameCount: number): MotionClip {
  const random = createRandom(seed);
  const count = ACTOR_JOINTS.length;
  const rotations = Float32Array.from({ length: frameCount * count * 4 }, (_, i) => (i % 4 === 3 ? 1 : 0));
  for (let f = 0; f < frameCount; f++) {
    const turn = [random.range(-20, 25), random.range(-40, 40), random.range(-15, 15)].map(
      (deg) => deg * RADIANS,
    );
    rotations.set(expQuat(turn) as Float64Array, (f * count + actorJoint('head')) * 4);
  }
  return {
    name: 'heads',
    skeleton: actor.skeleton,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: Float32Array.from(
      { length: frameCount * 3 },
      (_, i) => actor.skeleton.restTranslations[3 + (i % 3)],
    ),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: [],
    provenance: new Uint8Array(0),
  };
}

const clip = headClip(1, 12);
const truth = (f: number) =>
  clip.rotations.subarray((f * ACTOR_JOINTS.length + actorJoint('head')) * 4).slice(0, 4);

interface Lifted {
  readonly errorDeg: number;
  readonly confidence: number;
}

/** Through a camera whose lens is known. */
function liftAll(recording: LandmarkRecording, fieldOfViewDeg: number, hasDepth: boolean): Lifted[] {
  const camera = createCamera(1280, 720, fieldOfViewDeg * RADIANS);
  const bodies = trueEvidence({ actor, clip }, createRandom(1), { body: 0, hand: 0 });
  return bodies.map((body, f) => {
    const evidence = { ...createFrameEvidence(), body: body.body };
    liftHead(createHeadFit(), camera, landmarkFrame(recording, f), hasDepth, evidence);
    return { errorDeg: angleQuat(evidence.head, truth(f)) * DEGREES, confidence: evidence.headConfidence };
  });
}

const FILMINGS: [name: string, filming: Filming][] = [
  ['in the middle', { up: -0.6 }],
  ['at the left edge', { right: -0.6, up: -0.6 }],
  ['in the upper right corner', { right: 0.6, up: -0.35 }],
  ['close, through a wide lens', { distance: 0.9, fieldOfViewDeg: 80, right: 0.3, up: -0.6 }],
];

describe('the head', () => {
  it.each(FILMINGS)('is read off the face within half a degree, %s', (_, filming) => {
    const recording = filmMotion(actor, clip, filming);
    for (const { errorDeg, confidence } of liftAll(recording, filming.fieldOfViewDeg ?? 50, true)) {
      expect(errorDeg).toBeLessThan(0.5);
      expect(confidence).toBe(1);
    }
  });

  it.each(FILMINGS)('is read off a face without depth within a tenth of a degree, %s', (_, filming) => {
    const recording = withoutDepth(filmMotion(actor, clip, filming));
    for (const { errorDeg, confidence } of liftAll(recording, filming.fieldOfViewDeg ?? 50, false)) {
      expect(errorDeg).toBeLessThan(0.1);
      expect(confidence).toBe(1);
    }
  });

  it('follows the body’s points where there is no face, within 3 degrees, and is believed half', () => {
    const recording = losePart(filmMotion(actor, clip), 'face');
    for (const { errorDeg, confidence } of liftAll(recording, 50, true)) {
      expect(errorDeg).toBeLessThan(3);
      expect(confidence).toBe(0.5);
    }
  });

  it('follows the body’s points without depth within 15 degrees', () => {
    const recording = withoutDepth(losePart(filmMotion(actor, clip), 'face'));
    for (const { errorDeg, confidence } of liftAll(recording, 50, false)) {
      expect(errorDeg).toBeLessThan(15);
      expect(confidence).toBe(0.5);
    }
  });

  it('is told by a part of the face, and by the body when too little of the face is left', () => {
    const face = (count: number) => Array.from({ length: 478 - count }, (_, i) => 75 + count + i);
    const most = losePoints(filmMotion(actor, clip), face(300));
    for (const { errorDeg, confidence } of liftAll(most, 50, true)) {
      expect(errorDeg).toBeLessThan(1);
      expect(confidence).toBe(1);
    }
    const few = losePoints(filmMotion(actor, clip), face(3));
    for (const { confidence } of liftAll(few, 50, true)) expect(confidence).toBe(0.5);
  });

  it('is not known from hands alone', () => {
    const recording = onlyParts(filmMotion(actor, clip), 'leftHand', 'rightHand');
    const camera = createCamera(1280, 720);
    for (const hasDepth of [true, false]) {
      const evidence = createFrameEvidence();
      evidence.headConfidence = 0.7;
      liftHead(createHeadFit(), camera, landmarkFrame(recording, 0), hasDepth, evidence);
      expect(evidence.headConfidence).toBe(0);
    }
  });
});
