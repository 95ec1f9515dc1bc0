/** How fast joints turn: those that were chosen, else the few that turn fastest, with the velocity limit of each. */
import type { ShownMotion } from '../clip/motion.ts';
import { angularSpeeds } from '../inspect/angular-speed.ts';
import type { CurveLane } from './lane.ts';

/** Lanes that are shown without asking. */
const FASTEST = 3;

/** A joint that never turns faster is still, degrees per second. */
const STILL = 1;

/** @param limitsOf velocity limits of a joint, degrees per second; finite */
export function speedLanes(
  motion: ShownMotion,
  chosen: readonly string[],
  limitsOf: (joint: string) => readonly number[],
): CurveLane[] {
  const { jointNames } = motion;
  const known = chosen.filter((name) => jointNames.includes(name));
  return (known.length > 0 ? known : fastestJoints(motion)).map((name) => {
    const values = angularSpeeds(motion, jointNames.indexOf(name));
    const limits = limitsOf(name);
    const high = values.reduce((most, value) => Math.max(most, value), Math.max(0, ...limits)) || 1;
    return {
      type: 'curve',
      id: `speed/${name}`,
      name,
      values,
      low: 0,
      high,
      limits,
      unit: 'degreesPerSecond',
    };
  });
}

function fastestJoints(motion: ShownMotion): string[] {
  const speeds = new Float32Array(motion.frameCount);
  return motion.jointNames
    .map((name, j) => ({ name, most: angularSpeeds(motion, j, speeds).reduce((a, b) => Math.max(a, b), 0) }))
    .filter(({ most }) => most > STILL)
    .sort((a, b) => b.most - a.most)
    .slice(0, FASTEST)
    .map(({ name }) => name);
}
