/**
 * Rig -> a small body that shows its poses: torso, limbs, hands and a face with a clear front. Model space at rest, metres.
 * Method: parts are drawn where the rig has the roles for them, sticks where it has none of them; sizes follow the rig's own
 * lengths. No sine, cosine or power is computed, so that the vertices are equal on every machine.
 * Limits: a stand-in for judging motion, not anatomy.
 */
import { rotateVec3 } from '../../math/quat.ts';
import { addVec3, distanceVec3 } from '../../math/vec3.ts';
import { SIDES } from '../../skeleton/actor/joints.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { createFaceBuilder } from './face-builder.ts';
import { addFaceFeatures } from './face-features.ts';
import { faceMorph } from './face-morphs.ts';
import { addHand } from './hands.ts';
import { addHead } from './head.ts';
import { addLimbs } from './limbs.ts';
import { createMeshBuilder, type ProxyMesh } from './mesh-builder.ts';
import { createRestJoints, type RestJoint } from './rest-joints.ts';
import { addSticks } from './sticks.ts';
import { addTrunk, createTrunkFrame } from './trunk.ts';

export interface ProxyBody {
  readonly body: ProxyMesh;
  /** Null for a rig whose head is missing or has no length. */
  readonly head: ProxyHead | null;
}

export interface ProxyHead {
  readonly mesh: ProxyMesh;
  /** [V x 3] displacements at value 1 of a face curve, metres; null for a curve that the head does not show. Not to be changed. */
  readonly morph: (curveName: string) => Float32Array | null;
}

/** Drawing a body takes longer than writing a clip of seconds. */
const drawn = new WeakMap<Rig, ProxyBody>();

/** The body of a rig, drawn once. Not to be changed. */
export function proxyBodyOf(rig: Rig): ProxyBody {
  let body = drawn.get(rig);
  if (!body) {
    body = createProxyBody(rig);
    drawn.set(rig, body);
  }
  return body;
}

export function createProxyBody(rig: Rig): ProxyBody {
  const rest = createRestJoints(rig);
  const builder = createMeshBuilder();
  const trunk = createTrunkFrame(rest);
  if (trunk) {
    addTrunk(builder, rest, trunk);
    addLimbs(builder, rest, trunk);
  }
  for (const side of SIDES) addHand(builder, rest, side);
  const head = rest('head');
  if (!trunk && !head && !rest('leftHand') && !rest('rightHand')) addSticks(builder, rig.skeleton);
  return { body: builder.finish(), head: head?.length ? createProxyHead(rig, head) : null };
}

/** Around the middle of the head, which may lie above its joint. */
function createProxyHead(rig: Rig, { joint, origin, end, frame: { x, y, z } }: RestJoint): ProxyHead {
  const { rotations } = computeRestPose(rig.skeleton);
  const center = addVec3(origin, rotateVec3(rotations[joint], rig.headCenter ?? [0, 0, 0]));
  const face = createFaceBuilder({ origin: center, x: z, y: x, z: y }, distanceVec3(center, end), joint);
  addHead(face);
  addFaceFeatures(face);
  const morphs = new Map<string, Float32Array | null>();
  const morph = (curveName: string): Float32Array | null => {
    let deltas = morphs.get(curveName);
    if (deltas === undefined) {
      deltas = faceMorph(face, curveName);
      morphs.set(curveName, deltas);
    }
    return deltas;
  };
  return { mesh: face.builder.finish(), morph };
}
