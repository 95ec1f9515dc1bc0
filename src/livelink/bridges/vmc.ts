/**
 * Frames on the VRM skeleton -> the Virtual Motion Capture protocol, which VSeeFace, Warudo and other VRM programs receive: OSC bundles
 * with every bone's local position and rotation and every face curve. Unity's space: left-handed, Y up, metres.
 * Rotations are from VRM's rest pose, in which every bone's own rotation is none; face curves go by ARKit's names with a capital, as
 * "perfect sync" avatars have them. Source: the VMC protocol's documentation.
 */
import { encodeOscBundles, type OscMessage } from '../../formats/osc/encode-osc.ts';
import { liveLinkSpelling } from '../../motion/arkit-curves.ts';
import { unityFromSolvePosition, unityFromSolveRotation } from '../../space/spaces.ts';
import type { LiveFrame, LiveSubject } from '../frame-source.ts';
import type { Bridge } from './bridge.ts';

/** Fits the usual 1500 bytes of a network's packet with its headers. */
const MOST_BYTES = 1400;

/** Unity counts a thumb's bones from one joint further out than VRM 1.0 does. */
const THUMB: Readonly<Record<string, string>> = {
  ThumbMetacarpal: 'ThumbProximal',
  ThumbProximal: 'ThumbIntermediate',
};

export function createVmcBridge(): Bridge {
  return {
    name: 'vmc',
    port: 39539,
    target: 'vrm',
    encode(frame, subject) {
      const messages: OscMessage[] = [
        { address: '/VMC/Ext/OK', args: [{ int: 1 }] },
        { address: '/VMC/Ext/T', args: [frame.time] },
        { address: '/VMC/Ext/Root/Pos', args: ['root', 0, 0, 0, 0, 0, 0, 1] },
        ...bones(frame, subject),
        ...subject.curveNames.map((name, c) => ({
          address: '/VMC/Ext/Blend/Val',
          args: [liveLinkSpelling(name), frame.curves[c]],
        })),
      ];
      if (subject.curveNames.length > 0) messages.push({ address: '/VMC/Ext/Blend/Apply', args: [] });
      return encodeOscBundles(messages, MOST_BYTES);
    },
  };
}

function bones({ rotations, translation }: LiveFrame, { skeleton }: LiveSubject): OscMessage[] {
  const { jointNames, restTranslations, translatedJoint } = skeleton;
  return jointNames.map((name, j) => {
    const place = j === translatedJoint ? translation : restTranslations.subarray(j * 3, j * 3 + 3);
    const position = Array.from(unityFromSolvePosition(place, [0, 0, 0]));
    const rotation = Array.from(unityFromSolveRotation(rotations.subarray(j * 4, j * 4 + 4), [0, 0, 0, 1]));
    return { address: '/VMC/Ext/Bone/Pos', args: [unityBoneName(name), ...position, ...rotation] };
  });
}

/** leftThumbMetacarpal -> LeftThumbProximal */
export function unityBoneName(vrmName: string): string {
  const [, side = '', bone] = /^(left|right)?(.*)$/.exec(vrmName)!;
  return liveLinkSpelling(side + (THUMB[bone] ?? bone));
}
