/** A pose whose hands are aimed and brought to places of the body until surfaces touch. Model rotations, metres. */
import {
  conjugateQuat,
  multiplyQuat,
  quatFromAlongAndSide,
  relativeQuat,
  rotateVec3,
} from '../../src/math/quat.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import {
  addScaledVec3,
  addVec3,
  angleVec3,
  distanceVec3,
  type Numbers,
  normalizeVec3,
  subtractVec3,
  vec3,
} from '../../src/math/vec3.ts';
import { reachWith } from '../../src/retarget/arm-reach.ts';
import { createFinger, moveFinger } from '../../src/retarget/finger-reach.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  type FINGERS,
  SIDES,
  type Side,
} from '../../src/skeleton/actor/joints.ts';
import { type Body, PART_SLOTS, TOUCH_SLOTS } from '../../src/skeleton/body/body.ts';
import { createGap, measureGap } from '../../src/skeleton/body/gap.ts';
import { createBodyPose, poseBody } from '../../src/skeleton/body/pose-body.ts';
import { touchGap } from '../../src/skeleton/body/touch-gap.ts';
import { computeModelPose, createModelPose, type ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import type { Pose } from './sign-poses.ts';

const TOUCHES = TOUCH_SLOTS.length;
/** Contacts are made with this much between the surfaces, metres. */
const AIR = 0.001;

export const touchOf = (side: Side, name: string): number =>
  (side === 'left' ? 0 : TOUCHES) + TOUCH_SLOTS.indexOf(name);

/** Works on model rotations; hands are aimed first, then brought. */
export function createBuilder(actor: Rig, body: Body, local: Pose) {
  const model = createModelPose(ACTOR_JOINTS.length);
  const bodyPose = createBodyPose();
  const { parents } = actor.skeleton;
  const refresh = () => {
    computeModelPose(actor.skeleton, Float64Array.from(local.flatMap((q) => [...q])), null, model);
    poseBody(body, model, bodyPose);
  };
  const setModel = (joint: ActorJoint, rotation: Numbers) => {
    const j = actorJoint(joint);
    relativeQuat(model.rotations[parents[j]], rotation, local[j]);
    refresh();
  };
  const armOf = (side: Side, pose: ModelPose) => {
    const [upper, lower, hand] = (['UpperArm', 'LowerArm', 'Hand'] as const).map((part) =>
      actorJoint(`${side}${part}`),
    );
    return {
      shoulder: pose.positions[upper],
      upper: pose.rotations[upper],
      elbow: pose.positions[lower],
      lower: pose.rotations[lower],
      wrist: pose.positions[hand],
      lowerAxes: actor.anatomicalAxes.subarray(lower * 4, lower * 4 + 4),
    };
  };
  /** The wrist to a place, the hand's orientation held. */
  const moveWrist = (side: Side, goal: Numbers): boolean => {
    refresh();
    const hand = Float64Array.from(model.rotations[actorJoint(`${side}Hand`)]);
    const arm = armOf(side, model);
    reachWith(arm, goal);
    if (distanceVec3(arm.wrist, goal) > 1e-4) return false;
    const upper = Float64Array.from(arm.upper);
    const lower = Float64Array.from(arm.lower);
    setModel(`${side}UpperArm`, upper);
    setModel(`${side}LowerArm`, lower);
    setModel(`${side}Hand`, hand);
    return true;
  };
  const frameOf = (side: Side): Numbers => {
    const j = actorJoint(`${side}Hand`);
    return multiplyQuat(model.rotations[j], actor.anatomicalAxes.subarray(j * 4, j * 4 + 4));
  };
  const gap = createGap();
  const place = (side: Side, touch: string, at: Numbers): boolean => {
    const t = touchOf(side, touch);
    const wrist = model.positions[actorJoint(`${side}Hand`)];
    const goal = addVec3(wrist, subtractVec3(at, bodyPose.touches[t], vec3()), vec3());
    if (!moveWrist(side, goal)) return false;
    return true;
  };
  const surface = (side: Side, touch: string, part: number, from: Numbers): boolean => {
    // from outside towards the part until the surfaces are AIR apart
    const t = touchOf(side, touch);
    const point = vec3();
    point.set(from as Float64Array);
    for (let i = 0; i < 30; i++) {
      measureGap(body.parts[part]!, bodyPose.rotations[part], bodyPose.origins[part], point, gap);
      const away = gap.distance - body.touches[t]!.radius - AIR;
      const normal = rotateVec3(bodyPose.rotations[part], gap.normal);
      addScaledVec3(point, normal, -away, point);
    }
    return place(side, touch, point);
  };
  refresh();
  return {
    aim(side: Side, fingers: Numbers, palm: Numbers) {
      refresh();
      const j = actorJoint(`${side}Hand`);
      const axes = conjugateQuat(actor.anatomicalAxes.subarray(j * 4, j * 4 + 4));
      setModel(`${side}Hand`, multiplyQuat(quatFromAlongAndSide(fingers, palm), axes));
    },
    /** The mirror image of the other hand's orientation. */
    mirrorHand(side: Side) {
      refresh();
      const [x, y, z, w] = model.rotations[actorJoint(`${side === 'left' ? 'right' : 'left'}Hand`)];
      setModel(`${side}Hand`, Float64Array.of(x, -y, -z, w));
    },
    bring(side: Side, [x, y, z]: Numbers & Iterable<number>): boolean {
      refresh();
      const part = PART_SLOTS.indexOf('torso');
      const { scale } = body.parts[part]!;
      const goal = rotateVec3(bodyPose.rotations[part], [scale[0] * 0.75 + y, z, x]);
      return moveWrist(side, addVec3(goal, bodyPose.origins[part], goal));
    },
    /** To a place on a part in its own units. */
    touch(side: Side, touch: string, part: number, at: readonly number[]): boolean {
      refresh();
      const { scale } = body.parts[part]!;
      // a little outside, so that the surface is found from there
      const from = rotateVec3(bodyPose.rotations[part], [
        at[0] * scale[0],
        at[1] * scale[1],
        at[2] * scale[2],
      ]);
      if (PART_SLOTS[part] === 'torso')
        addVec3(from, rotateVec3(bodyPose.rotations[part], [0, 0.2, 0]), from);
      if (PART_SLOTS[part] === 'head') scaleOut(from, 1.15);
      addVec3(from, bodyPose.origins[part], from);
      return surface(side, touch, part, from);
    },
    /** To the side of a limb that faces a direction of the model. */
    touchOutside(side: Side, touch: string, part: number, share: number, towards: Numbers): boolean {
      refresh();
      const from = rotateVec3(bodyPose.rotations[part], [share * body.parts[part]!.scale[0], 0, 0]);
      addVec3(from, bodyPose.origins[part], from);
      addScaledVec3(from, normalizeVec3(towards), 0.1, from);
      return surface(side, touch, part, from);
    },
    /** Thumb and fingers to each other, by as much as it takes. */
    pinch(side: Side, fingers: readonly (typeof FINGERS)[number][]): boolean {
      refresh();
      const chain = (digit: string) =>
        createFinger(
          actor,
          [1, 2, 3].map((i) => actorJoint(`${side}${digit}${i}` as ActorJoint)),
        );
      const thumbTouch = touchOf(side, 'ThumbTip');
      for (let round = 0; round < 60; round++) {
        let worst = 0;
        for (const finger of fingers) {
          const tip = touchOf(side, `${finger}Tip`);
          const [a, b] = [bodyPose.touches[thumbTouch], bodyPose.touches[tip]];
          const apart = subtractVec3(b, a, vec3());
          const length = Math.hypot(...(apart as Float64Array));
          const wish = length - body.touches[thumbTouch]!.radius - body.touches[tip]!.radius - AIR;
          worst = Math.max(worst, Math.abs(wish));
          normalizeVec3(apart, apart);
          const half = wish * 0.5;
          moveFinger(chain('Thumb'), model, 2, a, [apart[0] * half, apart[1] * half, apart[2] * half]);
          moveFinger(chain(finger), model, 2, b, [-apart[0] * half, -apart[1] * half, -apart[2] * half]);
        }
        for (const digit of ['Thumb', ...fingers]) {
          for (const i of [1, 2, 3]) {
            const j = actorJoint(`${side}${digit}${i}` as ActorJoint);
            relativeQuat(model.rotations[parents[j]], model.rotations[j], local[j]);
          }
        }
        refresh();
        if (worst < 0.0005) return true;
      }
      return false;
    },
    touches(touch: number, part: number): boolean {
      return touchGap(body, bodyPose, touch, part, gap) < 0.006;
    },
    /** Whether wrists can bend so, and nothing but what should touch does. */
    sound(contacts: readonly { touch: number; other: number }[]): boolean {
      refresh();
      for (const side of SIDES) {
        const lower = actorJoint(`${side}LowerArm`);
        const forearm = rotateVec3(
          multiplyQuat(model.rotations[lower], actor.anatomicalAxes.subarray(lower * 4, lower * 4 + 4)),
          [1, 0, 0],
        );
        const fingers = rotateVec3(frameOf(side), [1, 0, 0]);
        if (angleVec3(forearm, fingers) > 85 * RADIANS) return false;
      }
      for (let t = 0; t < 2 * TOUCHES; t++) {
        for (let p = 0; p < PART_SLOTS.length; p++) {
          const touch = body.touches[t]!;
          if (PART_SLOTS[p].startsWith(touch.side) || !body.parts[p]) continue;
          if (contacts.some(({ touch: a, other: b }) => a === t && b === p)) continue;
          const wrists = touch.finger === null && /LowerArm/.test(PART_SLOTS[p]);
          if (touchGap(body, bodyPose, t, p, gap) < (wrists ? -0.02 : -0.004)) return false;
        }
      }
      return true;
    },
    finish: (): Pose => local.map((q) => Float64Array.from(q)),
  };
}

function scaleOut(v: Numbers, s: number): void {
  v[0] *= s;
  v[1] *= s;
  v[2] *= s;
}
