/** Where every frame of each part came from: one lane per part, and one per part that the velocity limit slowed. */
import { PROVENANCE } from '../../../src/index.ts';
import type { ShownMotion } from '../clip/motion.ts';
import type { RunKind, RunLane } from './lane.ts';
import { runsWhere } from './runs-where.ts';

type Motion = Pick<ShownMotion, 'frameCount' | 'provenance' | 'curveNames'>;

export const provenanceLanes = (motion: Motion): RunLane[] =>
  partLanes(motion, 'provenance', (flags) => KINDS[flags & ALL]);

/** Parts that were never slowed have none. */
export const clampLanes = (motion: Motion): RunLane[] =>
  partLanes(motion, 'clamps', (flags) => (flags & PROVENANCE.clamped ? CLAMPED : NOTHING)).filter(
    ({ runs }) => runs.length > 0,
  );

function partLanes(
  { frameCount, provenance, curveNames }: Motion,
  group: string,
  kindsOf: (flags: number) => readonly RunKind[],
): RunLane[] {
  if (!provenance) return [];
  const { partNames, provenance: flags } = provenance;
  return partNames.flatMap((part, p): RunLane[] =>
    part === 'face' && curveNames.length === 0
      ? []
      : [
          {
            type: 'runs',
            id: `${group}/${part}`,
            part,
            runs: runsWhere(frameCount, (f) => kindsOf(flags[f * partNames.length + p])),
          },
        ],
  );
}

const ALL = Object.values(PROVENANCE).reduce((all, flag) => all | flag, 0);

/** By flags: an invented frame is invented whatever else was done to it. */
const KINDS: readonly (readonly RunKind[])[] = Array.from({ length: ALL + 1 }, (_, flags) => [
  flags & PROVENANCE.invented ? 'invented' : flags & PROVENANCE.repaired ? 'repaired' : 'measured',
  ...(flags & PROVENANCE.clamped ? (['clamped'] as const) : []),
  ...(flags & PROVENANCE.outOfLimit ? (['outOfLimit'] as const) : []),
]);
const CLAMPED: readonly RunKind[] = ['clamped'];
const NOTHING: readonly RunKind[] = [];
