/** What can be set of a recording that is solved in the page: the options of a clip that can go through a message and an address. */
import type { ClipOptions } from '../../../src/index.ts';

export type ClipSettings = Pick<
  ClipOptions,
  | 'target'
  | 'rig'
  | 'mirror'
  | 'rootMotion'
  | 'clamp'
  | 'smoothing'
  | 'oneEuro'
  | 'places'
  | 'fps'
  | 'face'
  | 'trim'
>;
