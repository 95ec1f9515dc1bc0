/** What one piece of work is and what comes of it: plain data, the same to a thread, to another process and to another machine. */

import type { ExportOptions } from '../../export/exporters.ts';
import type { IssueCode } from '../../issues/codes.ts';
import type { ClipOptions } from '../../pipeline/make-clip.ts';
import type { ClipMeasure } from '../../quality/clip-measure.ts';
import type { Strip } from '../../quality/strip.ts';

/** What clips are made of besides their recordings; the same for a whole batch. */
export interface Recipe {
  /** Everything but the networks, which every worker loads for itself. */
  readonly clip: Omit<ClipOptions, 'lifter' | 'faceNetwork'>;
  /** Whether recordings without depth get the network's. */
  readonly lift: boolean;
  /** Folder with the face network, if it is to be asked. */
  readonly models?: string;
  readonly write: ExportOptions;
  readonly metahumanFace: boolean;
  /** Written into the files. */
  readonly signer?: string;
  readonly licence?: string;
  readonly consent?: string;
}

/** One recording to be solved, and the clips to be written of it: several where several rows have the same content. */
export interface ClipTask {
  /** The same for the same work, on every machine. */
  readonly id: string;
  /** The recording. */
  readonly path: string;
  readonly clips: readonly ClipOrder[];
}

export interface ClipOrder {
  readonly jobId: string;
  /** File name of the recording, kept in the clip. */
  readonly filename: string;
  /** The word, kept in the clip; the recording's own when absent. */
  readonly word?: string;
  /** Below the output folder, without extension, with forward slashes. */
  readonly stem: string;
  /** File extensions of the exporters. */
  readonly formats: readonly string[];
}

export interface Failure {
  readonly code: IssueCode;
  readonly message: string;
  /** Nothing can be written any more; to go on makes no sense. */
  readonly fatal?: boolean;
}

export interface Written {
  readonly jobId: string;
  readonly outputs: readonly WrittenFormat[];
  /** What kept the rest from being written. */
  readonly error?: Failure;
}

export interface WrittenFormat {
  readonly format: string;
  /** Below the output folder; none where the clip has nothing that the format holds. */
  readonly paths: readonly string[];
  readonly bytes: number;
}

/** An issue and how often it was told. */
export interface FoldedIssue {
  readonly code: IssueCode;
  readonly message: string;
  readonly count: number;
}

export interface SolvedTask {
  readonly sha1: string;
  readonly sha256: string;
  readonly frames: number;
  readonly fps: number;
  readonly recording: {
    readonly kind: string;
    readonly fps: number;
    readonly frames: number;
    readonly width: number;
    readonly height: number;
  };
  readonly measure: ClipMeasure;
  readonly strip: Strip;
  readonly issues: readonly FoldedIssue[];
  /** Spent on it. */
  readonly seconds: number;
  readonly written: readonly Written[];
}

export type TaskResult = SolvedTask | { readonly error: Failure };
