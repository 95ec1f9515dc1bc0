/**
 * Where live frames come from and where they go: a clip player, a tracker or a playlist on one side; the WebSocket server, a
 * recorder or a bridge to another protocol on the other. Solve space throughout; a sink converts to the space of its protocol.
 * One source is one performer: body and face together, which a sink may take apart.
 */
import type { Skeleton } from '../skeleton/skeleton.ts';
import type { FrameRate } from '../space/timing.ts';
import type { Clock } from './clock.ts';
import type { StatusMessage } from './protocol/control.ts';
import type { Transport } from './protocol/requests.ts';

export interface LiveSubject {
  readonly name: string;
  readonly skeleton: Skeleton;
  readonly curveNames: readonly string[];
  readonly rate: FrameRate;
}

export interface LiveFrame {
  /** One more for every frame, including those that the source had to leave out. */
  readonly number: number;
  /** When the pose belongs on screen: clock seconds, evenly spaced where the source knows its rate. */
  readonly time: number;
  /** When what the frame was made of came in, or was due: clock seconds. */
  readonly arrival: number;
  /** The pose does not continue the one before (start, loop, seek). */
  readonly cut: boolean;
  /** Number of the frame in what the source plays, at the subject's rate; null when it has none. */
  readonly sourceFrame: number | null;
  /** [J x 4] local, xyzw. */
  readonly rotations: Float32Array;
  /** [3] position of skeleton.translatedJoint relative to its parent, metres. */
  readonly translation: Float32Array;
  /** [C] */
  readonly curves: Float32Array;
  /** [P] PROVENANCE flags in the order of PART_NAMES; not sent, but recorded. */
  readonly provenance: Uint8Array;
}

/** Receives one performer. Arrays belong to the source: a sink copies what it keeps. */
export interface FrameSink {
  /** From the next frame on the subject is another: other joints, curves or rate. */
  subject(subject: LiveSubject): void;
  frame(frame: LiveFrame): void;
  /** No frame follows, unless transport starts the source again. */
  end(): void;
  /** The source's status is another than it was, by more than the frame it shows. */
  changed(): void;
}

export type SourceStatus = Omit<StatusMessage, 'op' | 'subjects'>;

/** A source that has been started. */
export interface RunningSource {
  status(): SourceStatus;
  /** Throws E_TRANSPORT for what the source cannot do. */
  obey(transport: Transport): void;
  stop(): void;
}

export interface FrameSource {
  /** The subject of the first frame. */
  readonly subject: LiveSubject;
  /** Starts to feed `sink`. */
  start(sink: FrameSink, clock: Clock): RunningSource;
}
