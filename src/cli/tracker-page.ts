/** The camera page of `tegn stream --landmarks`: the built viewer with a body at rest, and MediaPipe's files from the user's folder. */
import { existsSync, statSync } from 'node:fs';
import { TegnError } from '../issues/issues.ts';
import { restingBody } from '../pipeline/resting-body.ts';
import type { Rig } from '../skeleton/rig.ts';
import { findViewer, startViewerServer, type ViewerServer } from './viewer-server.ts';

/** Under which the body is served. */
const CLIP_NAME = 'live.glb';

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
  const server = await startViewerServer({
    folder,
    clip: await restingBody(rig),
    clipName: CLIP_NAME,
    port: 0,
    mediapipe,
  });
  const page = new URL('tracker.html', server.url);
  page.searchParams.set('clip', `clip/${CLIP_NAME}`);
  page.searchParams.set('live', liveUrl);
  return { url: page.href, close: server.close };
}
