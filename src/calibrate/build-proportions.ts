/** Lengths by name -> proportions of an actor. Metres. What no length tells is the base's. */
import type { ActorProportions, Segments } from '../skeleton/actor/proportions.ts';
import { fitPalm } from './fit-palm.ts';
import { LENGTHS } from './lengths.ts';

const PALM = LENGTHS.filter(({ name }) => /^(palm|knuckles|thumbBase)/.test(name));
const FACE = LENGTHS.filter(({ part }) => part === 'face');
const CHAINS = ['index', 'middle', 'ring', 'pinky'] as const;

/** @param metres length of every member of LENGTHS @param base of the person's own size */
export function buildProportions(metres: (name: string) => number, base: ActorProportions): ActorProportions {
  const chain = (name: string): Segments => [metres(`${name}1`), metres(`${name}2`), metres(`${name}3`)];
  const [index, middle, ring, pinky] = CHAINS.map(chain);
  const head = FACE.reduce((product, { name, of }) => product * (metres(name) / of(base)), 1);
  return {
    ...base,
    shoulderHalfWidth: metres('shoulderWidth') / 2,
    hipHalfWidth: metres('hipWidth') / 2,
    torsoLength: metres('torso'),
    neckLength: metres('neck'),
    upperArm: metres('upperArm'),
    lowerArm: metres('lowerArm'),
    thigh: metres('thigh'),
    calf: metres('calf'),
    headLength: base.headLength * head ** (1 / FACE.length),
    hand: {
      ...fitPalm(
        base.hand,
        PALM.map((length) => ({ length, metres: metres(length.name) })),
      ),
      fingers: [index, middle, ring, pinky],
      thumb: chain('thumb'),
    },
  };
}
