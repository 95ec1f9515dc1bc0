/**
 * Everything that lanes can tell of a clip. Groups that a clip has nothing for are left out. Curves are drawn in open groups alone, and only
 * there looked for: in 10,000 frames of 80 joints that takes a tenth of a second.
 */
import type { ActorJoint } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import { velocityLimitsOf } from '../inspect/joint-roles.ts';
import { contactLanes } from './contact-lanes.ts';
import { curveLanes } from './curve-lanes.ts';
import type { GroupName, Lane, LaneGroup } from './lane.ts';
import { presenceLanes } from './presence-lanes.ts';
import { clampLanes, provenanceLanes } from './provenance-lanes.ts';
import { speedLanes } from './speed-lanes.ts';

/** Names of the curves and joints that have lanes; none for the strongest. */
export interface LaneChoice {
  readonly face: readonly string[];
  readonly speed: readonly string[];
}

export function laneGroups(
  clip: Clip,
  roles: ReadonlyMap<string, ActorJoint>,
  { face, speed }: LaneChoice,
  open: readonly GroupName[],
): LaneGroup[] {
  const { motion, metadata } = clip;
  const group = (name: GroupName, lanes: readonly Lane[], choices: readonly string[] = []): LaneGroup[] =>
    lanes.length > 0 || choices.length > 0 ? [{ name, lanes, choices }] : [];
  return [
    ...group('provenance', provenanceLanes(motion)),
    ...group('presence', presenceLanes(clip)),
    ...group('contacts', contactLanes(metadata.contacts ?? [], motion.frameCount)),
    ...group('clamps', clampLanes(motion)),
    ...group('face', open.includes('face') ? curveLanes(motion, face) : [], motion.curveNames),
    ...group(
      'speed',
      open.includes('speed') ? speedLanes(motion, speed, velocityLimitsOf(clip, roles)) : [],
      motion.jointNames,
    ),
  ];
}
