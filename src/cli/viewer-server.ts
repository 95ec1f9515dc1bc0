/**
 * The built viewer and one clip, over HTTP on this machine only. Serves the files it found when it started and nothing else, to
 * requests that name this machine as their host, so that no foreign page can read the clip through a name that points here.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TegnError } from '../issues/issues.ts';
import { findModel } from '../solver/lift/network/load-lifter.node.ts';
import { LIFTER_MODEL } from '../solver/lift/network/model.ts';

export interface ViewerServerOptions {
  /** Folder of the built viewer. */
  readonly folder: string;
  /** A glb. */
  readonly clip: Uint8Array;
  /** File name shown for it. */
  readonly clipName: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of MediaPipe's web files for the camera page; its files are served under /mediapipe/. */
  readonly mediapipe?: string;
}

export interface ViewerServer {
  /** The page with the clip in it. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.glb': 'model/gltf-binary',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  // The page is its own: nothing from other servers except live streams.
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws: wss: blob:; img-src 'self' blob: data:; " +
    "media-src 'self' blob:; style-src 'self' 'unsafe-inline'",
};

/** MediaPipe keeps its program in a blob. */
const TRACKER_POLICY = HEADERS['Content-Security-Policy'].replace(
  "script-src 'self'",
  "script-src 'self' blob:",
);

/** Folder of the built viewer, beside this program. Throws E_VIEWER_MISSING. */
export function findViewer(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const viewer = join(folder, 'dist', 'viewer');
    if (existsSync(join(viewer, 'index.html'))) return viewer;
    if (folder === dirname(folder)) break;
  }
  throw new TegnError('E_VIEWER_MISSING', 'The viewer has not been built. Run "npm run build" once.');
}

/** Throws E_PORT when the port cannot be opened. */
export async function startViewerServer(options: ViewerServerOptions): Promise<ViewerServer> {
  const { folder, clip, clipName, mediapipe } = options;
  const files = new Map<string, () => Promise<Uint8Array>>();
  addFiles(files, folder, '');
  if (mediapipe !== undefined) addFiles(files, mediapipe, '/mediapipe');
  const model = findModel();
  if (existsSync(model)) files.set(`/models/${LIFTER_MODEL.file}`, () => readFile(model));
  files.set('/', files.get('/index.html')!);
  const clipPath = `clip/${encodeURIComponent(clipName)}`;
  files.set(`/${clipPath}`, async () => clip);

  const server = createServer((request, response) => {
    answer(request, response, files).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  return {
    url: `http://${HOST}:${port}/?clip=${clipPath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function addFiles(files: Map<string, () => Promise<Uint8Array>>, folder: string, under: string): void {
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    files.set(under + path.slice(join(folder, '.').length).split(sep).join('/'), () => readFile(path));
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, () => Promise<Uint8Array>>,
): Promise<void> {
  const host = request.headers.host?.replace(/:\d+$/, '');
  const path = request.url!.split('?')[0];
  const read = files.get(path);
  if (host !== HOST && host !== 'localhost') return refuse(response, 403, 'This page is for this machine.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET.');
  if (!read) return refuse(response, 404, 'There is no such file.');
  const bytes = await read();
  const type = CONTENT_TYPES[path === '/' ? '.html' : extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, {
    ...HEADERS,
    ...(path === '/tracker.html' && { 'Content-Security-Policy': TRACKER_POLICY }),
    'Content-Type': type,
    'Content-Length': bytes.length,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another program is listening there' : cause.message;
      const message = `Expected to listen on ${HOST}, port ${port}, but ${reason}. Choose another with --port.`;
      reject(new TegnError('E_PORT', message, { found: port }, cause));
    });
    server.listen(port, HOST, () => resolve((server.address() as { port: number }).port));
  });
}
