/** The camera page in a real browser with a made-up camera and without MediaPipe's files, and recorded results through the same code. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTrackerPage } from '../../src/cli/tracker-page.ts';
import type { ViewerServer } from '../../src/cli/viewer-server.ts';
import type { LandmarksMessage, Point } from '../../src/livelink/protocol/landmarks-message.ts';
import { type LiveServer, startLiveServer } from '../../src/livelink/server.node.ts';
import { createLandmarkSource } from '../../src/pipeline/landmark-source.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import { landmarkMessages } from '../livelink/support/landmark-messages.ts';
import { connectLiveClient } from '../livelink/support/live-client.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/browser.ts';
import { createRandomSigner } from '../support/random-signer.ts';
import { builtViewer } from './support/built-viewer.ts';

const FLAGS = [...CHROMIUM_FLAGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

describe.skipIf(!existsSync(CHROMIUM))('the camera page in a browser', () => {
  let folder: string;
  let browser: Browser;
  let live: LiveServer;
  let server: ViewerServer;
  let page: Page;
  const problems: string[] = [];
  const { recording } = createRandomSigner({ seed: 4, frameCount: 40 });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tegn-tracker-'));
    const mediapipe = join(folder, 'mediapipe');
    mkdirSync(mediapipe);
    writeFileSync(join(mediapipe, 'recording.jsonl'), recordedResults().join('\n'));
    const rig = targetNamed('metahuman').rig();
    const source = createLandmarkSource({ rig });
    live = await startLiveServer([source], { port: 0, landmarks: source, startAtOnce: true });
    server = await startTrackerPage(rig, mediapipe, live.url, await builtViewer());
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });

  afterEach(async () => {
    await page.close();
    expect(problems.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await live?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(address: string): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1000, height: 600 }, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(address);
  }

  /** The recording as MediaPipe's results. */
  function recordedResults(): string[] {
    const lists = (points: readonly Point[] | undefined) =>
      points && [points.map(([x, y, z, visibility]) => ({ x, y, z, visibility }))];
    const result = (message: LandmarksMessage) => ({
      poseLandmarks: lists(message.pose),
      poseWorldLandmarks: lists(message.poseWorld),
      leftHandLandmarks: lists(message.leftHand),
      leftHandWorldLandmarks: lists(message.leftHandWorld),
      rightHandLandmarks: lists(message.rightHand),
      rightHandWorldLandmarks: lists(message.rightHandWorld),
      faceLandmarks: lists(message.face),
      faceBlendshapes: [{ categories: [{ categoryName: 'jawOpen', score: 0.5 }] }],
    });
    const head = JSON.stringify({ fps: 25, ...recording.imageSize });
    return [head, ...landmarkMessages(recording).map((message) => JSON.stringify(result(message)))];
  }

  test('without MediaPipe the page says which files are missing and where they come from', async () => {
    await open(server.url);
    await page.getByText('MediaPipe is not here').waitFor();
    const missing = await page.locator('#missing li').allInnerTexts();
    expect(missing.length).toBe(4);
    expect(missing[0]).toBe('vision_bundle.mjs, from the npm package @mediapipe/tasks-vision');
  });

  test('the camera is shown on request', async () => {
    await open(server.url);
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    expect(await page.locator('video').isVisible()).toBe(true);
  });

  test('recorded results go to the server, and come back solved to the page and to the viewer beside it', async () => {
    const client = connectLiveClient(live.url);
    await open(`${server.url}&recording=mediapipe/recording.jsonl`);
    await page.getByText('40 pictures sent, 0 left out, 38 poses back').waitFor();
    await page.frameLocator('#viewer').getByText('Live', { exact: true }).first().waitFor();
    await client.until(() => client.faces.length === 38);
    const jaw = client.statics[1].curves.indexOf('jawOpen');
    expect(client.faces.at(-1)!.curves[jaw]).toBe(0.5);
    client.socket.terminate();
  });

  test('a server that is not there is told in words', async () => {
    await open(
      `${server.url.replace(/live=[^&]*/, 'live=ws%3A%2F%2F127.0.0.1%3A9')}&recording=mediapipe/recording.jsonl`,
    );
    await page.getByText('Is tegn stream --landmarks running?').waitFor();
  });
});
