/** What the page shows: a body, its motion frame by frame, and what is known about both. */
import type { Object3D } from 'three';
import type { Model } from '../model/model.ts';
import type { SolvedRecording } from '../solve/messages.ts';
import type { ClipSettings } from '../solve/settings.ts';
import type { View, ViewName } from '../stage/views.ts';
import type { Roles } from './body-roles.ts';
import type { ShownMetadata } from './metadata.ts';
import type { ShownMotion } from './motion.ts';
import type { Sampler } from './sampler.ts';

export interface Clip {
  readonly fileName: string;
  readonly body: Object3D;
  /** Objects of the body by name. */
  readonly joints: ReadonlyMap<string, Object3D>;
  /** Those that play a part in a person, as far as it is known. */
  readonly roles: Roles<Object3D>;
  readonly sampler: Sampler;
  /** The same motion as plain numbers, for lanes and inspection. */
  readonly motion: ShownMotion;
  readonly metadata: ShownMetadata;
  readonly views: Readonly<Record<ViewName, View>>;
  /** Of a recording that was solved here; null for a clip that came as a file. */
  readonly solved: (SolvedRecording & { readonly settings: ClipSettings }) | null;
  /** The character of the user's own that is shown, moving or, where nothing is solved, at rest. */
  readonly model: Model | null;
}
