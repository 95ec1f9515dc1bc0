import { describe, expect, it } from 'vitest';
import { handLandmarks } from '../../samples/generate/hand-points.ts';
import { createSamples, type Sample } from '../../samples/generate/index.ts';
import { angleQuat } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { crossVec3, dotVec3, normalizeVec3, subtractVec3 } from '../../src/math/vec3.ts';
import { assertMotionClip, frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { type ActorJoint, actorJoint, FINGERS, SIDES } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { boneAngles, elevationAngle, wristAngles } from './anatomical-angles.ts';

const samples = createSamples();
/** Half a degree for what single precision and the wrist's cross-talk between flexion and deviation cost. */
const SLACK = 0.5;

describe.each(samples)('the motion of $name', (sample) => {
  it('is a valid clip of 50 to 90 frames', () => {
    assertMotionClip(sample.actorClip);
    expect(sample.actorClip.frameCount).toBeGreaterThanOrEqual(50);
    expect(sample.actorClip.frameCount).toBeLessThanOrEqual(90);
  });

  it('turns no joint by more than 40 degrees from frame to frame', () => {
    let fastest = 0;
    for (let frame = 1; frame < sample.actorClip.frameCount; frame++) {
      for (let j = 0; j < sample.actorClip.skeleton.jointNames.length; j++) {
        const [before, now] = [rotation(sample, frame - 1, j), rotation(sample, frame, j)];
        fastest = Math.max(fastest, angleQuat(before, now) * DEGREES);
      }
    }
    expect(fastest).toBeLessThan(40);
    expect(fastest).toBeGreaterThan(5);
  });

  it('moves the wrists without jerks: no change of velocity above 60 mm per frame in one frame', () => {
    for (const side of SIDES) {
      const path = poses(sample).map((pose) => pose.positions[actorJoint(`${side}Hand`)].slice());
      for (let frame = 1; frame < path.length - 1; frame++) {
        const change = [0, 1, 2].map((k) => path[frame + 1][k] - 2 * path[frame][k] + path[frame - 1][k]);
        expect(Math.hypot(...change)).toBeLessThan(0.06);
      }
    }
  });

  it('begins and ends with both hands at rest below the chest', () => {
    for (const frame of [0, sample.actorClip.frameCount - 1]) {
      const pose = poses(sample)[frame];
      for (const side of SIDES) {
        expect(pose.positions[actorJoint(`${side}Hand`)][1]).toBeLessThan(
          pose.positions[actorJoint('spine3')][1],
        );
      }
    }
  });

  it('keeps elbows and wrists inside the ranges of motion', () => {
    for (const side of SIDES) {
      const elbow = angles(sample, `${side}LowerArm`, (joint, q) => boneAngles(sample.actor, joint, side, q));
      expectWithin(
        elbow.map((a) => a.flexion),
        0,
        150,
      );
      expectWithin(
        elbow.map((a) => a.abduction),
        0,
        0,
      );
      const wrist = angles(sample, `${side}Hand`, (_, q) => wristAngles(side, q));
      expectWithin(
        wrist.map((a) => a.pronation),
        -80,
        80,
      );
      expectWithin(
        wrist.map((a) => a.flexion),
        -70,
        80,
      );
      expectWithin(
        wrist.map((a) => a.radial),
        -30,
        20,
      );
      const clavicle = angles(sample, `${side}Clavicle`, (joint, q) =>
        boneAngles(sample.actor, joint, side, q),
      );
      expectWithin(
        clavicle.map((a) => a.abduction),
        -5,
        35,
      );
      expectWithin(
        clavicle.map((a) => a.flexion),
        -15,
        30,
      );
    }
  });

  it('keeps fingers inside the ranges of motion and hinges pure', () => {
    for (const side of SIDES) {
      for (const finger of FINGERS) {
        const of = (part: 1 | 2 | 3) =>
          angles(sample, `${side}${finger}${part}`, (joint, q) => boneAngles(sample.actor, joint, side, q));
        expectWithin(
          of(1).map((a) => a.flexion),
          -45,
          90,
        );
        expectWithin(
          of(1).map((a) => a.abduction),
          -20,
          20,
        );
        expectWithin(
          of(2).map((a) => a.flexion),
          0,
          100,
        );
        expectWithin(
          of(3).map((a) => a.flexion),
          0,
          80,
        );
        expectWithin(
          [...of(2), ...of(3)].map((a) => a.abduction),
          0,
          0,
        );
      }
    }
  });

  it('keeps thumbs inside the ranges of motion', () => {
    for (const side of SIDES) {
      const of = (part: 2 | 3) =>
        angles(sample, `${side}Thumb${part}`, (joint, q) => boneAngles(sample.actor, joint, side, q).flexion);
      expectWithin(of(2), -10, 55);
      expectWithin(of(3), -15, 80);
      const metacarpal = poses(sample).map((pose) =>
        thumbInPalm(handLandmarks(sample.actor, pose, side), side),
      );
      expectWithin(
        metacarpal.map((a) => a.palmar),
        0,
        45,
      );
      expectWithin(
        metacarpal.map((a) => a.radial),
        -15,
        60,
      );
    }
  });

  it('leans the trunk by less than 15 degrees and the head by less than 40 against the pelvis', () => {
    for (const pose of poses(sample)) {
      const pelvis = pose.rotations[actorJoint('pelvis')];
      expect(angleQuat(pelvis, pose.rotations[actorJoint('spine5')]) * DEGREES).toBeLessThan(15);
      expect(angleQuat(pelvis, pose.rotations[actorJoint('head')]) * DEGREES).toBeLessThan(40);
    }
  });
});

const rotation = ({ actorClip }: Sample, frame: number, joint: number) =>
  frameRotations(actorClip, frame).subarray(joint * 4, joint * 4 + 4);

const poses = ({ actorClip }: Sample) =>
  Array.from({ length: actorClip.frameCount }, (_, frame) =>
    computeModelPose(
      actorClip.skeleton,
      frameRotations(actorClip, frame),
      frameTranslation(actorClip, frame),
    ),
  );

function angles<T>(sample: Sample, name: ActorJoint, read: (joint: number, q: Float32Array) => T): T[] {
  const joint = actorJoint(name);
  return Array.from({ length: sample.actorClip.frameCount }, (_, frame) =>
    read(joint, rotation(sample, frame, joint)),
  );
}

function expectWithin(values: number[], lo: number, hi: number): void {
  expect(Math.min(...values)).toBeGreaterThanOrEqual(lo - SLACK);
  expect(Math.max(...values)).toBeLessThanOrEqual(hi + SLACK);
}

/** The thumb's metacarpal against the palm: degrees out of its plane, and within it away from the index metacarpal. */
function thumbInPalm(hand: ReturnType<typeof handLandmarks>, side: 'left' | 'right') {
  const index = subtractVec3(hand[5], hand[0]);
  const pinky = subtractVec3(hand[17], hand[0]);
  const normal = normalizeVec3(side === 'left' ? crossVec3(pinky, index) : crossVec3(index, pinky));
  const distal = normalizeVec3(index);
  const radial = side === 'left' ? crossVec3(normal, distal) : crossVec3(distal, normal);
  const thumb = subtractVec3(hand[2], hand[1]);
  return {
    palmar: elevationAngle(thumb, normal),
    radial: Math.atan2(dotVec3(thumb, radial), dotVec3(thumb, distal)) * DEGREES,
  };
}
