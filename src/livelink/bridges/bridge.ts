/** What every bridge implements: a live frame as the datagrams of another program's protocol. */
import type { LiveFrame, LiveSubject } from '../frame-source.ts';

export interface Bridge {
  /** Name on the command line. */
  readonly name: string;
  /** Port on which receivers listen unless told otherwise. */
  readonly port: number;
  /** Name of the target skeleton that frames have to be on, or null for any. */
  readonly target: string | null;
  /** The datagrams of one frame, each short enough for UDP; none where the frame has nothing that the protocol holds. */
  encode(frame: LiveFrame, subject: LiveSubject): readonly Uint8Array[];
}
