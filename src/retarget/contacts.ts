/**
 * Which of the near pairs touch, and how firmly they are held: a contact begins within ENTER at a low relative speed, ends beyond LEAVE, and
 * its weight comes and goes over RAMP frames. Offline the weight rises before the contact begins, live when it has begun.
 * A hand that the solver made up touches nothing, nor does one that rests in the lap; what else of a hand at the head brushes the
 * chest is no place of its own. Metres, frames.
 */
import { smoothstep } from '../math/scalar.ts';
import { PART_SLOTS } from '../skeleton/body/body.ts';
import { GAP, GROUP, HAND, type Observation, PAIR, PART, PLACE, TOUCH } from './observation.ts';
import { WAIST } from './observe.ts';
import { BODY_GROUPS, HEAD_GROUP, OTHER_HAND, OWN_HAND, TORSO } from './touch-groups.ts';

/** Gap at which a contact begins and ends. */
const ENTER = 0.01;
const LEAVE = 0.016;

/** Relative speed above which two things pass each other, metres per second. */
const PASSING = 0.6;

/** Frames over which a contact is taken up and let go. */
export const RAMP = 4;

/** Frames that a contact may be interrupted without being two. */
const BRIDGE = 2;

/** Frames that a contact of a clip has at least. */
const SHORTEST = 2;

export interface ContactRun {
  readonly key: number;
  readonly first: number;
  last: number;
  /** One of its pairs, for naming it. */
  readonly hand: number;
  readonly group: number;
  readonly touch: number;
  readonly part: number;
  /** Place on the part in the middle of the run, over its scale. */
  readonly place: Float64Array;
}

/** Names the pair at an offset, the same in every frame. */
export const pairKey = (pairs: Float64Array, at: number): number =>
  ((pairs[at + HAND] * 8 + pairs[at + GROUP]) * 64 + pairs[at + TOUCH]) * 64 + pairs[at + PART];

const weightAt = (framesAway: number): number => 1 - smoothstep(framesAway, 0, RAMP);

/** Contacts of a clip, and for each frame the weight of each of its pairs. */
export function findContacts(
  frames: readonly Observation[],
  fps: number,
): { readonly runs: ContactRun[]; readonly weights: Float32Array[] } {
  const all: ContactRun[] = [];
  const open = new Map<number, ContactRun>();
  const before = new Map<number, Memory>();
  const byKey = new Map<number, ContactRun[]>();
  frames.forEach(({ pairs, count, shaped }, f) => {
    for (let i = 0; i < count; i++) {
      const at = i * PAIR;
      // what is far from touching needs no memory
      if (pairs[at + GAP] > WATCHED || !mayTouch(pairs, at, shaped)) continue;
      const key = pairKey(pairs, at);
      const speed = speedOf(pairs, at, before, key, f, fps);
      const run = open.get(key);
      if (run && f - run.last <= BRIDGE + 1 && pairs[at + GAP] < LEAVE) {
        run.last = f;
      } else if (pairs[at + GAP] < ENTER && speed < PASSING) {
        const [hand, group, touch, part] = [HAND, GROUP, TOUCH, PART].map((k) => pairs[at + k]);
        const place = pairs.slice(at + PLACE, at + PLACE + 3);
        const next = { key, first: f, last: f, hand, group, touch, part, place };
        all.push(next);
        open.set(key, next);
      }
    }
  });
  // what touches for a frame alone is the tracker's doing
  const runs = all.filter(({ first, last }) => last - first >= SHORTEST - 1);
  for (const run of runs) {
    const list = byKey.get(run.key);
    if (list) list.push(run);
    else byKey.set(run.key, [run]);
  }
  const weights = frames.map((frame, f) => {
    const { pairs, count } = frame;
    const out = new Float32Array(count);
    if (runs.length === 0) return out;
    for (let i = 0; i < count; i++) {
      for (const { first, last } of byKey.get(pairKey(pairs, i * PAIR)) ?? NONE) {
        const away = f < first ? first - f : f > last ? f - last : 0;
        if (away < RAMP) out[i] = Math.max(out[i], weightAt(away));
      }
    }
    headFirst(frame, out);
    return out;
  });
  return { runs, weights };
}

/** Contacts as they happen. */
export interface ContactTracker {
  readonly held: Map<number, { firmness: number; touching: boolean; seen: number }>;
  readonly before: Map<number, Memory>;
  frame: number;
}

export const createContactTracker = (): ContactTracker => ({
  held: new Map(),
  before: new Map(),
  frame: 0,
});

/** Fills `dst` with the weight of each pair of the next frame. */
export function trackContacts(
  tracker: ContactTracker,
  observation: Observation,
  fps: number,
  dst: Float32Array,
): void {
  const { pairs, count, shaped } = observation;
  const f = tracker.frame++;
  for (let i = 0; i < count; i++) {
    const at = i * PAIR;
    const gap = pairs[at + GAP];
    dst[i] = 0;
    const key = pairKey(pairs, at);
    let contact = tracker.held.get(key);
    if (!contact && (gap > WATCHED || !mayTouch(pairs, at, shaped))) continue;
    const speed = speedOf(pairs, at, tracker.before, key, f, fps);
    if (!contact) {
      if (!(gap < ENTER && speed < PASSING)) continue;
      contact = { firmness: 0, touching: true, seen: f };
      tracker.held.set(key, contact);
    } else {
      contact.touching = contact.touching ? gap < LEAVE : gap < ENTER && speed < PASSING;
    }
    contact.seen = f;
    contact.firmness += contact.touching ? 1 : -1;
    contact.firmness = Math.min(RAMP, Math.max(0, contact.firmness));
    dst[i] = weightAt(RAMP - contact.firmness);
  }
  headFirst(observation, dst);
  for (const [key, { seen, firmness }] of tracker.held) {
    if (seen < f - BRIDGE || firmness === 0) tracker.held.delete(key);
  }
  if (tracker.before.size > MEMORIES) {
    for (const [key, { frame }] of tracker.before) if (frame < f) tracker.before.delete(key);
  }
}

function mayTouch(pairs: Float64Array, at: number, shaped: Uint8Array): boolean {
  const hand = pairs[at + HAND];
  const group = pairs[at + GROUP];
  if (!shaped[hand] || (group === OTHER_HAND && !shaped[1 - hand])) return false;
  return group >= BODY_GROUPS || pairs[at + PART] !== TORSO || pairs[at + PLACE] > WAIST;
}

/** A hand has one place on the body: where it touches the head, neck and chest hold it no more. */
function headFirst({ pairs, count }: Observation, weights: Float32Array): void {
  for (let hand = 0; hand < 2; hand++) {
    let atHead = 0;
    for (let i = 0; i < count; i++) {
      const at = i * PAIR;
      if (pairs[at + HAND] === hand && pairs[at + GROUP] === HEAD_GROUP)
        atHead = Math.max(atHead, weights[i]);
    }
    if (atHead === 0) continue;
    for (let i = 0; i < count; i++) {
      const at = i * PAIR;
      const group = pairs[at + GROUP];
      if (pairs[at + HAND] === hand && group !== HEAD_GROUP && group < BODY_GROUPS) weights[i] *= 1 - atHead;
    }
  }
}

interface Memory {
  frame: number;
  readonly place: Float64Array;
}

/** Pairs that are remembered before the list is swept. */
const MEMORIES = 500;

/** How fast the point goes over the part, and away from it; infinite when it was not near in the frame before. */
function speedOf(
  pairs: Float64Array,
  at: number,
  before: Map<number, Memory>,
  key: number,
  f: number,
  fps: number,
): number {
  let memory = before.get(key);
  if (!memory) {
    memory = { frame: -1, place: new Float64Array(4) };
    before.set(key, memory);
  }
  const known = memory.frame === f - 1;
  const scale = pairs[at + GROUP] === OWN_HAND ? 0 : SCALE[pairs[at + PART]];
  let sum = (pairs[at + GAP] - memory.place[3]) ** 2;
  for (let i = 0; i < 3; i++) {
    sum += ((pairs[at + PLACE + i] - memory.place[i]) * scale) ** 2;
    memory.place[i] = pairs[at + PLACE + i];
  }
  memory.place[3] = pairs[at + GAP];
  memory.frame = f;
  if (f === 0) return 0;
  return known ? Math.sqrt(sum) * fps : Number.POSITIVE_INFINITY;
}

const NONE: readonly ContactRun[] = [];

/** Gap beyond which nothing is remembered: what comes from there in a frame is passing, metres. */
const WATCHED = 0.05;

/** Rough size of a unit of a part's coordinates, metres: enough to tell passing from touching. */
const SCALE = PART_SLOTS.map((name) =>
  name === 'head'
    ? 0.13
    : name === 'torso'
      ? 0.2
      : /Arm$/.test(name)
        ? 0.15
        : /Palm$/.test(name)
          ? 0.09
          : 0.02,
);
