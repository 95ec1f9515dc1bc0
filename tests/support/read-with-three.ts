/** Reads an exported clip with three's own loaders, under plain Node, back into solve space (metres, Y up). */
import {
  type AnimationClip,
  AnimationMixer,
  type Bone,
  Group,
  LoopOnce,
  type Mesh,
  type Object3D,
  Quaternion,
  SkinnedMesh,
  Vector3,
} from 'three';
import { FBXLoader } from 'three/addons/loaders/FBXLoader.js';
import type { GLTF } from 'three/addons/loaders/GLTFLoader.js';
import { multiplyQuat } from '../../src/math/quat.ts';

export interface ReadClip {
  readonly clipName: string;
  readonly durationSeconds: number;
  /** As the file names them, in the order of the file. */
  readonly jointNames: readonly string[];
  /** Name of the parent joint, null for a joint directly in the scene. */
  readonly parentNames: readonly (string | null)[];
  /** World transforms of the joints at a time, metres, xyzw, and the weights of all morph targets by name. */
  poseAt(seconds: number): {
    readonly positions: number[][];
    readonly rotations: number[][];
    readonly weights: Record<string, number>;
  };
}

export async function readGlbWithThree(bytes: Uint8Array): Promise<ReadClip & { readonly gltf: GLTF }> {
  stubBrowser();
  const { GLTFLoader } = await import('three/addons/loaders/GLTFLoader.js');
  const { MeshoptDecoder } = await import('meshoptimizer/decoder');
  const gltf = await new GLTFLoader().setMeshoptDecoder(MeshoptDecoder).parseAsync(copyBuffer(bytes), '');
  const joints = await Promise.all(
    (gltf.parser.json.skins[0].joints as number[]).map(
      (node) => gltf.parser.getDependency('node', node) as Promise<Object3D>,
    ),
  );
  const nameOf = (node: Object3D): string => node.userData.name ?? node.name;
  return { ...playClip(gltf.scene, gltf.animations, joints, nameOf, 1), gltf };
}

/**
 * Positions come back in metres whatever the file's unit; the loader itself turns the scene from Z up to Y up. The joints' own
 * axes are still those of the Z-up space, as Unreal has them: a quarter turn about x away from solve space.
 */
export async function readFbxWithThree(bytes: Uint8Array): Promise<ReadClip> {
  stubBrowser();
  const group = silently(() => new FBXLoader().parse(copyBuffer(bytes), ''));
  const joints: Object3D[] = [];
  group.traverse((node) => {
    if ((node as Bone).isBone) joints.push(node);
  });
  const metres = group.userData.unitScaleFactor / 100;
  const clip = playClip(group, group.animations, joints, (node) => node.userData.originalName, metres);
  const isYUp = Math.abs(group.rotation.x) < 1e-6;
  const quarter = isYUp ? [0, 0, 0, 1] : [Math.SQRT1_2, 0, 0, Math.SQRT1_2];
  return {
    ...clip,
    poseAt(seconds) {
      const pose = clip.poseAt(seconds);
      return {
        ...pose,
        rotations: pose.rotations.map((q) => multiplyQuat(q, quarter, [0, 0, 0, 1]) as number[]),
      };
    },
  };
}

/** The skinned mesh of an FBX: how many, how far skinning moves its vertices at rest, and what its morph targets do. */
export function readFbxSkin(bytes: Uint8Array) {
  const group = silently(() => new FBXLoader().parse(copyBuffer(bytes), ''));
  const skins: SkinnedMesh[] = [];
  group.traverse((node) => {
    if (node instanceof SkinnedMesh) skins.push(node);
  });
  const [mesh] = skins;
  group.updateMatrixWorld(true);
  mesh.skeleton.update();
  let restDistance = 0;
  const { position } = mesh.geometry.attributes;
  for (let i = 0; i < position.count; i++) {
    const bound = new Vector3().fromBufferAttribute(position, i);
    restDistance = Math.max(restDistance, mesh.applyBoneTransform(i, bound.clone()).distanceTo(bound));
  }
  const { poseAt } = playClip(group, group.animations, [], () => '', 1);
  return {
    meshes: skins.length,
    bones: mesh.skeleton.bones.length,
    restDistance: restDistance / 100,
    weightsAt: (seconds: number) => poseAt(seconds).weights,
  };
}

/** Positions from centimetres; rotations are turns away from the rest pose, all the format has. */
export async function readBvhWithThree(bytes: Uint8Array): Promise<ReadClip> {
  const { BVHLoader } = await import('three/addons/loaders/BVHLoader.js');
  const { skeleton, clip } = new BVHLoader().parse(new TextDecoder().decode(bytes));
  const scene = new Group();
  scene.add(skeleton.bones[0]);
  const joints = skeleton.bones.filter(({ name }) => name !== 'ENDSITE');
  return playClip(scene, [clip], joints, ({ name }) => name, 0.01);
}

/** Plays the first clip on a scene. */
export function playClip(
  scene: Object3D,
  clips: readonly AnimationClip[],
  joints: readonly Object3D[],
  nameOf: (node: Object3D) => string,
  metresPerUnit: number,
): ReadClip {
  const mixer = new AnimationMixer(scene);
  const [clip] = clips;
  const action = mixer.clipAction(clip);
  action.setLoop(LoopOnce, 1);
  action.clampWhenFinished = true;
  action.play();
  return {
    clipName: clip.name,
    durationSeconds: clip.duration,
    jointNames: joints.map(nameOf),
    parentNames: joints.map(({ parent }) => (parent && joints.includes(parent) ? nameOf(parent) : null)),
    poseAt(seconds) {
      action.reset();
      mixer.setTime(Math.min(seconds, clip.duration));
      scene.updateMatrixWorld(true);
      const positions: number[][] = [];
      const rotations: number[][] = [];
      for (const joint of joints) {
        const position = new Vector3();
        const rotation = new Quaternion();
        joint.matrixWorld.decompose(position, rotation, new Vector3());
        positions.push(position.multiplyScalar(metresPerUnit).toArray());
        rotations.push(rotation.toArray());
      }
      const weights: Record<string, number> = {};
      scene.traverse((node) => {
        const { morphTargetDictionary = {}, morphTargetInfluences } = node as Mesh;
        for (const [name, index] of Object.entries(morphTargetDictionary)) {
          weights[name] = morphTargetInfluences![index];
        }
      });
      return { positions, rotations, weights };
    },
  };
}

/** The loaders touch these at load time; no texture is ever decoded. */
function stubBrowser(): void {
  const scope = globalThis as Record<string, unknown>;
  scope.self ??= globalThis;
  scope.ProgressEvent ??= class extends Event {};
}

/** FBXLoader announces on the console that it turns the scene. */
function silently<T>(run: () => T): T {
  const { warn } = console;
  console.warn = () => {};
  try {
    return run();
  } finally {
    console.warn = warn;
  }
}

const copyBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;
