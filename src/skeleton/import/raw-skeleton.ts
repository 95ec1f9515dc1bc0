/** The joints of a file before anything is known about them: in the file's own axes and units, with scales. */
import { multiplyQuat, quat, rotateVec3 } from '../../math/quat.ts';
import { addVec3, type Numbers, vec3 } from '../../math/vec3.ts';
import type { ActorJoint } from '../actor/joints.ts';

export interface RawJoint {
  readonly name: string;
  /** Index, parents first; -1 for a root. */
  readonly parent: number;
  readonly translation: Numbers;
  readonly rotation: Numbers;
  readonly scale: Numbers;
}

export interface RawSkeleton {
  readonly kind: 'glb' | 'vrm' | 'fbx' | 'bvh' | 'unreal';
  readonly joints: readonly RawJoint[];
  /** Metres per unit as the file says it. */
  readonly unit: number;
  /** Roles the file itself names. */
  readonly roles?: Readonly<Partial<Record<ActorJoint, number>>>;
  /** Highest point of its meshes in the file's axes and units, along each axis. */
  readonly meshTop?: Numbers;
  /** The joints follow Unreal's conventions of bone axes. */
  readonly unreal?: boolean;
}

export interface RawPose {
  readonly positions: readonly Numbers[];
  readonly rotations: readonly Numbers[];
}

/** Where the joints are in the file's axes and units, scales multiplied into the positions. */
export function poseRaw(joints: readonly RawJoint[]): RawPose {
  const positions: Numbers[] = [];
  const rotations: Numbers[] = [];
  const scales: number[] = [];
  joints.forEach(({ parent, translation, rotation, scale }, j) => {
    const own = (Math.abs(scale[0]) + Math.abs(scale[1]) + Math.abs(scale[2])) / 3;
    if (parent < 0) {
      positions.push(Float64Array.from(Array.from(translation as number[])));
      rotations.push(Float64Array.from(Array.from(rotation as number[])));
      scales.push(own);
      return;
    }
    const offset = rotateVec3(
      rotations[parent],
      [0, 1, 2].map((i) => translation[i] * scales[parent]),
    );
    positions.push(addVec3(offset, positions[parent], vec3()));
    rotations.push(multiplyQuat(rotations[parent], rotation, quat()));
    scales[j] = scales[parent] * own;
  });
  return { positions, rotations };
}
