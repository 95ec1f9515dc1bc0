/** The camera page of `tegn stream --landmarks`: the built viewer with a body at rest, and MediaPipe's files from the user's folder. */
import { existsSync, statSync } from 'node:fs';
import { exporterFor } from '../export/exporters.ts';
import { TegnError } from '../issues/issues.ts';
import { restingClip } from '../motion/resting-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import { TEGN_VERSION } from '../version.ts';
import { findViewer, startViewerServer, type ViewerServer } from './viewer-server.ts';

/** Throws E_FILE_MISSING where the folder is none, E_VIEWER_MISSING. */
export async function startTrackerPage(
  rig: Rig,
  mediapipe: string,
  liveUrl: string,
  folder: string = findViewer(),
): Promise<ViewerServer> {
  if (!existsSync(mediapipe) || !statSync(mediapipe).isDirectory()) {
    throw new TegnError(
      'E_FILE_MISSING',
      `Expected a folder for MediaPipe's files, found none at ${mediapipe}.`,
      {
        path: mediapipe,
      },
    );
  }
  const metadata = {
    fps: 30,
    target: { name: rig.name, approximate: rig.approximate },
    quality: {},
    options: {},
    tegnVersion: TEGN_VERSION,
  };
  const [body] = await exporterFor('glb').exportClip(
    { clip: restingClip(rig.skeleton, rig.name), rig, metadata },
    'live',
  );
  const server = await startViewerServer({
    folder,
    clip: body.bytes,
    clipName: body.name,
    port: 0,
    mediapipe,
  });
  const page = new URL('tracker.html', server.url);
  page.searchParams.set('clip', `clip/${body.name}`);
  page.searchParams.set('live', liveUrl);
  return { url: page.href, close: server.close };
}
