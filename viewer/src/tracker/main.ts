/**
 * The camera page of `tegn stream --landmarks --tracker-page`: webcam -> MediaPipe -> landmarks to the server, and the solved poses beside it.
 * In the address: live, the server's; clip, the body they are shown on; recording, results to send instead of a camera's (JSON Lines of
 * { fps, width, height } and then a HolisticResult each).
 */
import type { HolisticResult } from './holistic.ts';
import { type LandmarkSender, openLandmarkSender, type Picture } from './landmark-sender.ts';
import { loadHolistic, missingFiles } from './media-pipe.ts';
import '../style.css';
import './tracker.css';

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const state = element('state');
const video = element<HTMLVideoElement>('video');
const start = element<HTMLButtonElement>('start');
const address = new URLSearchParams(location.search);
const live = address.get('live') ?? 'ws://127.0.0.1:41520';

const say = (words: string): void => {
  state.textContent = words;
};

element<HTMLIFrameElement>('viewer').src =
  `./index.html?clip=${encodeURIComponent(address.get('clip') ?? '')}&live=${encodeURIComponent(live)}`;
start.onclick = () => {
  start.hidden = true;
  run(fromCamera());
};

const recording = address.get('recording');
if (recording) run(fromRecording(recording));
else void offerCamera();

async function offerCamera(): Promise<void> {
  const missing = await missingFiles();
  start.hidden = false;
  if (missing.length === 0) return say('Ready.');
  const list = element('missing');
  list.hidden = false;
  list.replaceChildren(
    ...missing.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
  );
  say(
    'MediaPipe is not here, so nothing can be tracked. Put these files into the folder that --tracker-page names:',
  );
}

function run(work: Promise<void>): void {
  work.catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
}

async function fromCamera(): Promise<void> {
  const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
  video.srcObject = camera;
  video.hidden = false;
  await video.play();
  if ((await missingFiles()).length > 0) return;
  say('Loading MediaPipe.');
  const tracker = await loadHolistic();
  const { frameRate = 30 } = camera.getVideoTracks()[0].getSettings();
  const picture = { name: 'camera', fps: frameRate, width: video.videoWidth, height: video.videoHeight };
  const sender = await openSender(picture);
  const take = (now: number, { captureTime, mediaTime }: VideoFrameCallbackMetadata): void => {
    const millis = captureTime ?? mediaTime * 1000;
    sender.send(tracker.detectForVideo(video, now), millis / 1000);
    video.requestVideoFrameCallback(take);
  };
  video.requestVideoFrameCallback(take);
}

/** The same way without a camera: what a tracker said once is sent at the pace at which it said it. */
async function fromRecording(url: string): Promise<void> {
  const text = await (await fetch(url)).text();
  const [head, ...lines] = text.trim().split('\n');
  const picture = { name: 'recording', ...(JSON.parse(head) as Omit<Picture, 'name'>) };
  const results = lines.map((line) => JSON.parse(line) as HolisticResult);
  const sender = await openSender(picture);
  const begun = performance.now();
  for (const [i, result] of results.entries()) {
    const due = begun + (i * 1000) / picture.fps;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    sender.send(result, i / picture.fps);
  }
}

async function openSender(picture: Picture): Promise<LandmarkSender> {
  const sender = await openLandmarkSender(live, picture, say);
  say('Sending.');
  setInterval(() => {
    const { sent, skipped, poses } = sender.counts;
    element('numbers').textContent = `${sent} pictures sent, ${skipped} left out, ${poses} poses back`;
  }, 250);
  return sender;
}
