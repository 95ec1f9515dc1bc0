/** What filters tell apart: joints by how fast they move and how well they are seen. */
import { ACTOR_JOINTS } from '../../skeleton/actor/joints.ts';

export const SMOOTHING_CLASSES = ['trunk', 'head', 'arm', 'hand', 'fingers'] as const;
export type SmoothingClass = (typeof SMOOTHING_CLASSES)[number];

/** [J] index into SMOOTHING_CLASSES. */
export const JOINT_CLASSES: readonly number[] = ACTOR_JOINTS.map((name) =>
  SMOOTHING_CLASSES.indexOf(
    /^(neck|head)/.test(name)
      ? 'head'
      : /(UpperArm|LowerArm)$/.test(name)
        ? 'arm'
        : name.endsWith('Hand')
          ? 'hand'
          : /Thumb|Index|Middle|Ring|Pinky/.test(name)
            ? 'fingers'
            : 'trunk',
  ),
);
