import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startViewerServer, type ViewerServer } from '../../src/cli/viewer-server.ts';

let root: string;
let server: ViewerServer;
const clip = Uint8Array.of(0x67, 0x6c, 0x54, 0x46);

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tegn-serve-'));
  const folder = join(root, 'viewer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {}');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  server = await startViewerServer({ folder, clip, clipName: 'hei på deg.glb', port: 0 });
});

afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

/** A request whose path and headers are sent as they stand. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { port } = new URL(server.url);
  return new Promise<{ status: number; type?: string; body: Buffer }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode!, type: response.headers['content-type'], body });
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('serves the page, its parts and the clip under its own name', async () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?clip=clip\/hei%20p%C3%A5%20deg\.glb$/);
  expect(await send('/')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(await send('/?clip=x')).toMatchObject({ status: 200 });
  expect(await send('/assets/a.js')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
  const served = await send(
    `/${new URL(server.url).searchParams.get('clip')!.split('/').map(encodeURIComponent).join('/')}`,
  );
  expect(served).toMatchObject({ status: 200, type: 'model/gltf-binary' });
  expect([...served.body]).toEqual([...clip]);
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '//etc/passwd',
  '/assets',
  '/clip/',
])('nothing outside the page is served: %s', async (path) => {
  expect(await send(path)).toMatchObject({ status: 404 });
});

test('a name that merely points to this machine is refused', async () => {
  expect(await send('/', { Host: 'evil.example' })).toMatchObject({ status: 403 });
  expect(await send('/', { Host: 'localhost:1234' })).toMatchObject({ status: 200 });
});

test('nothing can be written', async () => {
  expect(await send('/', {}, 'POST')).toMatchObject({ status: 405 });
  expect(await send('/', {}, 'HEAD')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
});

test('a taken port is E_PORT and names the port', async () => {
  const port = Number(new URL(server.url).port);
  const again = startViewerServer({ folder: join(root, 'viewer'), clip, clipName: 'a.glb', port });
  await expect(again).rejects.toMatchObject({
    code: 'E_PORT',
    message: expect.stringContaining(String(port)),
  });
});
