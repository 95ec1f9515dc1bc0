/** One of each for the left and the right. */
import type { Side } from '../../skeleton/actor/joints.ts';

export const bySide = <F>(make: (side: Side) => F): Readonly<Record<Side, F>> => ({
  left: make('left'),
  right: make('right'),
});
