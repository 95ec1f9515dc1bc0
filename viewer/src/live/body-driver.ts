/**
 * Live frames -> the bones of a loaded body, matched by name. Unreal's space, centimetres -> solve space, metres.
 * Bones that the body lacks are passed over; joints that the stream lacks stay as they are.
 */
import { Mesh, type Object3D } from 'three';
import {
  type StaticData,
  solveFromUnrealPosition,
  solveFromUnrealRotation,
  type WireFrame,
} from '../../../src/index.ts';

export interface BodyDriver {
  pose(frame: WireFrame): void;
}

export function createBodyDriver(
  body: Object3D,
  joints: ReadonlyMap<string, Object3D>,
  subject: StaticData,
): BodyDriver {
  const bones = subject.bones.map((name) => joints.get(name));
  const translated = subject.translatedBones.map((bone) => bones[bone]);
  const morphs = morphTargets(body, subject.curves);
  const scratch: [number, number, number, number] = [0, 0, 0, 1];

  return {
    pose({ rotations, translationsCm, curves }) {
      for (let i = 0; i < bones.length; i++) {
        for (let k = 0; k < 4; k++) scratch[k] = rotations[i * 4 + k];
        solveFromUnrealRotation(scratch, scratch);
        bones[i]?.quaternion.fromArray(scratch);
      }
      for (let i = 0; i < translated.length; i++) {
        for (let k = 0; k < 3; k++) scratch[k] = translationsCm[i * 3 + k];
        solveFromUnrealPosition(scratch, scratch);
        translated[i]?.position.set(scratch[0], scratch[1], scratch[2]);
      }
      for (const { influences, target, curve } of morphs) influences[target] = curves[curve];
    },
  };
}

function morphTargets(body: Object3D, curveNames: readonly string[]) {
  const found: { influences: number[]; target: number; curve: number }[] = [];
  body.traverse((object) => {
    if (!(object instanceof Mesh) || !object.morphTargetInfluences) return;
    for (const [curve, name] of curveNames.entries()) {
      const target = object.morphTargetDictionary?.[name];
      if (target !== undefined) found.push({ influences: object.morphTargetInfluences, target, curve });
    }
  });
  return found;
}
