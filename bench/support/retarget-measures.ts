/**
 * What a retargeted clip kept of a sign with known contacts. Everything is read off the clip by forward kinematics of both rigs, with the body
 * that scales with each (src/skeleton/body). Metres, radians, frames.
 */
import { angleQuat, multiplyQuat, relativeQuat, rotateVec3, unrotateVec3 } from '../../src/math/quat.ts';
import { angleVec3, distanceVec3, lengthVec3, type Numbers, subtractVec3 } from '../../src/math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../src/motion/motion-clip.ts';
import { GROUPS } from '../../src/retarget/touch-groups.ts';
import { ACTOR_JOINTS, type ActorJoint, SIDES } from '../../src/skeleton/actor/joints.ts';
import { type Body, bodyOf, PART_SLOTS, TOUCH_SLOTS } from '../../src/skeleton/body/body.ts';
import { FACE_HEIGHT } from '../../src/skeleton/body/body-shape.ts';
import { createGap } from '../../src/skeleton/body/gap.ts';
import { type BodyPose, createBodyPose, poseBody } from '../../src/skeleton/body/pose-body.ts';
import { touchGap } from '../../src/skeleton/body/touch-gap.ts';
import { computeModelPose, type ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import type { ContactSign } from './contact-signs.ts';

const TOUCHES = TOUCH_SLOTS.length;

/** Numbers that add up over clips. */
export interface Tally {
  frames: number;
  /** Contact frames by kind, and those that are kept within 10 mm of where they belong. */
  single: [kept: number, all: number];
  several: [kept: number, all: number];
  pinch: [kept: number, all: number];
  /** Frames in which a hand touches a group of parts that it is 2 cm away from on the source. */
  falseFrames: number;
  /** Sum and count of place errors of hands within 10 cm of head or torso, face heights; and the values. */
  places: number[];
  /** Largest change of a finger joint outside contacts and within, radians; all within. */
  fingerOutside: number;
  fingersInside: number[];
  palmOutside: number;
  palmInside: number;
  penetrating: number;
  jerkTarget: number;
  jerkSource: number;
}

export const createTally = (): Tally => ({
  frames: 0,
  single: [0, 0],
  several: [0, 0],
  pinch: [0, 0],
  falseFrames: 0,
  places: [],
  fingerOutside: 0,
  fingersInside: [],
  palmOutside: 0,
  palmInside: 0,
  penetrating: 0,
  jerkTarget: 0,
  jerkSource: 0,
});

interface Side {
  readonly rig: Rig;
  readonly body: Body;
  readonly pose: ModelPose;
  readonly bodyPose: BodyPose;
}

const KEPT = 0.01;
const DEEP = 0.005;
const SOURCE_DEEP = 0.002;
/** Hands within this of head or torso, whichever is nearer, have a place there. */
const PLACED = 0.1;
/** Frames around known contacts in which fingers may already give. */
const RAMP = 4;
const gap = createGap();

export function measureSign(sign: ContactSign, clip: MotionClip, target: Rig, tally: Tally): void {
  const a = sideOf(sign.actor);
  const b = sideOf(target);
  const faceHeight = [a.body.headUnit * FACE_HEIGHT, b.body.headUnit * FACE_HEIGHT];
  const wrists: Numbers[][] = [[], [], [], []];
  for (let f = 0; f < clip.frameCount; f++) {
    computeModelPose(
      sign.actor.skeleton,
      frameRotations(sign.clip, f),
      frameTranslation(sign.clip, f),
      a.pose,
    );
    computeModelPose(target.skeleton, frameRotations(clip, f), frameTranslation(clip, f), b.pose);
    poseBody(a.body, a.pose, a.bodyPose);
    poseBody(b.body, b.pose, b.bodyPose);
    tally.frames++;
    for (const contact of sign.contacts) {
      if (f < contact.first || f > contact.last) continue;
      if (!b.body.touches[contact.touch]) continue;
      const pinch = contact.kind === 'pinch';
      if (pinch ? !b.body.touches[contact.other] : !b.body.parts[contact.other]) continue;
      const off = pinch
        ? pinchGap(b, contact.touch, contact.other)
        : offPlace(a, b, contact.touch, contact.other);
      tally[contact.kind][1]++;
      if (off <= KEPT) tally[contact.kind][0]++;
    }
    let wrong = false;
    let deep = 0;
    let near = false;
    for (let hand = 0; hand < 2; hand++) {
      let place = { gap: PLACED, touch: -1, part: -1 };
      GROUPS[hand].forEach((group, g) => {
        const [sourceGap, nearTouch, nearPart] = nearestIn(a, b, hand, group.parts);
        const [targetGap] = nearestIn(b, a, hand, group.parts);
        if (targetGap < 0.005 && sourceGap > 0.02) wrong = true;
        if (sourceGap < 0.02) near = true;
        deep = Math.max(deep, deeper(a, b, hand, group.parts));
        if ((g === 0 || g === 2) && nearTouch >= 0 && sourceGap < place.gap) {
          place = { gap: sourceGap, touch: nearTouch, part: nearPart };
        }
      });
      if (place.touch >= 0) tally.places.push(placeError(a, b, place.touch, place.part, faceHeight));
      near ||= ownGap(a, hand) < 0.02;
      wrists[hand].push(Float64Array.from(a.pose.positions[a.rig.joints[`${SIDES[hand]}Hand`]!]));
      wrists[hand + 2].push(Float64Array.from(b.pose.positions[b.rig.joints[`${SIDES[hand]}Hand`]!]));
    }
    if (wrong) tally.falseFrames++;
    if (deep > DEEP) tally.penetrating++;
    touching[f] = near ? 1 : 0;
    for (const side of SIDES) palms(a, b, side, f);
  }
  for (let f = 0; f < clip.frameCount; f++) {
    let inside = false;
    for (let k = Math.max(0, f - RAMP); k <= Math.min(clip.frameCount - 1, f + RAMP); k++)
      inside ||= touching[k] === 1;
    const { finger, palm } = angles[f];
    if (inside) {
      tally.fingersInside.push(finger);
      tally.palmInside = Math.max(tally.palmInside, palm);
    } else {
      tally.fingerOutside = Math.max(tally.fingerOutside, finger);
      tally.palmOutside = Math.max(tally.palmOutside, palm);
    }
  }
  angles.length = 0;
  const scale = armLength(target) / armLength(sign.actor);
  for (let hand = 0; hand < 2; hand++) {
    tally.jerkSource += jerk(wrists[hand]) * scale;
    tally.jerkTarget += jerk(wrists[hand + 2]);
  }
}

const touching: number[] = [];
const angles: { finger: number; palm: number }[] = [];

function sideOf(rig: Rig): Side {
  const pose = computeModelPose(rig.skeleton, rig.skeleton.restRotations, null);
  return { rig, body: bodyOf(rig), pose, bodyPose: createBodyPose() };
}

/** Where on the part the touch point is on the source, against where it is on the target: the surface point, and the air between. */
function offPlace(a: Side, b: Side, touch: number, part: number): number {
  const [wanted, wantedGap] = surfacePlace(a, touch, part);
  const [found, foundGap] = surfacePlace(b, touch, part);
  const scale = b.body.parts[part]!.scale;
  // a forearm that takes part of the twist turns under the contact: along the limb is what can be told
  const axes = /LowerArm$/.test(PART_SLOTS[part]) ? [0] : [0, 1, 2];
  const along = Math.hypot(...axes.map((i) => (wanted[i] - found[i]) * scale[i]));
  return Math.hypot(along, foundGap - wantedGap);
}

/** Nearest surface point in units of the part, and the air. */
function surfacePlace({ body, bodyPose }: Side, touch: number, part: number): [number[], number] {
  const air = touchGap(body, bodyPose, touch, part, gap);
  const { scale } = body.parts[part]!;
  const place = [0, 1, 2].map((i) => (gap.point[i] - gap.normal[i] * gap.distance) / scale[i]);
  return [place, air];
}

const pinchGap = ({ body, bodyPose }: Side, a: number, b: number): number =>
  Math.abs(
    distanceVec3(bodyPose.touches[a], bodyPose.touches[b]) -
      body.touches[a]!.radius -
      body.touches[b]!.radius,
  );

/** Smallest gap of a hand's touch points to parts that both have, with the pair. */
function nearestIn(
  side: Side,
  other: Side,
  hand: number,
  parts: readonly number[],
): [number, number, number] {
  let best: [number, number, number] = [Number.POSITIVE_INFINITY, -1, -1];
  for (const part of parts) {
    if (!side.body.parts[part] || !other.body.parts[part]) continue;
    for (let t = hand * TOUCHES; t < (hand + 1) * TOUCHES; t++) {
      if (!side.body.touches[t] || !other.body.touches[t]) continue;
      const d = surfaceGap(side, t, part);
      if (d < best[0]) best = [d, t, part];
    }
  }
  return best;
}

const surfaceGap = ({ body, bodyPose }: Side, touch: number, part: number): number =>
  touchGap(body, bodyPose, touch, part, gap);

/** How much deeper the target's hand sticks in the parts than the source's. */
function deeper(a: Side, b: Side, hand: number, parts: readonly number[]): number {
  let worst = 0;
  for (const part of parts) {
    if (!a.body.parts[part] || !b.body.parts[part]) continue;
    for (let t = hand * TOUCHES; t < (hand + 1) * TOUCHES; t++) {
      if (!a.body.touches[t] || !b.body.touches[t]) continue;
      const found = surfaceGap(b, t, part);
      if (found >= -DEEP) continue;
      const had = surfaceGap(a, t, part);
      // where the source sticks in itself the target may
      if (had > -SOURCE_DEEP) worst = Math.max(worst, Math.min(0, had) - found);
    }
  }
  return worst;
}

function ownGap({ body, bodyPose }: Side, hand: number): number {
  let best = Number.POSITIVE_INFINITY;
  const thumb = hand * TOUCHES;
  const palm = hand * TOUCHES + TOUCH_SLOTS.indexOf('Palm');
  for (let finger = 1; finger < 5; finger++) {
    const name = TOUCH_SLOTS[finger].replace('Tip', '');
    for (const other of [`${name}Tip`, `${name}3`, `${name}2`]) {
      best = Math.min(best, apart(thumb, hand * TOUCHES + TOUCH_SLOTS.indexOf(other)));
    }
    best = Math.min(best, apart(hand * TOUCHES + finger, palm));
  }
  function apart(x: number, y: number): number {
    return (
      distanceVec3(bodyPose.touches[x], bodyPose.touches[y]) -
      body.touches[x]!.radius -
      body.touches[y]!.radius
    );
  }
  return best;
}

/** Place of the touch point nearest to the part, on source and target, from the surface point that it belongs to; face heights. */
function placeError(a: Side, b: Side, touch: number, part: number, faceHeight: number[]): number {
  const offset = (side: Side): Numbers => {
    const place = side.body.parts[part]!;
    const local = subtractVec3(side.bodyPose.touches[touch], side.bodyPose.origins[part]);
    const inFrame = unrotateVec3(side.bodyPose.rotations[part], local);
    // in units of the part, then in metres of the source's part: equal places give equal numbers
    return [0, 1, 2].map((i) => (inFrame[i] / place.scale[i]) * a.body.parts[part]!.scale[i]);
  };
  return lengthVec3(subtractVec3(offset(a), offset(b))) / faceHeight[0];
}

function palms(a: Side, b: Side, side: (typeof SIDES)[number], f: number): void {
  const frame = ({ rig, pose }: Side, role: ActorJoint): Numbers | null => {
    const j = rig.joints[role];
    return j === undefined
      ? null
      : multiplyQuat(pose.rotations[j], rig.anatomicalAxes.subarray(j * 4, j * 4 + 4));
  };
  const [ha, hb] = [frame(a, `${side}Hand`)!, frame(b, `${side}Hand`)!];
  const entry = angles[f] ?? { finger: 0, palm: 0 };
  angles[f] = entry;
  entry.palm = Math.max(entry.palm, angleVec3(rotateVec3(ha, [0, 1, 0]), rotateVec3(hb, [0, 1, 0])));
  for (const role of ACTOR_JOINTS) {
    if (!role.startsWith(side) || !/(Thumb|Index|Middle|Ring|Pinky)[123]$/.test(role)) continue;
    const before = role.replace(/[123]$/, (i) => String(Number(i) - 1)) as ActorJoint;
    const parent = /[23]$/.test(role) ? before : (`${side}Hand` as ActorJoint);
    const [fa, fb, pa, pb] = [frame(a, role), frame(b, role), frame(a, parent), frame(b, parent)];
    if (!fa || !fb || !pa || !pb) continue;
    entry.finger = Math.max(entry.finger, angleQuat(relativeQuat(pa, fa), relativeQuat(pb, fb)));
  }
}

const armLength = (rig: Rig): number =>
  (['leftUpperArm', 'leftLowerArm'] as const).reduce((sum, role) => {
    const j = rig.joints[role]!;
    return sum + lengthVec3(rig.endOffsets.subarray(j * 3, j * 3 + 3));
  }, 0);

/** Mean angle between the bones of arms and fingers on source and target, degrees. */
export function directionError(sign: ContactSign, clip: MotionClip, target: Rig): number {
  const a = sideOf(sign.actor);
  const b = sideOf(target);
  let sum = 0;
  let count = 0;
  for (let f = 0; f < clip.frameCount; f += 4) {
    computeModelPose(sign.actor.skeleton, frameRotations(sign.clip, f), null, a.pose);
    computeModelPose(target.skeleton, frameRotations(clip, f), null, b.pose);
    for (const role of ACTOR_JOINTS) {
      if (!/Arm$|(Thumb|Index|Middle|Ring|Pinky)[123]$/.test(role)) continue;
      const direction = ({ rig, pose }: Side): Numbers => {
        const j = rig.joints[role]!;
        return rotateVec3(pose.rotations[j], rig.endOffsets.subarray(j * 3, j * 3 + 3));
      };
      sum += angleVec3(direction(a), direction(b));
      count++;
    }
  }
  return ((sum / count) * 180) / Math.PI;
}

/** Sum of the third differences. */
function jerk(points: readonly Numbers[]): number {
  let sum = 0;
  for (let f = 3; f < points.length; f++) {
    const third = [0, 1, 2].map(
      (i) => points[f][i] - 3 * points[f - 1][i] + 3 * points[f - 2][i] - points[f - 3][i],
    );
    sum += Math.hypot(...third);
  }
  return sum;
}
