/** What the page shows: a body, its motion frame by frame, and what is known about both. */
import type { Object3D } from 'three';
import type { SolvedRecording } from '../solve/messages.ts';
import type { ClipSettings } from '../solve/settings.ts';
import type { View, ViewName } from '../stage/views.ts';
import type { ShownMetadata } from './metadata.ts';
import type { ShownMotion } from './motion.ts';
import type { Sampler } from './sampler.ts';

export interface Clip {
  readonly fileName: string;
  readonly body: Object3D;
  /** Objects of the body by name. */
  readonly joints: ReadonlyMap<string, Object3D>;
  readonly sampler: Sampler;
  /** The same motion as plain numbers, for lanes and inspection. */
  readonly motion: ShownMotion;
  readonly metadata: ShownMetadata;
  readonly views: Readonly<Record<ViewName, View>>;
  /** Of a recording that was solved here; null for a clip that came as a file. */
  readonly solved: (SolvedRecording & { readonly settings: ClipSettings }) | null;
}
