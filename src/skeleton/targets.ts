/** The target skeletons that can be named on the command line. */
import { TegnError } from '../issues/issues.ts';
import { createManny } from './manny/manny.ts';
import { createFemaleMetahuman, createMetahuman } from './metahuman/metahuman.ts';
import { createMixamo } from './mixamo/mixamo.ts';
import type { Rig } from './rig.ts';
import { createVrm } from './vrm/vrm.ts';

export interface Target {
  readonly name: string;
  /** One line for the help. */
  readonly description: string;
  /** The same rig at every call, so that what is derived from it is made once. */
  rig(): Rig;
}

export const TARGETS: readonly Target[] = [
  {
    name: 'metahuman',
    description: "MetaHuman, medium male body: the 64 bones that are driven, Unreal's names and axes",
    rig: once(createMetahuman),
  },
  {
    name: 'metahuman-f',
    description: 'MetaHuman, medium female body',
    rig: once(createFemaleMetahuman),
  },
  {
    name: 'manny',
    description: "Unreal 5's mannequin, with the twist bones of the arms",
    rig: once(createManny),
  },
  { name: 'vrm', description: 'VRM 1 humanoid in T-pose', rig: once(createVrm) },
  { name: 'mixamo', description: 'Mixamo skeleton in T-pose', rig: once(createMixamo) },
];

export const DEFAULT_TARGET = 'metahuman';

function once(create: () => Rig): () => Rig {
  let rig: Rig | undefined;
  return () => {
    rig ??= create();
    return rig;
  };
}

/** Throws E_TARGET_UNKNOWN with the names there are. */
export function targetNamed(name: string): Target {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (target) return target;
  const names = TARGETS.map((candidate) => candidate.name).join(', ');
  throw new TegnError(
    'E_TARGET_UNKNOWN',
    `Expected a target out of ${names}, or a target file that tegn skeleton import wrote; found "${name}".`,
    { expected: names, found: name },
  );
}
