/**
 * What a hand can touch: the groups of parts of the body, the other hand, and pairs of points of one hand that may pinch. Left hand first
 * wherever there are two; metres.
 */
import { SIDES } from '../skeleton/actor/joints.ts';
import { PART_SLOTS, TOUCH_SLOTS } from '../skeleton/body/body.ts';

/** Gaps from which on head, neck, torso, the other arm and the other hand say nothing about where a hand is, metres. */
const HEAD_REACH = 0.45;
const NECK_REACH = 0.2;
const TORSO_REACH = 0.6;
const ARM_REACH = 0.16;
const HAND_REACH = 0.14;

export interface Group {
  readonly name: 'head' | 'neck' | 'torso' | 'upperArm' | 'lowerArm' | 'hand';
  readonly parts: readonly number[];
  readonly reach: number;
}

const slot = (name: string): number => PART_SLOTS.indexOf(name);
/** Touch points per hand. */
export const TOUCHES = TOUCH_SLOTS.length;

/** What each hand can touch, left hand first; groups of the same order. */
export const GROUPS: readonly (readonly Group[])[] = ['right', 'left'].map((other): Group[] => [
  { name: 'head', parts: [slot('head')], reach: HEAD_REACH },
  { name: 'neck', parts: [slot('neck')], reach: NECK_REACH },
  { name: 'torso', parts: [slot('torso')], reach: TORSO_REACH },
  { name: 'upperArm', parts: [slot(`${other}UpperArm`)], reach: ARM_REACH },
  { name: 'lowerArm', parts: [slot(`${other}LowerArm`)], reach: ARM_REACH },
  {
    name: 'hand',
    parts: PART_SLOTS.flatMap((name, p) =>
      name === `${other}Palm` || new RegExp(`^${other}(Thumb|Index|Middle|Ring|Pinky)`).test(name) ? [p] : [],
    ),
    reach: HAND_REACH,
  },
]);

/** The first groups are the body itself: head, neck, torso. */
export const BODY_GROUPS = 3;
export const HEAD_GROUP = 0;
export const UPPER_ARM = GROUPS[0].findIndex(({ name }) => name === 'upperArm');
export const OTHER_HAND = GROUPS[0].findIndex(({ name }) => name === 'hand');

/** Group of pairs within one hand. */
export const OWN_HAND = 6;
export const GROUP_COUNT = OWN_HAND + 1;

/** Where a hand's group stands in `nearest` and `starts`. */
export const groupAt = (hand: number, group: number): number => hand * GROUP_COUNT + group;

/** Touch points of one hand that may pinch: of the thumb's tip with tips and joints, of tips with the palm. */
export const PINCHES: readonly (readonly [touch: number, other: number])[] = [1, 2, 3, 4].flatMap(
  (finger) => [
    [0, finger],
    [0, TOUCH_SLOTS.indexOf(`${TOUCH_SLOTS[finger].replace('Tip', '')}3`)],
    [0, TOUCH_SLOTS.indexOf(`${TOUCH_SLOTS[finger].replace('Tip', '')}2`)],
    [finger, TOUCH_SLOTS.indexOf('Palm')],
  ],
);

export const PALM = TOUCH_SLOTS.indexOf('Palm');

/** Part slot of the palm of each hand. */
export const OWN_PALMS = SIDES.map((side) => slot(`${side}Palm`));
export const TORSO = slot('torso');
