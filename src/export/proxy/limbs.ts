/**
 * Arms and legs of the proxy body: one rigid tube per segment, whose round ends are the joints, so that any bend and twist stays
 * closed. Radii are shares of half the shoulder width at even steps down the bone, set by eye on an average adult.
 */
import { dotVec3, lerpVec3, type Numbers, subtractVec3 } from '../../math/vec3.ts';
import { SIDES, type Side } from '../../skeleton/actor/joints.ts';
import { addCapsule } from './capsule.ts';
import { createFrame, pointIn, vectorIn } from './frame.ts';
import { addLoft } from './loft.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { PALETTE } from './palette.ts';
import type { RestJoint, RestJoints } from './rest-joints.ts';
import type { TrunkFrame } from './trunk.ts';

const UPPER_ARM = [0.25, 0.27, 0.225];
const FOREARM = [0.225, 0.235, 0.2, 0.172];
const THIGH = [0.42, 0.43, 0.36, 0.3];
const CALF = [0.3, 0.315, 0.25, 0.19];

/** Where the sleeve ends, as a share of the forearm; the hand starts inside it. */
const CUFF = 0.97;

export function addLimbs(builder: MeshBuilder, rest: RestJoints, { frame, unit }: TrunkFrame): void {
  for (const side of SIDES) {
    const upperArm = rest(`${side}UpperArm`);
    const forearm = rest(`${side}LowerArm`);
    const thigh = rest(`${side}Thigh`);
    const calf = rest(`${side}Calf`);
    const scaled = (radii: readonly number[]) => radii.map((radius) => radius * unit);
    if (upperArm) {
      addSegment(builder, upperArm, upperArm.end, scaled(UPPER_ARM), 'both', PALETTE.shirt);
    }
    if (forearm) addSleeve(builder, forearm, scaled(FOREARM));
    if (thigh) addSegment(builder, thigh, thigh.end, scaled(THIGH), 'both', PALETTE.trousers);
    if (calf) addSegment(builder, calf, calf.end, scaled(CALF), 'end', PALETTE.trousers);
    addFoot(builder, rest, side, frame.y, unit);
  }
}

function addSegment(
  builder: MeshBuilder,
  { joint, origin, frame }: RestJoint,
  to: Numbers,
  radii: number[],
  round: 'both' | 'end',
  color: readonly [number, number, number],
): void {
  addCapsule(builder, {
    from: origin,
    to,
    flexor: frame.y,
    radii,
    sides: 12,
    round,
    joint,
    color: () => color,
  });
}

/** Forearm with an open cuff, whose inside is closed a little further up. */
function addSleeve(builder: MeshBuilder, { joint, origin, end, frame }: RestJoint, radii: number[]): void {
  const sleeve = createFrame(origin, subtractVec3(end, origin), frame.y);
  const ring = (share: number, radius: number) => ({
    center: lerpVec3(origin, end, share),
    a: vectorIn(sleeve, 0, radius, 0),
    b: vectorIn(sleeve, 0, 0, radius),
    influences: [[joint, 1]] as const,
  });
  const last = radii.length - 1;
  const rings = radii.map((radius, i) => ring((CUFF * i) / last, radius));
  rings.push(ring(CUFF, radii[last] * 0.86));
  addLoft(builder, rings, {
    sides: 12,
    end: lerpVec3(origin, end, CUFF - 0.03),
    color: () => PALETTE.shirt,
  });
}

/** Share of the way from heel to ball; half width, height of the instep and depth of the sole, as shares of the ankle's height. */
const SHOE: readonly (readonly [along: number, half: number, instep: number, sole: number])[] = [
  [-0.3, 0.2, 0.1, 0.55],
  [-0.24, 0.36, 0.36, 0.92],
  [0.05, 0.42, 0.5, 1],
  [0.45, 0.45, 0.1, 1],
  [1, 0.55, -0.35, 1],
];

/** Shoe along the ground: heel to ball on the foot joint, toes on the ball joint. */
function addFoot(builder: MeshBuilder, rest: RestJoints, side: Side, up: Numbers, unit: number): void {
  const foot = rest(`${side}Foot`);
  if (!foot) return;
  const ball = rest(`${side}Ball`);
  const sole = 0.45 * unit;
  const towards = subtractVec3(foot.end, foot.origin);
  /** x up, y forward, z sideways. */
  const across = createFrame(foot.origin, up, towards);
  const length = dotVec3(towards, across.y);
  const ring = (along: number, half: number, instep: number, depth: number, joint: number) => ({
    center: pointIn(across, ((instep - depth) / 2) * sole, along, 0),
    a: vectorIn(across, ((instep + depth) / 2) * sole, 0, 0),
    b: vectorIn(across, 0, 0, half * sole),
    squareness: 0.3,
    influences: [[joint, 1]] as const,
  });
  const rings = SHOE.map(([along, half, instep, depth]) =>
    ring(along * length, half, instep, depth, foot.joint),
  );
  const toes = ball ?? foot;
  const toeLength = ball ? ball.length : length * 0.4;
  rings.push(ring(length + toeLength * 0.6, 0.5, -0.5, 1, toes.joint));
  rings.push(ring(length + toeLength, 0.25, -0.7, 0.95, toes.joint));
  addLoft(builder, rings, {
    sides: 12,
    start: rings[0].center,
    end: rings[rings.length - 1].center,
    color: () => PALETTE.shoes,
  });
}
