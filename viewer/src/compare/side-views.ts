/** Views of one body -> views in which it and its neighbour to the left are seen whole. */
import type { View } from '../stage/views.ts';
import { SIDE_STEP } from './comparisons.ts';

export const sideViews = <N extends string>(views: Readonly<Record<N, View>>): Record<N, View> =>
  Object.fromEntries(
    Object.entries<View>(views).map(([name, view]) => {
      const box = view.box.clone();
      box.max.x += SIDE_STEP;
      return [name, { ...view, box }];
    }),
  ) as Record<N, View>;
