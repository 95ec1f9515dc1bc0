/**
 * Rig -> a small body that shows its poses: torso, limbs, hands and a face with a clear front. Model space at rest, metres.
 * Method: parts are drawn where the rig has the roles for them, sticks where it has none of them; sizes follow the rig's own
 * lengths. No sine, cosine or power is computed, so that the vertices are equal on every machine.
 * Limits: a stand-in for judging motion, not anatomy.
 */
import { SIDES } from '../../skeleton/actor/joints.ts';
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
  /** [V x 3] displacements at value 1 of a face curve, metres; null for a curve that the head does not show. */
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
  return { body: builder.finish(), head: head?.length ? createProxyHead(head) : null };
}

function createProxyHead({ joint, origin, length, frame: { x, y, z } }: RestJoint): ProxyHead {
  const face = createFaceBuilder({ origin, x: z, y: x, z: y }, length, joint);
  addHead(face);
  addFaceFeatures(face);
  return { mesh: face.builder.finish(), morph: (curveName) => faceMorph(face, curveName) };
}
