/** The worker: recordings in, solved clips and files out. Keeps the last clip, which is written as it was shown. */
import {
  type ClipResult,
  exporterFor,
  importSkeleton,
  makeClip,
  measureClip,
  primaryClip,
  restingBody,
  rigFromTargetFile,
  TegnError,
  targetNamed,
} from '../../../src/index.ts';
import { readBatchReport } from '../folder/batch-report.ts';
import { qualityOf, summarise } from '../folder/summarise.ts';
import { writeTake } from '../live/write-take.ts';
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

/** The clips made last by what they were made from: those shown and compared, written as they were shown. */
const made = new Map<string, Promise<ClipResult>>();
const MOST_KEPT = 4;

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
  async understand({ bytes, name }) {
    const { file, issues } = importSkeleton(bytes, name);
    return { file, rig: rigFromTargetFile(file), issues };
  },
  summarise: ({ bytes, name }) => summarise(bytes, name),
  measure: async ({ bytes, name }) => qualityOf(await makeClip(bytes, name, { lifter })),
  report: async ({ bytes }) => readBatchReport(bytes),
  rest: ({ target }) => restingBody(targetNamed(target).rig()),
  writeTake: ({ take, format }) => writeTake(take, format),
};

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const { name, payload } = data;
  let reply: Reply;
  try {
    reply = { answer: await answers[name](payload as never) };
  } catch (error) {
    const { message } = error as Error;
    reply = { error: { message, ...(error instanceof TegnError && { code: error.code }) } };
  }
  postMessage(reply);
});

function make(recording: Recording, settings: ClipSettings): Promise<ClipResult> {
  const { id, bytes, name } = recording;
  const rig = settings.rig && [settings.rig.name, ...settings.rig.skeleton.restTranslations];
  const key = JSON.stringify([id, { ...settings, rig }]);
  const result = made.get(key) ?? makeClip(bytes, name, { ...settings, lifter });
  made.delete(key);
  made.set(key, result);
  result.catch(() => made.delete(key));
  for (const oldest of made.keys()) {
    if (made.size > MOST_KEPT) made.delete(oldest);
  }
  return result;
}

async function shown(result: ClipResult, name: string, { trim }: ClipSettings): Promise<SolvedRecording> {
  const { recording, clip, rig, metadata, issues } = result;
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata }, name);
  return {
    glb: glb.bytes,
    clip,
    rig,
    metadata,
    issues,
    measure: measureClip(result),
    landmarks: {
      clip: primaryClip(recording),
      imageSize: recording.imageSize,
      start: trim?.[0] ?? 0,
    },
  };
}
