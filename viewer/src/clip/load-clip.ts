/** A body with its animation -> everything the page shows of it. */

import type { Rig } from '../../../src/index.ts';
import { createBodyViews } from '../stage/views.ts';
import { bodyRoles } from './body-roles.ts';
import type { Clip } from './clip.ts';
import { type LoadedBody, objectsByName } from './load-body.ts';
import { readMetadata } from './metadata.ts';
import { readMotion, type ShownMotion } from './motion.ts';
import { createSampler } from './sampler.ts';

/**
 * @param rig of the body, where it is known
 * @param known its motion in numbers, where they need not be read off the body frame by frame
 */
export async function loadClip(
  { body, animation, extras }: LoadedBody,
  fileName: string,
  rig: Rig | null,
  known: ShownMotion | null = null,
): Promise<Omit<Clip, 'solved' | 'model'>> {
  const joints = objectsByName(body);
  const roles = bodyRoles(joints, rig);
  const metadata = readMetadata(extras.slice(0, -1), extras.at(-1));
  const sampler = createSampler(animation ?? undefined, body, metadata.timing);
  const motion = known ?? readMotion(sampler, body, joints, metadata.provenance);
  await nextTask();
  const views = createBodyViews(body, roles, sampler, rig?.headCenter);
  return { fileName, body, joints, roles, sampler, motion, metadata, views };
}

/** Between two halves of the work, so that the page's main thread is not held longer than a key press may wait. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
