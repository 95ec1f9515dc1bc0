/** The flags that say what becomes of the face, head and torso of a clip. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { HEAD_OWNERS, type HeadOwner } from '../export/face/head-owner.ts';
import { TegnError } from '../issues/issues.ts';
import { parseLayerTracks } from '../motion/layer-tracks.ts';
import { parseTrackSettings, type TrackSettings } from '../motion/track-settings.ts';
import { TRACK_WORDS } from '../motion/tracks.ts';
import type { LayerFile } from '../pipeline/lay-tracks.ts';
import type { ClipOptions } from '../pipeline/make-clip.ts';
import type { FaceNetwork } from '../solver/face/network/face-network.ts';
import { createLazyFaceNetwork } from '../solver/face/network/load-face-network.node.ts';
import { FACE_NETWORK_FILE } from '../solver/face/network/network-points.ts';
import { readNamed } from './read-input.ts';

export interface FaceFlags {
  face?: TrackSettings;
  faceFrom?: string[];
  faceOffset?: number[];
  timecode?: string;
  models?: string;
  head?: HeadOwner;
}

export function addFaceFlags(command: Command): Command {
  return command
    .option(
      '--face <tracks>',
      `what becomes of ${TRACK_WORDS.join(', ')}: a factor (0 mutes), +offset, ~seconds of smoothing, @seconds later; ` +
        'such as brows=1.2,mouth=0.8 or brows=1.2+0.1~0.05@-0.08',
      parseTrackSettings,
    )
    .option(
      '--face-from <[tracks=]file>',
      'lay tracks of a Live Link Face CSV or of another recording over this one, all of the face or some, at weights; such as ' +
        'phone.csv or brows,mouth:0.5=other.pose. Can be given several times',
      collect<string>((text) => text),
    )
    .option(
      '--face-offset <seconds>',
      'when the layer begins in the recording; once for every --face-from, or once for all. Default: by timecode, else 0',
      collect(parseSeconds),
    )
    .option(
      '--timecode <hh:mm:ss:ff>',
      "timecode of the recording's first frame, to align a Live Link Face CSV by and to write into files",
    )
    .addOption(
      new Option(
        '--head <owner>',
        `who turns the head in Unreal: ${Object.entries(HEAD_OWNERS)
          .map(([name, text]) => `${name} (${text})`)
          .join(', ')}. Default: body`,
      ).choices(Object.keys(HEAD_OWNERS)),
    )
    .option(
      '--models <folder>',
      `folder of networks that you have; ${FACE_NETWORK_FILE} (MediaPipe's, as ONNX) is then asked beside the formulas of the face`,
    );
}

/** Reads the files of layers. */
export const faceOptions = (
  flags: FaceFlags,
): Pick<ClipOptions, 'face' | 'faceNetwork' | 'head' | 'layers' | 'timecode'> => ({
  face: flags.face,
  layers: layerFiles(flags),
  timecode: flags.timecode,
  head: flags.head,
  faceNetwork: flags.models === undefined ? undefined : faceNetwork(flags.models),
});

/** Loaded when it is first asked; that it is there is asked now. */
function faceNetwork(folder: string): FaceNetwork {
  const path = join(folder, FACE_NETWORK_FILE);
  if (!existsSync(path)) throw new TegnError('E_MODEL_MISSING', `--models: there is no ${path}.`, { path });
  return createLazyFaceNetwork(folder);
}

/** All that was given, in order. */
const collect =
  <T>(parse: (text: string) => T) =>
  (text: string, before: T[] = []): T[] => [...before, parse(text)];

/** "brows,mouth:0.5=other.pose" and plain paths, which stand for the whole face. */
function layerFiles({ faceFrom, faceOffset = [] }: FaceFlags): LayerFile[] | undefined {
  if (faceFrom === undefined) {
    if (faceOffset.length > 0) throw new TegnError('E_OPTION', '--face-offset expects --face-from.');
    return undefined;
  }
  if (faceOffset.length > 1 && faceOffset.length !== faceFrom.length) {
    throw new TegnError(
      'E_OPTION',
      `Expected one --face-offset, or one for each of ${faceFrom.length} --face-from, found ${faceOffset.length}.`,
    );
  }
  return faceFrom.map((text, i) => {
    const equals = text.indexOf('=');
    const tracks = equals < 0 ? null : parseLayerTracks(text.slice(0, equals));
    const path = tracks ? text.slice(equals + 1) : text;
    const offset = faceOffset.length === 1 ? faceOffset[0] : faceOffset[i];
    return {
      name: basename(path),
      bytes: readNamed(path),
      tracks: tracks ?? { face: 1 },
      ...(offset !== undefined && { offset }),
    };
  });
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds))
    throw new InvalidArgumentError('Expected a number of seconds.');
  return seconds;
}
