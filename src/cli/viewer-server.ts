/**
 * The built viewer and what it is to show, over HTTP: one clip from memory, files by name, or a folder to choose from. The page's own
 * files are those found at the start; files of the user are read below their folder only (viewable-files.ts), by whoever may
 * (viewer-access.ts), and nothing can be written.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPORT_POLICY } from '../batch/report/report-page.ts';
import { TegnError } from '../issues/issues.ts';
import { findModel } from '../solver/lift/network/load-lifter.node.ts';
import { LIFTER_MODEL } from '../solver/lift/network/model.ts';
import { sendFile } from './send-file.ts';
import { BATCH_REPORT, findViewable, listViewable } from './viewable-files.ts';
import { createAccess } from './viewer-access.ts';

export interface ViewerServerOptions {
  /** Folder of the built viewer. */
  readonly folder: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Address to listen on; this machine alone when absent. */
  readonly host?: string | undefined;
  /** What a browser must show; required beyond this machine. */
  readonly token?: string | undefined;
  /** A glb, served as clip/NAME and shown. */
  readonly clip?: Uint8Array;
  /** File name shown for it. */
  readonly clipName?: string;
  /** Paths of files that are served as files/NAME, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder, everything viewable below which is served as files/PATH and listed as files.json. */
  readonly browse?: { readonly folder: string; readonly name: string };
  /** What the page is to show, as its address says it; see viewer/src/address.ts. */
  readonly address?: readonly (readonly [name: string, value?: string])[];
  /** Folder of MediaPipe's web files for the camera page; its files are served under /mediapipe/. */
  readonly mediapipe?: string;
}

export interface ViewerServer {
  /** The page, showing what it is to show. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Of the user's files: none that a browser would run. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.glb': 'model/gltf-binary',
  '.vrm': 'model/gltf-binary',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.ogv': 'video/ogg',
};

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // The page is its own: nothing from other servers except live streams.
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws: wss: blob:; img-src 'self' blob: data:; " +
    "media-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
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

/** Throws E_PORT when the port cannot be opened, E_OPTION where a token is missing. */
export async function startViewerServer(options: ViewerServerOptions): Promise<ViewerServer> {
  const { host = HOST, token, clip, clipName = 'clip.glb' } = options;
  const clipAddress = `clip/${inAddress(clipName)}`;
  const address = options.address ?? (clip ? [['clip', clipAddress] as const] : []);
  const access = createAccess(host, token);
  const routes = createRoutes(options, clip && `/clip/${encodeURIComponent(clipName)}`);
  const server = createServer((request, response) => {
    answer(request, response, access, routes).catch(() => response.destroy());
  });
  const port = await listen(server, host, options.port);
  const query = [...(token ? [['token', token] as const] : []), ...address].map(inQuery).join('&');
  return {
    url: `http://${reachableName(host)}:${port}/${query === '' ? '' : `?${query}`}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A path as a page's address takes it: only what would end the path is encoded. */
export const inAddress = (path: string): string => path.replace(/[%#?\\]/g, encodeURIComponent);

const inQuery = ([name, value]: readonly [string, string?]): string =>
  value === undefined
    ? name
    : `${name}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':')}`;

interface Routes {
  /** Files by the path of their address. */
  readonly files: ReadonlyMap<string, { readonly path: string; readonly type: string }>;
  readonly clip: { readonly address: string; readonly bytes: Uint8Array } | null;
  readonly browse: ViewerServerOptions['browse'];
}

function createRoutes(
  { folder, mediapipe, clip, files = {}, browse }: ViewerServerOptions,
  clipAddress: string | undefined,
): Routes {
  const found = new Map<string, { path: string; type: string }>();
  addPageFiles(found, folder, '');
  if (mediapipe !== undefined) addPageFiles(found, mediapipe, '/mediapipe');
  const model = findModel();
  if (existsSync(model)) found.set(`/models/${LIFTER_MODEL.file}`, { path: model, type: OTHER_TYPE });
  found.set('/', found.get('/index.html')!);
  for (const [name, path] of Object.entries(files)) {
    found.set(`/files/${encodeURIComponent(name)}`, { path, type: mediaType(name) });
  }
  return { files: found, clip: clip && clipAddress ? { address: clipAddress, bytes: clip } : null, browse };
}

const OTHER_TYPE = 'application/octet-stream';
const mediaType = (name: string): string => MEDIA_TYPES[extname(name).toLowerCase()] ?? OTHER_TYPE;

function addPageFiles(
  files: Map<string, { path: string; type: string }>,
  folder: string,
  under: string,
): void {
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    const address = under + path.slice(join(folder, '.').length).split(sep).join('/');
    files.set(encodedAlike(address), { path, type: CONTENT_TYPES[extname(path)] ?? mediaType(path) });
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  access: ReturnType<typeof createAccess>,
  { files, clip, browse }: Routes,
): Promise<void> {
  const may = access(request);
  if (may.kind === 'refused') return refuse(response, may.status, may.reason);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET.');
  if (may.kind === 'introduced') {
    response.writeHead(303, { ...HEADERS, Location: may.address, 'Set-Cookie': may.cookie });
    response.end();
    return;
  }
  const path = request.url!.split('?')[0];
  const file = files.get(encodedAlike(path));
  if (file) {
    return sendFile(request, response, file.path, {
      ...HEADERS,
      ...(path === '/tracker.html' && { 'Content-Security-Policy': TRACKER_POLICY }),
      'Content-Type': file.type,
    });
  }
  if (clip && encodedAlike(path) === clip.address) {
    return sendBytes(request, response, clip.bytes, mediaType('clip.glb'));
  }
  if (browse && path === '/files.json') {
    const index = await listViewable(browse.folder, browse.name);
    const [data, page] = await Promise.all(
      [BATCH_REPORT.data, BATCH_REPORT.page].map(async (name) =>
        (await findViewable(browse.folder, name)) === null ? null : name,
      ),
    );
    const text = JSON.stringify({ ...index, report: data, reportPage: page });
    return sendBytes(request, response, new TextEncoder().encode(text), mediaType('files.json'));
  }
  const below = browse && path.startsWith('/files/') ? path.slice('/files/'.length) : null;
  const found = below === null ? null : await findViewable(browse!.folder, below);
  if (found === null) return refuse(response, 404, 'There is no such file.');
  // of all the user's files only this one runs, as a stranger to the page
  if (below === BATCH_REPORT.page) {
    return sendFile(request, response, found, {
      ...HEADERS,
      'Content-Security-Policy': REPORT_POLICY,
      'Content-Type': CONTENT_TYPES['.html'],
    });
  }
  return sendFile(request, response, found, { ...HEADERS, 'Content-Type': mediaType(found) });
}

/** Browsers leave some characters as they are that others encode. */
function encodedAlike(path: string): string {
  try {
    return path
      .split('/')
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join('/');
  } catch {
    return path;
  }
}

function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  type: string,
): void {
  response.writeHead(200, { ...HEADERS, 'Content-Type': type, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

/** Where other machines find one that listens on all its addresses. */
function reachableName(host: string): string {
  const anywhere = host === '0.0.0.0' || host === '::';
  const name = anywhere ? (ownAddress() ?? HOST) : host;
  return name.includes(':') ? `[${name}]` : name;
}

const ownAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another program is listening there' : cause.message;
      const message = `Expected to listen on ${host}, port ${port}, but ${reason}. Choose another with --port.`;
      reject(new TegnError('E_PORT', message, { found: port }, cause));
    });
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}
