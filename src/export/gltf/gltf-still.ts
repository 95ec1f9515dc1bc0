/**
 * What every clip on a rig has in common in a GLB: skeleton, skin, proxy body, one morph target per face curve. Made once per rig and list
 * of curves, because it takes ten times as long as the motion.
 */
import { Document, Logger, WebIO } from '@gltf-transform/core';
import type { Rig } from '../../skeleton/rig.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { type ProxyHead, proxyBodyOf } from '../proxy/proxy-body.ts';
import { type GlbParts, readGlbParts } from './glb-file.ts';
import { addGltfMesh, addMorphTargets } from './gltf-mesh.ts';
import { createGltfSkeleton } from './gltf-skeleton.ts';

export interface StillParts extends GlbParts {
  /** Node by joint. */
  readonly jointNodes: readonly number[];
  /** The node whose mesh has the face's morph targets; null for a clip without curves. */
  readonly weightsNode: number | null;
}

const made = new WeakMap<Skeleton, Map<string, StillParts>>();

/** Lists of curves that are kept per skeleton: one program seldom writes more kinds of faces at once. */
const KEPT = 4;

/** Not to be changed. */
export async function stillParts(
  rig: Rig,
  skeleton: Skeleton,
  curveNames: readonly string[],
  mesh: 'proxy' | 'none',
): Promise<StillParts> {
  const known = made.get(skeleton) ?? new Map<string, StillParts>();
  made.set(skeleton, known);
  const key = JSON.stringify([rig.name, mesh, curveNames]);
  let parts = known.get(key);
  if (!parts) {
    parts = await createStillParts(rig, skeleton, curveNames, mesh);
    if (known.size >= KEPT) known.clear();
    known.set(key, parts);
  }
  return parts;
}

async function createStillParts(
  rig: Rig,
  skeleton: Skeleton,
  curveNames: readonly string[],
  mesh: 'proxy' | 'none',
): Promise<StillParts> {
  const document = new Document().setLogger(new Logger(Logger.Verbosity.SILENT));
  document.createBuffer();
  const scene = document.createScene();
  document.getRoot().setDefaultScene(scene);
  const { nodes, skin } = createGltfSkeleton(document, skeleton);
  scene.addChild(nodes[0]);
  const { body, head } = mesh === 'proxy' ? proxyBodyOf(rig) : NO_BODY;
  const hasCurves = curveNames.length > 0;
  const face = head ?? (hasCurves ? CURVE_CARRIER : null);
  if (body) addGltfMesh(document, 'tegn_body', body, skin);
  const faceMesh = face && addGltfMesh(document, 'tegn_face', face.mesh, skin);
  if (face && hasCurves) addMorphTargets(document, faceMesh!, curveNames, face.morph);
  const parts = readGlbParts(await new WebIO().writeBinary(document));
  const all = document.getRoot().listNodes();
  return {
    ...parts,
    jointNodes: nodes.map((node) => all.indexOf(node)),
    weightsNode: hasCurves ? all.indexOf(faceMesh!.node) : null,
  };
}

const NO_BODY = { body: null, head: null };

/** Carries the face curves of a clip without a visible face. */
const CURVE_CARRIER: ProxyHead = {
  mesh: {
    positions: new Float32Array(9),
    normals: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0),
    colors: new Uint8Array(12).fill(255),
    joints: new Uint16Array(12),
    weights: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0),
    triangles: Uint16Array.of(0, 1, 2),
  },
  morph: () => null,
};
