/**
 * Face curves -> the packets of Epic's Live Link Face app, which Unreal receives without a plugin of ours (Apple ARKit Face Support).
 * Big-endian: version 6, device, subject, frame time, rate, 61 floats. Head and eye turns are 0 unless the clip has curves of that name:
 * the body subject turns the head, and turned twice it would look down. Source: PyLiveLinkFace and LLV, public readings of the format.
 */
import { ARKIT_CURVES, arkitSpelling, LIVE_LINK_TURNS } from '../../motion/arkit-curves.ts';
import { LIVE_FACE_SUFFIX } from '../protocol/protocol.ts';
import type { Bridge } from './bridge.ts';

const VERSION = 6;
/** Any 36 characters; receivers tell devices apart by it. */
const DEVICE = '7465676e-6c69-7665-0000-000000000001';

/** Packets have left before right where the app's CSV files have right before left. */
const EXCHANGED: Readonly<Record<string, string>> = {
  jawRight: 'jawLeft',
  jawLeft: 'jawRight',
  mouthRight: 'mouthLeft',
  mouthLeft: 'mouthRight',
};
const UDP_ORDER = [...ARKIT_CURVES, ...LIVE_LINK_TURNS].map((name) => EXCHANGED[name] ?? name);

export function createLiveLinkFaceBridge(): Bridge {
  let names: readonly string[] | null = null;
  let columns: readonly number[] = [];
  return {
    name: 'livelinkface',
    port: 11111,
    target: null,
    encode({ number, sourceFrame, curves }, { name, curveNames, rate }) {
      if (curveNames.length === 0) return [];
      if (names !== curveNames) {
        names = curveNames;
        const known = curveNames.map(arkitSpelling);
        columns = UDP_ORDER.map((curve) => known.indexOf(curve));
      }
      const device = new TextEncoder().encode(DEVICE);
      const subject = new TextEncoder().encode(name + LIVE_FACE_SUFFIX);
      const bytes = new Uint8Array(
        1 + 4 + device.length + 4 + subject.length + 16 + 1 + 4 * UDP_ORDER.length,
      );
      const view = new DataView(bytes.buffer);
      view.setUint8(0, VERSION);
      view.setInt32(1, device.length);
      bytes.set(device, 5);
      let at = 5 + device.length;
      view.setInt32(at, subject.length);
      bytes.set(subject, at + 4);
      at += 4 + subject.length;
      const time = sourceFrame ?? number;
      view.setInt32(at, Math.floor(time));
      view.setFloat32(at + 4, time - Math.floor(time));
      view.setInt32(at + 8, rate.numerator);
      view.setInt32(at + 12, rate.denominator);
      view.setUint8(at + 16, UDP_ORDER.length);
      columns.forEach((column, i) => {
        view.setFloat32(at + 17 + 4 * i, column < 0 ? 0 : curves[column]);
      });
      return [bytes];
    },
  };
}
