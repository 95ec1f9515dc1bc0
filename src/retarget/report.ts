/**
 * What a retargeted clip kept and lost. Contacts are told as a viewer sees them: all points of a hand that touch the same thing at a time are
 * one contact, and what is left open of it is the mean of its points, the tightest foremost. Metres become centimetres, radians degrees.
 */
import { DEGREES } from '../math/scalar.ts';
import { distanceVec3 } from '../math/vec3.ts';
import { type ActorJoint, SIDES } from '../skeleton/actor/joints.ts';
import { bodyOf, PART_SLOTS, TOUCH_SLOTS } from '../skeleton/body/body.ts';
import { FACE_HEIGHT, HEAD_SITES } from '../skeleton/body/body-shape.ts';
import type { Rig } from '../skeleton/rig.ts';
import { type ContactRun, pairKey } from './contacts.ts';
import { tightness } from './loudness.ts';
import { GAP, type Observation, PAIR, TOUCH } from './observation.ts';
import type { Outcome } from './outcome.ts';
import { GROUPS, OTHER_HAND, OWN_HAND, TOUCHES } from './touch-groups.ts';

export interface ContactReport {
  /** The point that touches most, such as "right IndexTip on chin". */
  readonly what: string;
  readonly kind: 'hand-head' | 'hand-torso' | 'hand-arm' | 'hand-hand' | 'pinch';
  readonly first: number;
  readonly last: number;
  /** Mean and largest distance from where the source has it; of a pinch, by how much it is wider or tighter. */
  readonly residualCm: number;
  readonly worstCm: number;
}

export interface RetargetReport {
  readonly contacts: readonly ContactReport[];
  /** How far the nearest point of a hand within 10 cm of the body is from its place there, in the target's face heights. */
  readonly place: { readonly frames: number; readonly mean: number; readonly max: number };
  /** How far joints are turned away from the source's, rest poses taken out: the price of places and contacts. Palms stay as they are. */
  readonly turns: {
    readonly armMeanDeg: number;
    readonly armMaxDeg: number;
    readonly fingerMaxDeg: number;
  };
  /** Frames in which an arm was too short for a place at the body or a contact by more than 5 mm; of a side, "left" or "right". */
  readonly reach: {
    readonly frames: number;
    readonly shortCm: number;
    readonly first: number;
    readonly side: string;
  };
  /** Frames in which a hand sticks more than 5 mm deeper in something than the source's does. */
  readonly penetration: { readonly frames: number; readonly deepestCm: number; readonly first: number };
  /** Jerk of the wrists against the source's, arm lengths taken out; 1 where the source's do not move. */
  readonly jerkRatio: number;
}

/** Distances above this are told, metres. */
const NOTABLE = 0.005;

/** Weight from which on a contact is held. */
const HELD = 0.5;

/** Frames between two touches that are one contact. */
const BRIDGE = 3;

export interface ReportBuilder {
  add(frame: number, observation: Observation, weights: Float32Array, outcome: Outcome): void;
  /** Frames of the report count from `first`. */
  finish(first: number): RetargetReport;
}

/** A contact as it is told, of several runs. */
interface Episode {
  readonly runs: ContactRun[];
  readonly shares: number[];
  first: number;
  last: number;
  /** Of the frame at hand. */
  frameSum: number;
  frameShare: number;
  sum: number;
  count: number;
  worst: number;
}

export function startReport(source: Rig, target: Rig, runs: readonly ContactRun[]): ReportBuilder {
  const episodes = gatherEpisodes(runs);
  const byKey = new Map<number, { episode: Episode; index: number }[]>();
  for (const episode of episodes) {
    episode.runs.forEach(({ key }, index) => {
      const list = byKey.get(key);
      if (list) list.push({ episode, index });
      else byKey.set(key, [{ episode, index }]);
    });
  }
  const faceHeight = bodyOf(target).headUnit * FACE_HEIGHT;
  const place = { frames: 0, sum: 0, max: 0 };
  const turns = { frames: 0, arm: 0, armMax: 0, fingerMax: 0 };
  const reach = { frames: 0, short: 0, first: -1, side: 0 };
  const penetration = { frames: 0, deepest: 0, first: -1 };
  const jerk = { source: createJerk(), target: createJerk() };
  return {
    add(frame, { pairs, count, wrists }, weights, outcome) {
      for (let i = 0; i < count; i++) {
        if (weights[i] < HELD) continue;
        const at = i * PAIR;
        const among = byKey.get(pairKey(pairs, at));
        if (!among) continue;
        for (const { episode, index } of among) {
          const run = episode.runs[index];
          if (frame < run.first || frame > run.last) continue;
          const share = weights[i] * tightness(pairs[at + GAP], pairs[at + TOUCH]);
          episode.shares[index] += share;
          episode.frameSum += share * outcome.residuals[i];
          episode.frameShare += share;
        }
      }
      for (const episode of episodes) closeFrame(episode);
      for (let hand = 0; hand < 2; hand++) {
        const misplaced = outcome.misplaced[hand];
        if (misplaced >= 0 && faceHeight > 0) {
          place.frames++;
          place.sum += misplaced / faceHeight;
          place.max = Math.max(place.max, misplaced / faceHeight);
        }
        turns.frames++;
        turns.arm += outcome.armTurns[hand];
        turns.armMax = Math.max(turns.armMax, outcome.armTurns[hand]);
        turns.fingerMax = Math.max(turns.fingerMax, outcome.fingerTurns[hand]);
        if (outcome.short[hand] > reach.short) {
          reach.short = outcome.short[hand];
          reach.side = hand;
        }
      }
      if (Math.max(outcome.short[0], outcome.short[1]) > NOTABLE && reach.frames++ === 0) reach.first = frame;
      const deep = Math.max(outcome.depth[0], outcome.depth[1]);
      if (deep > NOTABLE && penetration.frames++ === 0) penetration.first = frame;
      penetration.deepest = Math.max(penetration.deepest, deep);
      jerk.source.add(wrists);
      jerk.target.add(outcome.wrists);
    },
    finish: (from) => ({
      contacts: episodes.filter(({ count }) => count > 0).map((episode) => told(episode, from)),
      place: {
        frames: place.frames,
        mean: place.frames > 0 ? thousandths(place.sum / place.frames) : 0,
        max: thousandths(place.max),
      },
      turns: {
        armMeanDeg: tenths((turns.arm / Math.max(turns.frames, 1)) * DEGREES),
        armMaxDeg: tenths(turns.armMax * DEGREES),
        fingerMaxDeg: tenths(turns.fingerMax * DEGREES),
      },
      reach: {
        frames: reach.frames,
        shortCm: reach.frames > 0 ? centimetres(reach.short) : 0,
        first: Math.max(reach.first - from, -1),
        side: reach.frames > 0 ? SIDES[reach.side] : '',
      },
      penetration: {
        frames: penetration.frames,
        deepestCm: centimetres(penetration.deepest),
        first: Math.max(penetration.first - from, -1),
      },
      jerkRatio: hundredths(
        ratio(jerk.target.sum(), (jerk.source.sum() * armLength(target)) / armLength(source)),
      ),
    }),
  };
}

/** Runs that touch the same thing at the same time. */
function gatherEpisodes(runs: readonly ContactRun[]): Episode[] {
  const episodes: Episode[] = [];
  const latest = new Map<string, Episode>();
  for (const run of [...runs].sort((a, b) => a.first - b.first)) {
    const name = thingTouched(run);
    const open = latest.get(name);
    if (open && run.first <= open.last + BRIDGE) {
      open.runs.push(run);
      open.shares.push(0);
      open.last = Math.max(open.last, run.last);
      continue;
    }
    const { first, last } = run;
    const episode = {
      runs: [run],
      shares: [0],
      first,
      last,
      frameSum: 0,
      frameShare: 0,
      sum: 0,
      count: 0,
      worst: 0,
    };
    episodes.push(episode);
    latest.set(name, episode);
  }
  return episodes;
}

/** The hands touch each other whichever is said to touch; within one, the thumb meets fingers, or fingers the palm. */
function thingTouched({ hand, group, part }: ContactRun): string {
  if (group === OTHER_HAND) return 'hands';
  if (group !== OWN_HAND) return `${hand} ${group}`;
  return `${hand} own ${TOUCH_SLOTS[part % TOUCHES] === 'Palm' ? 'fist' : 'thumb'}`;
}

function closeFrame(episode: Episode): void {
  if (episode.frameShare === 0) return;
  const residual = episode.frameSum / episode.frameShare;
  episode.sum += residual;
  episode.count++;
  episode.worst = Math.max(episode.worst, residual);
  episode.frameSum = 0;
  episode.frameShare = 0;
}

function told({ runs, shares, first, last, sum, count, worst }: Episode, from: number): ContactReport {
  const run = runs[shares.indexOf(Math.max(...shares))];
  return {
    what: describe(run),
    kind: kindOf(run),
    first: Math.max(first - from, 0),
    last: last - from,
    residualCm: centimetres(sum / count),
    worstCm: centimetres(worst),
  };
}

const centimetres = (metres: number): number => hundredths(metres * 100);
const hundredths = (x: number): number => Math.round(x * 100) / 100;
const thousandths = (x: number): number => Math.round(x * 1000) / 1000;
const tenths = (x: number): number => Math.round(x * 10) / 10;
const ratio = (a: number, b: number): number => (b > 1e-6 ? a / b : 1);

/** Sum of the third differences of both wrists. */
function createJerk() {
  const before = [new Float64Array(6), new Float64Array(6), new Float64Array(6)];
  let frames = 0;
  let total = 0;
  return {
    add(wrists: Float64Array): void {
      const [a, b, c] = before;
      if (frames++ >= 3) {
        for (let i = 0; i < 6; i += 3) {
          total += Math.hypot(
            wrists[i] - 3 * c[i] + 3 * b[i] - a[i],
            wrists[i + 1] - 3 * c[i + 1] + 3 * b[i + 1] - a[i + 1],
            wrists[i + 2] - 3 * c[i + 2] + 3 * b[i + 2] - a[i + 2],
          );
        }
      }
      a.set(b);
      b.set(c);
      c.set(wrists);
    },
    sum: (): number => total,
  };
}

function armLength(rig: Rig): number {
  const { joints, endOffsets } = rig;
  const bones: readonly ActorJoint[] = ['leftUpperArm', 'leftLowerArm'];
  return bones.reduce((sum, role) => {
    const j = joints[role];
    return j === undefined ? sum : sum + distanceVec3(endOffsets.subarray(j * 3, j * 3 + 3), [0, 0, 0]);
  }, 0);
}

function kindOf({ hand, group }: ContactRun): ContactReport['kind'] {
  if (group === OWN_HAND) return 'pinch';
  const { name } = GROUPS[hand][group];
  if (name === 'head' || name === 'neck') return 'hand-head';
  if (name === 'torso') return 'hand-torso';
  return name === 'hand' ? 'hand-hand' : 'hand-arm';
}

function describe(run: ContactRun): string {
  const point = `${SIDES[run.hand]} ${TOUCH_SLOTS[run.touch % TOUCHES]}`;
  if (run.group === OWN_HAND) return `${point} on ${TOUCH_SLOTS[run.part % TOUCHES]}`;
  const { name } = GROUPS[run.hand][run.group];
  return `${point} on ${name === 'head' ? nearestSite(run.place) : PART_SLOTS[run.part]}`;
}

/** Name of the site on the head that a place is nearest to, with its side. */
function nearestSite([up, front, left]: Float64Array): string {
  let best = 'head';
  let distance = Number.POSITIVE_INFINITY;
  for (const [name, [siteUp, siteFront, siteLeft]] of Object.entries(HEAD_SITES)) {
    const away = Math.hypot(up - siteUp, front - siteFront, Math.abs(left) - siteLeft);
    if (away >= distance) continue;
    distance = away;
    best = siteLeft > 0 ? `${left > 0 ? 'left' : 'right'} ${name}` : name;
  }
  return best;
}
