/**
 * Names and hierarchy of joints -> which joint plays which role. Limbs are followed up from hand and foot to the trunk, so that only their
 * ends need a name one knows; a skeleton whose names say nothing is read by its symmetry.
 * Limits: one head, two arms, two legs; a tail or third arm is no role and stays at rest.
 */
import { TegnError } from '../../issues/issues.ts';
import type { Numbers } from '../../math/vec3.ts';
import { type ActorJoint, FINGERS, SIDES, type Side } from '../actor/joints.ts';
import type { TwistJoint } from '../rig.ts';
import type { RawJoint } from './raw-skeleton.ts';

export interface RoleMap {
  readonly roles: Readonly<Partial<Record<ActorJoint, number>>>;
  /** Joints that end a finger or the head without moving anything. */
  readonly tips: Readonly<Partial<Record<ActorJoint, number>>>;
  readonly twists: readonly TwistJoint[];
}

interface Word {
  readonly side: Side | null;
  /** Letters only, lower case, without prefix and side. */
  readonly stem: string;
  readonly number: number | null;
}

/** What programs put before every name. */
const PREFIX =
  /^(.*:|mixamorig\d*[_:]?|DEF[-_]|ORG[-_]|J_(?:Bip|Sec|Adj)(?=_)|Bip\d*[_ ]?|CC_Base_|Skeleton_|Armature_|b_|bn_)+/i;

const IGNORED =
  /twist|roll|ik|pole|target|ctrl|control|helper|corrective|half|bulge|socket|weapon|prop|end$|nub|site/;

/** Sides as words anywhere, as letters set apart by a separator, or as a first letter before a capital. */
const SIDE_MARKS = [
  /(left|right)/i,
  /[_\-. ]([lr])(?=$|[_\-. \d])/i,
  /^([lr])(?=[_\-. ])/i,
  /^([lr])(?=[A-Z])/,
  /^([LR])(?=[A-Z][a-z])/,
];

function wordOf(name: string): Word {
  let rest = name.replace(PREFIX, '');
  let side: Side | null = null;
  for (const mark of SIDE_MARKS) {
    const match = mark.exec(rest);
    if (!match) continue;
    side = /^l/i.test(match[1]) ? 'left' : 'right';
    rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
    break;
  }
  const digits = /(\d+)\D*$/.exec(rest);
  return {
    side,
    stem: rest.replace(/[^A-Za-z]/g, '').toLowerCase(),
    number: digits ? Number(digits[1]) : null,
  };
}

/** Throws E_TARGET_CHAIN naming the first joint that is missing. */
export function mapRoles(joints: readonly RawJoint[], positions: readonly Numbers[]): RoleMap {
  const words = joints.map(({ name }) => wordOf(name));
  const named = (pattern: RegExp, side: Side | null): number =>
    words.findIndex((word) => word.side === side && pattern.test(word.stem) && !IGNORED.test(word.stem));
  const anchors =
    named(/hand$|wrist/, 'left') >= 0 && named(/hand$|wrist/, 'right') >= 0
      ? {
          leftHand: named(/hand$|wrist/, 'left'),
          rightHand: named(/hand$|wrist/, 'right'),
          leftFoot: named(/foot|ankle/, 'left'),
          rightFoot: named(/foot|ankle/, 'right'),
          head: named(/head$/, null),
        }
      : anchorsBySymmetry(joints, positions);
  const roles: Partial<Record<ActorJoint, number>> = {};
  const up = (from: number): number[] => {
    const out: number[] = [];
    for (let j = from; j >= 0; j = joints[j].parent) out.push(j);
    return out;
  };
  for (const [role, joint] of Object.entries(anchors))
    if (joint < 0 && !/Foot/.test(role)) missing(role, joints);
  const [leftPath, rightPath] = [up(anchors.leftHand), up(anchors.rightHand)];
  const trunk = leftPath.filter((j) => rightPath.includes(j));
  if (trunk.length === 0) missing('the trunk above both hands', joints);
  const chest = trunk[0];
  for (const side of SIDES) {
    const path = (side === 'left' ? leftPath : rightPath).filter(
      (j) => !trunk.includes(j) && !IGNORED.test(words[j].stem),
    );
    const [hand, lower, upper, clavicle] = path;
    roles[`${side}Hand`] = hand;
    if (lower === undefined) missing(`${side}LowerArm`, joints);
    if (upper === undefined) missing(`${side}UpperArm`, joints);
    roles[`${side}LowerArm`] = lower;
    roles[`${side}UpperArm`] = upper;
    if (clavicle !== undefined) roles[`${side}Clavicle`] = clavicle;
    const foot = side === 'left' ? anchors.leftFoot : anchors.rightFoot;
    if (foot < 0) continue;
    const leg = up(foot).filter((j) => !trunk.includes(j) && !IGNORED.test(words[j].stem));
    if (leg.length < 3) continue;
    roles[`${side}Foot`] = leg[0];
    roles[`${side}Calf`] = leg[1];
    roles[`${side}Thigh`] = leg[2];
    const toe = joints.findIndex(({ parent }, j) => parent === foot && !IGNORED.test(words[j].stem));
    if (toe >= 0) roles[`${side}Ball`] = toe;
  }
  const hips = pelvisOf(trunk, words, joints, roles);
  roles.pelvis = hips;
  const spines = trunk.slice(0, trunk.indexOf(hips)).reverse();
  if (spines.length === 0) missing('a spine joint between hips and arms', joints);
  spread(spines, ['spine1', 'spine2', 'spine3', 'spine4', 'spine5']).forEach(([role, j]) => {
    roles[role] = j;
  });
  roles.head = anchors.head;
  const necks = up(anchors.head).slice(1);
  const neck = necks.slice(0, Math.max(0, necks.indexOf(chest))).reverse();
  if (neck.length > 0) roles.neck1 = neck[0];
  if (neck.length > 1) roles.neck2 = neck[neck.length - 1];
  const tips: Partial<Record<ActorJoint, number>> = {};
  for (const side of SIDES) mapFingers(joints, words, side, roles, tips);
  const crown = joints.findIndex(
    ({ parent }, j) => parent === anchors.head && /end$|top|nub/.test(words[j].stem),
  );
  if (crown >= 0) tips.head = crown;
  return { roles, tips, twists: twistsOf(joints, words, positions, roles) };
}

function pelvisOf(
  trunk: readonly number[],
  words: readonly Word[],
  joints: readonly RawJoint[],
  roles: RoleMap['roles'],
): number {
  const byName = trunk.find((j) => /pelvis|hips?$/.test(words[j].stem));
  const byLegs =
    roles.leftThigh === undefined ? undefined : trunk.find((j) => j === joints[roles.leftThigh!].parent);
  return byName ?? byLegs ?? trunk[trunk.length - 1];
}

/** Joints of a chain over the roles of a longer or shorter one, ends meeting at the last. */
function spread(chain: readonly number[], roles: readonly ActorJoint[]): [ActorJoint, number][] {
  const n = Math.min(chain.length, roles.length);
  return Array.from({ length: n }, (_, i) => {
    const role = roles[Math.round(((i + 1) * roles.length) / n) - 1];
    return [role, chain[Math.round(((i + 1) * chain.length) / n) - 1]];
  });
}

function mapFingers(
  joints: readonly RawJoint[],
  words: readonly Word[],
  side: Side,
  roles: Partial<Record<ActorJoint, number>>,
  tips: Partial<Record<ActorJoint, number>>,
): void {
  const hand = roles[`${side}Hand`]!;
  const inHand = (j: number): boolean => {
    for (let k = joints[j].parent; k >= 0; k = joints[k].parent) if (k === hand) return true;
    return false;
  };
  const patterns = {
    Thumb: /thumb/,
    Index: /index|pointer/,
    Middle: /mid/,
    Ring: /ring/,
    Pinky: /pinky|little|pinkie/,
  };
  for (const finger of ['Thumb', ...FINGERS] as const) {
    const all = joints.flatMap((_, j) => (patterns[finger].test(words[j].stem) && inHand(j) ? [j] : []));
    const chain = all.filter((j) => !/half|bulge|twist|mcp|pip|dip|palm$/.test(words[j].stem));
    const metacarpal =
      finger === 'Thumb' ? -1 : chain.findIndex((j) => /metacarpal|meta|palm/.test(words[j].stem));
    const isEnd = (j: number): boolean => /end|nub|tip/.test(words[j].stem);
    let bones = chain.filter((j, i) => i !== metacarpal && !isEnd(j));
    const zero = metacarpal < 0 && finger !== 'Thumb' && bones.length === 4 && words[bones[0]].number === 0;
    if (metacarpal >= 0) roles[`${side}${finger as (typeof FINGERS)[number]}Metacarpal`] = chain[metacarpal];
    else if (zero) roles[`${side}${finger as (typeof FINGERS)[number]}Metacarpal`] = bones[0];
    if (zero) bones = bones.slice(1);
    bones.slice(0, 3).forEach((j, i) => {
      roles[`${side}${finger}${(i + 1) as 1 | 2 | 3}`] = j;
    });
    const end = bones[3] ?? chain.find(isEnd);
    if (bones.length >= 3 && end !== undefined) tips[`${side}${finger}3`] = end;
  }
}

/** Children of an arm's joints that are named for its twist. */
function twistsOf(
  joints: readonly RawJoint[],
  words: readonly Word[],
  positions: readonly Numbers[],
  roles: RoleMap['roles'],
): TwistJoint[] {
  const out: TwistJoint[] = [];
  for (const side of SIDES) {
    for (const [part, next] of [
      ['UpperArm', 'LowerArm'],
      ['LowerArm', 'Hand'],
    ] as const) {
      const bone = roles[`${side}${part}`];
      const end = roles[`${side}${next}`];
      if (bone === undefined || end === undefined) continue;
      const length = distance(positions[bone], positions[end]);
      joints.forEach(({ parent }, joint) => {
        if (parent !== bone || joint === end || !/twist|roll/.test(words[joint].stem)) return;
        out.push({
          joint,
          of: `${side}${part}`,
          at: Math.min(1, distance(positions[bone], positions[joint]) / length),
        });
      });
    }
  }
  return out;
}

/**
 * Hands, feet and head of a skeleton whose names say nothing: leaves that mirror each other, the widest pair, the lowest pair, and the highest
 * leaf in the middle.
 */
function anchorsBySymmetry(
  joints: readonly RawJoint[],
  positions: readonly Numbers[],
): Record<'leftHand' | 'rightHand' | 'leftFoot' | 'rightFoot' | 'head', number> {
  const leaves = joints.flatMap((_, j) => (joints.some(({ parent }) => parent === j) ? [] : [j]));
  const none = { leftHand: -1, rightHand: -1, leftFoot: -1, rightFoot: -1, head: -1 };
  const span = (axis: number): number => {
    const values = positions.map((p) => p[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  // up is the longest way, aside the longer of the others
  const up = [0, 1, 2].reduce((best, axis) => (span(axis) > span(best) ? axis : best), 1);
  const height = span(up);
  const aside = [0, 1, 2].filter((axis) => axis !== up).sort((a, b) => span(b) - span(a))[0];
  const middle = leaves.reduce((sum, j) => sum + positions[j][aside], 0) / Math.max(leaves.length, 1);
  const pairs: [number, number][] = [];
  for (const a of leaves) {
    for (const b of leaves) {
      const [x, y] = [positions[a][aside] - middle, positions[b][aside] - middle];
      const apart = distance(positions[a], positions[b]);
      if (x > 0.02 * height && Math.abs(x + y) < 0.05 * height && Math.abs(apart - (x - y)) < 0.05 * height)
        pairs.push([a, b]);
    }
  }
  const depth = (j: number): number => (j < 0 ? 0 : 1 + depth(joints[j].parent));
  const heightOf = ([a]: [number, number]): number => positions[a][up];
  const limbs = pairs.filter(([a, b]) => depth(a) === depth(b)).sort((p, q) => heightOf(q) - heightOf(p));
  const [hands, feet] = [limbs[0], limbs[limbs.length - 1]];
  if (!hands || !feet || hands === feet) return none;
  const head = leaves
    .filter((j) => Math.abs(positions[j][aside] - middle) < 0.03 * height)
    .sort((a, b) => positions[b][up] - positions[a][up])[0];
  const ankle = (toe: number): number => (depth(toe) > 3 ? joints[toe].parent : toe);
  return {
    leftHand: hands[0],
    rightHand: hands[1],
    leftFoot: ankle(feet[0]),
    rightFoot: ankle(feet[1]),
    head: head ?? -1,
  };
}

const distance = (a: Numbers, b: Numbers): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

function missing(role: string, joints: readonly RawJoint[]): never {
  const names = joints.slice(0, 8).map(({ name }) => name);
  throw new TegnError(
    'E_TARGET_CHAIN',
    `Expected a joint for ${role}, found none among ${joints.length} joints (${names.join(', ')}, ...). The target file can name it by hand.`,
    { expected: role, found: names },
  );
}
