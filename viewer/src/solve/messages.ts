/** What the page asks of its worker, and what comes back. All of it plain data; arrays go over without being copied. */
import type {
  ClipMeasure,
  ClipMetadata,
  ExportOptions,
  Issue,
  LandmarkClip,
  MotionClip,
  Rig,
  TargetFile,
} from '../../../src/index.ts';
import type { ClipQuality, ReportedClip } from '../folder/batch-report.ts';
import type { ClipSummary } from '../folder/summarise.ts';
import type { RecordedTake } from '../live/take.ts';
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
  /** The skeleton of a character file. */
  understand: { readonly name: string; readonly bytes: Uint8Array };
  /** What a list shows of a file. */
  summarise: { readonly name: string; readonly bytes: Uint8Array };
  /** How good the recording is, solved as `tegn batch` does. */
  measure: { readonly name: string; readonly bytes: Uint8Array };
  /** The report.json of a batch. */
  report: { readonly bytes: Uint8Array };
  /** A body at rest on a target skeleton, as a glb. */
  rest: { readonly target: string };
  /** A take as animation files, by the name of an exporter. */
  writeTake: { readonly take: RecordedTake; readonly format: string };
}

export interface Answers {
  solve: SolvedRecording;
  write: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  understand: UnderstoodSkeleton;
  summarise: ClipSummary;
  measure: ClipQuality;
  report: Record<string, ReportedClip>;
  rest: Uint8Array;
  writeTake: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface UnderstoodSkeleton {
  readonly file: TargetFile;
  readonly rig: Rig;
  readonly issues: readonly Issue[];
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
