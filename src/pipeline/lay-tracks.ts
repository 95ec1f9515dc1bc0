/** Files with a face or a motion -> their tracks laid over a solved clip, aligned by timecode where both have one. */
import type { Issue } from '../issues/issues.ts';
import { readLandmarks } from '../landmarks/read-landmarks.ts';
import type { ReadOptions } from '../landmarks/reader.ts';
import type { CurveClip } from '../motion/curve-clip.ts';
import { layerTracks } from '../motion/layer-tracks.ts';
import type { MotionClip } from '../motion/motion-clip.ts';
import { isLiveLinkFaceCsv, readLiveLinkFaceCsv } from '../motion/readers/live-link-face-csv.ts';
import type { PerTrack } from '../motion/tracks.ts';
import type { Lifter } from '../solver/lift/network/lifted-clip.ts';
import { solveClip } from '../solver/solve-clip.ts';
import { framesPerSecond } from '../space/timing.ts';
import { liftIfFlat } from './lift.ts';

/** A Live Link Face CSV, or landmarks that tegn reads. */
export interface LayerFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Tracks taken from it, and how much of each, 0..1. */
  readonly tracks: PerTrack<number>;
  /** Time in the recording at which the layer begins, seconds; by timecode, else 0, when absent. */
  readonly offset?: number;
}

/** What a clip's metadata says of a layer. */
export interface LayerRecord {
  readonly file: string;
  readonly sha256: string;
  readonly kind: string;
  readonly tracks: PerTrack<number>;
  readonly offset: number;
  readonly alignedBy: 'offset' | 'timecode' | 'start';
}

export interface LaidTracks {
  readonly clip: MotionClip;
  readonly layers: readonly LayerRecord[];
  readonly issues: readonly Issue[];
}

/** @param hasTimecode whether the clip's start frame is a timecode */
export async function layTracks(
  clip: MotionClip,
  hasTimecode: boolean,
  files: readonly LayerFile[],
  {
    lifter,
    read,
    hash,
  }: { lifter?: Lifter; read?: ReadOptions; hash: (bytes: Uint8Array) => Promise<string> },
): Promise<LaidTracks> {
  let laid = clip;
  const layers: LayerRecord[] = [];
  const issues: Issue[] = [];
  for (const { name, bytes, tracks, offset: given } of files) {
    const { source, kind, timecode, issues: told } = await readLayer(bytes, name, lifter, read);
    const aligns = given === undefined && hasTimecode && timecode;
    const offset = aligns ? startOf(source) - startOf(clip) : (given ?? 0);
    const { clip: next, issues: short } = layerTracks(laid, { source, tracks, offset });
    laid = next;
    issues.push(...told.map((one) => ({ ...one, path: name })), ...short);
    layers.push({
      file: name.replace(/^.*[\\/]/, ''),
      sha256: await hash(bytes),
      kind,
      tracks,
      offset,
      alignedBy: aligns ? 'timecode' : given === undefined ? 'start' : 'offset',
    });
  }
  return { clip: laid, layers, issues };
}

/** Seconds since midnight. */
const startOf = ({ timing: { rate, startFrame } }: CurveClip): number => startFrame / framesPerSecond(rate);

async function readLayer(
  bytes: Uint8Array,
  name: string,
  lifter: Lifter | undefined,
  read: ReadOptions | undefined,
): Promise<{ source: CurveClip | MotionClip; kind: string; timecode: boolean; issues: readonly Issue[] }> {
  if (isLiveLinkFaceCsv(bytes)) {
    const { clip, issues } = readLiveLinkFaceCsv(bytes, name);
    return { source: clip, kind: 'live-link-face-csv', timecode: true, issues };
  }
  const recording = await readLandmarks(bytes, name, read);
  const { lifted, issues } = await liftIfFlat(recording, lifter);
  const { clip } = solveClip(recording, { lifted });
  return {
    source: clip,
    kind: recording.source.kind,
    timecode: false,
    issues: [...recording.issues, ...issues],
  };
}
