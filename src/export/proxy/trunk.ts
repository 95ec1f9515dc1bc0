/**
 * Torso, shoulders and neck of the proxy body. The torso is one tube between hip and shoulder line whose rings follow the
 * spine joints softly; sizes are shares of half the shoulder width, set by eye on an average adult.
 */
import { addScaledVec3, distanceVec3, lerpVec3, type Numbers, subtractVec3 } from '../../math/vec3.ts';
import type { ActorJoint } from '../../skeleton/actor/joints.ts';
import { SIDES } from '../../skeleton/actor/joints.ts';
import { addCapsule } from './capsule.ts';
import { coordinatesIn, createFrame, type Frame, pointIn, vectorIn } from './frame.ts';
import { addLoft } from './loft.ts';
import type { Influence, MeshBuilder } from './mesh-builder.ts';
import { mixColors, PALETTE } from './palette.ts';
import type { RestJoint, RestJoints } from './rest-joints.ts';

/** x left, y up, z front, origin between the hips. */
export interface TrunkFrame {
  readonly frame: Frame;
  /** Hip line to shoulder line. */
  readonly height: number;
  /** Half the distance between the shoulder joints: the unit of thickness for trunk, arms and legs. */
  readonly unit: number;
}

/** Null for a rig without shoulders or without any joint of the spine. */
export function createTrunkFrame(rest: RestJoints): TrunkFrame | null {
  const [leftShoulder, rightShoulder] = [rest('leftUpperArm'), rest('rightUpperArm')];
  const [leftHip, rightHip] = [rest('leftThigh'), rest('rightThigh')];
  const [lowest] = present(rest, SPINE);
  if (!leftShoulder || !rightShoulder || !lowest) return null;
  const hips = leftHip && rightHip ? lerpVec3(leftHip.origin, rightHip.origin, 0.5) : lowest.origin;
  const shoulders = lerpVec3(leftShoulder.origin, rightShoulder.origin, 0.5);
  const across = subtractVec3(leftShoulder.origin, rightShoulder.origin);
  return {
    frame: createFrame(hips, across, subtractVec3(shoulders, hips)),
    height: distanceVec3(hips, shoulders),
    unit: distanceVec3(leftShoulder.origin, rightShoulder.origin) / 2,
  };
}

/**
 * Height as a share of the torso; half width, front and back depth as shares of the unit. Two rings at one height are an edge:
 * the hem of the shirt over the trousers, and the collar, which turns inwards around the neck.
 */
const TORSO: readonly (readonly [
  height: number,
  half: number,
  front: number,
  back: number,
  cloth: 'trousers' | 'shirt',
])[] = [
  [-0.17, 0.3, 0.26, 0.3, 'trousers'],
  [-0.12, 0.72, 0.44, 0.5, 'trousers'],
  [-0.03, 0.91, 0.51, 0.62, 'trousers'],
  [0.09, 0.92, 0.54, 0.61, 'trousers'],
  [0.05, 0.96, 0.565, 0.65, 'shirt'],
  [0.1, 0.955, 0.57, 0.64, 'shirt'],
  [0.22, 0.86, 0.56, 0.53, 'shirt'],
  [0.35, 0.78, 0.56, 0.47, 'shirt'],
  [0.5, 0.8, 0.59, 0.49, 'shirt'],
  [0.65, 0.87, 0.65, 0.56, 'shirt'],
  [0.78, 0.92, 0.66, 0.6, 'shirt'],
  [0.88, 0.9, 0.58, 0.58, 'shirt'],
  [0.98, 0.8, 0.46, 0.52, 'shirt'],
  [1.07, 0.54, 0.36, 0.43, 'shirt'],
  [1.13, 0.38, 0.335, 0.375, 'shirt'],
  [1.185, 0.33, 0.315, 0.345, 'shirt'],
  [1.14, 0.27, 0.26, 0.29, 'shirt'],
];

/** Height at which the neck leaves the axis of the torso. */
const NECK_BEND = 1.02;

const SPINE: readonly ActorJoint[] = ['pelvis', 'spine1', 'spine2', 'spine3', 'spine4', 'spine5'];
const NECK: readonly ActorJoint[] = ['neck1', 'neck2', 'head'];

export function addTrunk(builder: MeshBuilder, rest: RestJoints, trunk: TrunkFrame): void {
  const { frame, height, unit } = trunk;
  const spine = present(rest, SPINE);
  const neck = neckLine(rest, trunk);
  const rings = TORSO.map(([share, half, front, back]) => ({
    center: addScaledVec3(neck(share), frame.z, ((front - back) / 2) * unit),
    a: vectorIn(frame, half * unit, 0, 0),
    b: vectorIn(frame, 0, 0, ((front + back) / 2) * unit),
    squareness: 0.15,
    influences: spread(spine, frame, share * height),
  }));
  addLoft(builder, rings, {
    sides: 12,
    start: rings[0].center,
    end: rings[rings.length - 1].center,
    color: (ring) => PALETTE[TORSO[ring][4]],
  });
  addNeck(builder, rest, trunk, spine);
  for (const side of SIDES) {
    const clavicle = rest(`${side}Clavicle`);
    const shoulder = rest(`${side}UpperArm`)!;
    const nape = pointIn(frame, 0, height + 0.5 * unit, -0.1 * unit);
    addCapsule(builder, {
      from: lerpVec3(nape, shoulder.origin, 0.2),
      to: lerpVec3(nape, shoulder.origin, 0.95),
      flexor: frame.z,
      radii: [0.13 * unit, 0.2 * unit, 0.27 * unit],
      sides: 12,
      round: 'both',
      joint: clavicle?.joint ?? spine[spine.length - 1].joint,
      color: () => PALETTE.shirt,
    });
  }
}

/** The axis of trunk and neck by height: straight up to the collar, then straight to the head, which may stand forward. */
function neckLine(rest: RestJoints, { frame, height }: TrunkFrame): (share: number) => Numbers {
  const head = rest('head');
  const bend = pointIn(frame, 0, height * NECK_BEND, 0);
  const reach = head ? heightIn(frame, head.origin) / height - NECK_BEND : 0;
  return (share) =>
    head && share > NECK_BEND && reach > 0
      ? lerpVec3(bend, head.origin, (share - NECK_BEND) / reach)
      : pointIn(frame, 0, height * share, 0);
}

/** From inside the collar to inside the skull. */
function addNeck(builder: MeshBuilder, rest: RestJoints, trunk: TrunkFrame, spine: RestJoint[]): void {
  const head = rest('head');
  if (!head) return;
  const { frame, height, unit } = trunk;
  const line = neckLine(rest, trunk);
  const chain = [spine[spine.length - 1], ...present(rest, NECK)];
  const top = heightIn(frame, head.origin) / height;
  const rings = NECK_RINGS.map(([share, half, depth]) => {
    const level = NECK_BEND + (top - NECK_BEND) * share;
    return {
      center: line(level),
      a: vectorIn(frame, unit * half, 0, 0),
      b: vectorIn(frame, 0, 0, unit * depth),
      influences: spread(chain, frame, level * height),
    };
  });
  addLoft(builder, rings, {
    sides: 12,
    color: (ring) => mixColors(PALETTE.skin, PALETTE.hair, NECK_RINGS[ring][3]),
  });
}

/** Share of the way from the bend to the head, half width, half depth, and how dark it is in the shade of the chin. */
const NECK_RINGS: readonly (readonly [along: number, half: number, depth: number, shade: number])[] = [
  [0, 0.31, 0.32, 0],
  [0.33, 0.29, 0.31, 0],
  [0.66, 0.275, 0.3, 0.25],
  [1, 0.27, 0.3, 0.55],
  [1.3, 0.27, 0.3, 0.55],
];

const present = (rest: RestJoints, roles: readonly ActorJoint[]): RestJoint[] =>
  roles.flatMap((role) => rest(role) ?? []);

const heightIn = (frame: Frame, point: Numbers): number => coordinatesIn(frame, point)[1];

/**
 * Shares of the joints of an upright chain at a height: all of a joint half-way up its bone, half and half where two bones meet.
 */
function spread(chain: readonly RestJoint[], frame: Frame, height: number): Influence[] {
  const middles = chain.map(({ origin, end }) => (heightIn(frame, origin) + heightIn(frame, end)) / 2);
  const above = middles.findIndex((middle) => middle > height);
  if (above === 0) return [[chain[0].joint, 1]];
  if (above < 0) return [[chain[chain.length - 1].joint, 1]];
  const share = (height - middles[above - 1]) / (middles[above] - middles[above - 1]);
  return [
    [chain[above - 1].joint, 1 - share],
    [chain[above].joint, share],
  ];
}
