/** The worker: recordings in, solved clips and files out. Keeps the last clip, which is written as it was shown. */
import {
  type ClipResult,
  exporterFor,
  makeClip,
  measureClip,
  primaryClip,
  TegnError,
} from '../../../src/index.ts';
import { lifter } from './load-lifter.ts';
import type {
  Answers,
  Recording,
  Reply,
  Request,
  RequestName,
  Requests,
  SolvedRecording,
} from './messages.ts';
import type { ClipSettings } from './settings.ts';

interface Kept {
  readonly key: string;
  readonly result: Promise<ClipResult>;
}

let kept: Kept | null = null;

const answers: { [N in RequestName]: (payload: Requests[N]) => Promise<Answers[N]> } = {
  async solve({ recording, settings }) {
    return shown(await make(recording, settings), recording.name, settings);
  },
  async write({ recording, settings, format, options }) {
    const { clip, rig, metadata } = await make(recording, settings);
    const stem = recording.name.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
    return exporterFor(format, options).exportClip(
      { clip, rig, metadata: { ...metadata, options: { ...metadata.options, ...options } } },
      stem,
    );
  },
};

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const { number, name, payload } = data;
  let reply: Reply;
  try {
    reply = { number, answer: await answers[name](payload as never) };
  } catch (error) {
    const { message } = error as Error;
    reply = { number, error: { message, ...(error instanceof TegnError && { code: error.code }) } };
  }
  postMessage(reply);
});

function make(recording: Recording, settings: ClipSettings): Promise<ClipResult> {
  const key = JSON.stringify([recording.id, { ...settings, rig: settings.rig?.name }]);
  if (kept?.key !== key) {
    const { bytes, name } = recording;
    kept = { key, result: makeClip(bytes, name, { ...settings, lifter }) };
  }
  return kept.result;
}

async function shown(made: ClipResult, name: string, { trim }: ClipSettings): Promise<SolvedRecording> {
  const { recording, clip, rig, metadata, issues } = made;
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata }, name);
  return {
    glb: glb.bytes,
    clip,
    rig,
    metadata,
    issues,
    measure: measureClip(made),
    landmarks: {
      clip: primaryClip(recording),
      imageSize: recording.imageSize,
      start: trim?.[0] ?? 0,
    },
  };
}
