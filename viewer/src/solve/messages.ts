/** What the page asks of its worker, and what comes back. All of it plain data; arrays go over without being copied. */
import type {
  ClipMeasure,
  ClipMetadata,
  ExportOptions,
  Issue,
  LandmarkClip,
  MotionClip,
  Rig,
} from '../../../src/index.ts';
import type { ClipSettings } from './settings.ts';

/** A recording; the same number means the same bytes. */
export interface Recording {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Requests {
  /** The clip on its target, and everything that was found out while it was made. */
  solve: { readonly recording: Recording; readonly settings: ClipSettings };
  /** The files that `tegn export` writes with the same settings. */
  write: {
    readonly recording: Recording;
    readonly settings: ClipSettings;
    readonly format: string;
    readonly options: ExportOptions;
  };
}

export interface Answers {
  solve: SolvedRecording;
  write: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface SolvedRecording {
  /** With a body to look at. */
  readonly glb: Uint8Array;
  readonly clip: MotionClip;
  readonly rig: Rig;
  readonly metadata: ClipMetadata;
  /** Frames are those of the recording. */
  readonly issues: readonly Issue[];
  /** How good it is and why; frames are those of the clip. */
  readonly measure: ClipMeasure;
  readonly landmarks: RecordedLandmarks;
}

export interface RecordedLandmarks {
  /** In the picture where there is one, else in metres. */
  readonly clip: LandmarkClip;
  /** Pixels. */
  readonly imageSize: { readonly width: number; readonly height: number };
  /** Second of the recording at which the clip begins. */
  readonly start: number;
}

export type RequestName = keyof Requests;

export interface Request<N extends RequestName = RequestName> {
  readonly name: N;
  readonly payload: Requests[N];
}

export type Reply =
  | { readonly answer: Answers[RequestName] }
  /** `code` where it is a TegnError. */
  | { readonly error: { readonly message: string; readonly code?: string } };
