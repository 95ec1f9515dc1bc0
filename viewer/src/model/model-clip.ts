/** A model -> a clip of it: in its rest pose, or moving as a solved recording does. Each clip has a body of its own; geometry is shared. */
import { Mesh, type Object3D } from 'three';
import { clone } from 'three/examples/jsm/utils/SkeletonUtils.js';
import { bodyRoles } from '../clip/body-roles.ts';
import type { Clip } from '../clip/clip.ts';
import { objectsByName } from '../clip/load-body.ts';
import { loadClip } from '../clip/load-clip.ts';
import { readMetadata } from '../clip/metadata.ts';
import { solvedMotion } from '../clip/solved-motion.ts';
import type { SolvedRecording } from '../solve/messages.ts';
import type { ClipSettings } from '../solve/settings.ts';
import { createBodyViews } from '../stage/views.ts';
import type { Model } from './model.ts';
import { createModelSampler } from './model-sampler.ts';

export async function restingModel(model: Model): Promise<Clip> {
  const body = ownBody(model);
  return {
    ...(await loadClip({ ...model.loaded, body }, model.fileName, model.understood?.rig ?? null)),
    solved: null,
    model,
  };
}

export function movingModel(
  model: Model,
  fileName: string,
  solved: SolvedRecording & { readonly settings: ClipSettings },
): Clip {
  const body = ownBody(model);
  const joints = objectsByName(body);
  const roles = bodyRoles(joints, solved.rig);
  const sampler = createModelSampler(body, joints, solved.clip, solved.rig.skeleton);
  const { rate, startFrame } = solved.clip.timing;
  return {
    fileName,
    body,
    joints,
    roles,
    sampler,
    motion: solvedMotion(solved.clip),
    metadata: readMetadata([{ tegn: solved.metadata }], {
      frameRate: `${rate.numerator}/${rate.denominator}`,
      frameCount: solved.clip.frameCount,
      startFrame,
    }),
    views: createBodyViews(body, roles, sampler, solved.rig.headCenter),
    solved,
    model,
  };
}

/** Materials are its own too: a comparison makes a ghost of one of two. */
function ownBody({ loaded }: Model): Object3D {
  const body = clone(loaded.body);
  body.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const { material } = object;
    object.material = Array.isArray(material) ? material.map((one) => one.clone()) : material.clone();
  });
  return body;
}
