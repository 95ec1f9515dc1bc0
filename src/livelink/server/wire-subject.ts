/** One subject as clients see it: its static data, its latest frame, and the bytes of both, made once for all clients. */
import type { LiveFrame, LiveSubject } from '../frame-source.ts';
import { createWireFrame, encodeFrame, type WireFrame } from '../protocol/frame.ts';
import { encodeStaticData, type StaticData } from '../protocol/static-data.ts';
import { bodyStaticData, bodyWireFrame, faceStaticData, faceWireFrame } from '../unreal-wire.ts';

export interface WireSubject {
  readonly index: number;
  data(): StaticData;
  staticBytes(): Uint8Array;
  /** Other joints, curves or rate from now on: the next revision. */
  change(to: LiveSubject, time: number): void;
  take(frame: LiveFrame): void;
  /** Bytes of the latest frame, null before the first. */
  latest(compact: boolean): Uint8Array | null;
  ended: boolean;
}

const PARTS = {
  body: { describe: bodyStaticData, fill: bodyWireFrame },
  face: { describe: faceStaticData, fill: faceWireFrame },
};

export function createWireSubject(
  part: keyof typeof PARTS,
  index: number,
  first: LiveSubject,
  time: number,
): WireSubject {
  const { describe, fill } = PARTS[part];
  let subject = first;
  let data = describe(subject, index, 1, time);
  let staticBytes = encodeStaticData(data);
  let wire: WireFrame = createWireFrame(data);
  let hasFrame = false;
  let plain: Uint8Array | null = null;
  let compact: Uint8Array | null = null;
  return {
    index,
    ended: false,
    data: () => data,
    staticBytes: () => staticBytes,
    change(to, at) {
      subject = to;
      data = describe(subject, index, (data.revision % 65535) + 1, at);
      staticBytes = encodeStaticData(data);
      wire = createWireFrame(data);
      hasFrame = false;
    },
    take(frame) {
      fill(frame, subject.rate, wire);
      hasFrame = true;
      plain = null;
      compact = null;
    },
    latest(asCompact) {
      if (!hasFrame) return null;
      if (asCompact) {
        compact ??= encodeFrame(wire, true);
        return compact;
      }
      plain ??= encodeFrame(wire);
      return plain;
    },
  };
}
