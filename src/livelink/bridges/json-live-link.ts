/**
 * Frames -> JSONLiveLink datagrams: one JSON object, the subject's name over a list of bones with parent, location, rotation and scale.
 * Unreal's space: parent-relative, centimetres. Source: Epic's sample plugin JSONLiveLink. It carries no curves, no time and no rate.
 */
import { unrealFromSolvePosition, unrealFromSolveRotation } from '../../space/spaces.ts';
import type { Bridge } from './bridge.ts';

export function createJsonLiveLinkBridge(): Bridge {
  return {
    name: 'jsonlivelink',
    port: 54321,
    target: null,
    encode({ rotations, translation }, { name, skeleton }) {
      const { jointNames, parents, restTranslations, translatedJoint } = skeleton;
      const bones = jointNames.map((joint, j) => {
        const place = j === translatedJoint ? translation : restTranslations.subarray(j * 3, j * 3 + 3);
        return {
          Name: joint,
          Parent: parents[j],
          Location: Array.from(unrealFromSolvePosition(place, [0, 0, 0]), rounded),
          Rotation: Array.from(
            unrealFromSolveRotation(rotations.subarray(j * 4, j * 4 + 4), [0, 0, 0, 1]),
            rounded,
          ),
          Scale: [1, 1, 1],
        };
      });
      return [new TextEncoder().encode(JSON.stringify({ [name]: bones }))];
    },
  };
}

/** 1e-6 of a centimetre, and of a quaternion 0.0001 degrees: 64 bones stay below 12 kB. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
