/** The worker's side of the folder list: a file -> what a row shows of it. */
import {
  type ClipResult,
  framesPerSecond,
  measureClip,
  primaryClip,
  readLandmarks,
} from '../../../src/index.ts';
import { fileKind } from '../open/file-kind.ts';
import type { ClipQuality } from './batch-report.ts';
import type { Figure } from './figure.ts';
import { summariseGlb } from './glb-figure.ts';
import { recordingFigure } from './recording-figure.ts';

export interface ClipSummary {
  /** Null where it cannot be drawn. */
  readonly figure: Figure | null;
  /** Null where it is not known without more work. */
  readonly seconds: number | null;
  /** Whether it can be solved, and its quality measured. */
  readonly isRecording: boolean;
}

/** Throws where the file cannot be read. */
export async function summarise(bytes: Uint8Array, name: string): Promise<ClipSummary> {
  const kind = fileKind(bytes, name);
  if (kind === 'gltf') return { ...summariseGlb(bytes), isRecording: false };
  if (kind !== 'landmarks') return { figure: null, seconds: null, isRecording: false };
  const recording = await readLandmarks(bytes, name);
  const { frameCount, timing } = primaryClip(recording);
  return {
    figure: recordingFigure(recording),
    seconds: frameCount / framesPerSecond(timing.rate),
    isRecording: true,
  };
}

/** What a batch would say of it. */
export function qualityOf(made: ClipResult): ClipQuality {
  const { score, findings } = measureClip(made);
  const reasons = findings.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  return { score, reasons: [...new Set(reasons)] };
}
