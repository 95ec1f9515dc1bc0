import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rangeOf } from '../../src/cli/send-file.ts';
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
  return new Promise<{
    status: number;
    type?: string;
    headers: Record<string, string | string[] | undefined>;
    body: Buffer;
  }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      const { statusCode, headers: told } = response;
      resolve({ status: statusCode!, type: told['content-type'], headers: told, body });
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

describe('a folder', () => {
  let clips: string;
  const video = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256));

  beforeEach(async () => {
    await server.close();
    clips = join(root, 'clips');
    mkdirSync(join(clips, 'letters'), { recursive: true });
    mkdirSync(join(clips, '.hidden'));
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(clips, 'a.pose'), 'pose');
    writeFileSync(join(clips, 'letters', 'å #1%.glb'), 'glTF');
    writeFileSync(join(clips, 'a.mp4'), video);
    writeFileSync(join(clips, 'notes.txt'), 'private');
    writeFileSync(join(clips, 'page.html'), '<script>');
    writeFileSync(join(clips, 'tegn.config.json'), '{}');
    writeFileSync(join(clips, 'results.parquet'), 'PAR1');
    writeFileSync(join(clips, 'a.unreal.json'), '{}');
    writeFileSync(join(clips, '.hidden', 'b.pose'), 'hidden');
    writeFileSync(join(clips, '.c.pose'), 'hidden');
    writeFileSync(join(root, 'elsewhere', 'stolen.pose'), 'stolen');
    writeFileSync(join(root, 'outside.json'), '[]');
    symlinkSync(join(root, 'outside.json'), join(clips, 'link.json'));
    symlinkSync(join(root, 'secret.txt'), join(clips, 'secret.pose'));
    symlinkSync(join(clips, 'notes.txt'), join(clips, 'notes.pose'));
    symlinkSync(join(root, 'elsewhere'), join(clips, 'linked'));
    symlinkSync(join(clips, 'a.pose'), join(clips, 'same.pose'));
    server = await startViewerServer({
      folder: join(root, 'viewer'),
      browse: { folder: clips, name: 'clips' },
      address: [['folder']],
      port: 0,
    });
  });

  test('is listed with sizes and times: what can be opened, links that stay inside, nothing hidden', async () => {
    expect(server.url).toMatch(/\/\?folder$/);
    const { status, body } = await send('/files.json');
    const index = JSON.parse(String(body));
    expect(status).toBe(200);
    const paths = index.files.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['a.mp4', 'a.pose', 'letters/å #1%.glb', 'same.pose']);
    expect(index).toMatchObject({ name: 'clips', cut: false, report: null });
    expect(index.files.find(({ path }: { path: string }) => path === 'a.mp4').size).toBe(1000);
    expect(Math.abs(index.files[0].modified - Date.now())).toBeLessThan(60_000);
  });

  test('gives its files, under names of any letters, and the report of a batch', async () => {
    expect(String((await send('/files/a.pose')).body)).toBe('pose');
    const named = await send(`/files/letters/${encodeURIComponent('å #1%.glb')}`);
    expect(named).toMatchObject({ status: 200, type: 'model/gltf-binary' });
    expect(await send('/files/report.json')).toMatchObject({ status: 404 });
    writeFileSync(join(clips, 'report.json'), '{"clips":[]}');
    expect(await send('/files/report.json')).toMatchObject({ status: 200, type: 'application/json' });
    expect(JSON.parse(String((await send('/files.json')).body)).report).toBe('report.json');
  });

  test('shows the report that a batch wrote for people, walled off, and no other page', async () => {
    const page = '<!doctype html><script>document.title = origin</script>';
    for (const name of ['report.html', 'letters/report.html', 'other.html']) {
      writeFileSync(join(clips, name), page);
    }
    const shown = await fetch(new URL('files/report.html', server.url));
    expect(shown.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(shown.headers.get('content-security-policy')).toMatch(
      /sandbox allow-scripts(?!.*allow-same-origin)/,
    );
    expect(await shown.text()).toBe(page);
    for (const name of ['letters/report.html', 'other.html']) {
      expect(await send(`/files/${name}`)).toMatchObject({ status: 404 });
    }
    const index = JSON.parse(String((await send('/files.json')).body));
    expect(index.reportPage).toBe('report.html');
    expect(index.files.some(({ path }: { path: string }) => path.endsWith('.html'))).toBe(false);
  });

  test.each([
    '/files/../outside.json',
    '/files/letters/../../outside.json',
    '/files/%2e%2e/outside.json',
    '/files/%2E%2E%2Foutside.json',
    '/files/..%2foutside.json',
    '/files/..%5Coutside.json',
    '/files/..\\outside.json',
    '/files/letters%2f..%2f..%2foutside.json',
    '/files//etc/hosts.json',
    '/files/%2Fetc/hosts.json',
    '/files/C:%5Cwindows%5Ca.json',
    '/files/C:/windows/a.json',
    '/files/a.pose%00.html',
    '/files/%E0%A4%A',
    '/files/./a.pose',
    '/files/letters',
    '/files/',
    '/files/notes.txt',
    '/files/page.html',
    '/files/tegn.config.json',
    '/files/.hidden/b.pose',
    '/files/.c.pose',
    '/files/link.json',
    '/files/secret.pose',
    '/files/notes.pose',
    '/files/linked/stolen.pose',
    '/clip/a.pose',
    '/a.pose',
  ])('nothing beside what can be opened in it is given: %s', async (path) => {
    expect(await send(path)).toMatchObject({ status: 404, body: Buffer.from('There is no such file.\n') });
  });

  test('videos come in ranges, and without a body where only the head is asked for', async () => {
    const part = await send('/files/a.mp4', { Range: 'bytes=10-19' });
    expect(part).toMatchObject({ status: 206, type: 'video/mp4', body: video.subarray(10, 20) });
    expect(part.headers).toMatchObject({ 'content-range': 'bytes 10-19/1000', 'content-length': '10' });
    expect(await send('/files/a.mp4', { Range: 'bytes=990-' })).toMatchObject({
      status: 206,
      body: video.subarray(990),
    });
    expect((await send('/files/a.mp4', { Range: 'bytes=-3' })).body).toEqual(video.subarray(997));
    const beyond = await send('/files/a.mp4', { Range: 'bytes=1000-' });
    expect(beyond).toMatchObject({ status: 416, body: Buffer.alloc(0) });
    expect(beyond.headers['content-range']).toBe('bytes */1000');
    expect(await send('/files/a.mp4', { Range: 'bytes=0-1,4-5' })).toMatchObject({
      status: 200,
      body: video,
    });
    const head = await send('/files/a.mp4', {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(head.headers).toMatchObject({ 'content-length': '1000', 'accept-ranges': 'bytes' });
  });

  test('answers are not kept, not sniffed, and of a page that may load nothing from elsewhere', async () => {
    const { headers } = await send('/files/a.pose');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("form-action 'none'");
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('of nine thousand clips is listed while other requests are answered', async () => {
    for (let i = 0; i < 9000; i++) writeFileSync(join(clips, 'letters', `${i}.pose`), '');
    const order: string[] = [];
    const listing = send('/files.json').then(({ body }) => {
      order.push('list');
      return JSON.parse(String(body)).files.length;
    });
    await send('/files/a.pose').then(() => order.push('file'));
    expect(await listing).toBe(9004);
    expect(order).toEqual(['file', 'list']);
  });
});

test.each([
  [undefined, null],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=5-100', { start: 5, end: 9 }],
  ['bytes=-100', { start: 0, end: 9 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=7-3', null],
  ['bytes=-', null],
  ['items=0-1', null],
])('of ten bytes, the range %s is %o', (header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected);
});

describe('beyond this machine', () => {
  const open = (token?: string) =>
    startViewerServer({
      folder: join(root, 'viewer'),
      clip,
      clipName: 'a.glb',
      port: 0,
      host: '0.0.0.0',
      token,
    });

  test('a token is demanded before anything is opened', async () => {
    await expect(open()).rejects.toMatchObject({
      code: 'E_OPTION',
      message: expect.stringContaining('--token'),
    });
  });

  test('the token opens the page once, a cookie from then on; without them there is nothing', async () => {
    await server.close();
    server = await open('open sesame');
    expect(new URL(server.url).searchParams.get('token')).toBe('open sesame');
    expect(new URL(server.url).hostname).not.toBe('0.0.0.0');
    for (const path of [
      '/',
      '/clip/a.glb',
      '/assets/a.js',
      '/?token=',
      '/?token=open',
      '/?token=Open%20sesame',
    ]) {
      expect(await send(path)).toMatchObject({ status: 401 });
    }
    const first = await send('/?token=open%20sesame&clip=clip/a.glb');
    expect(first).toMatchObject({ status: 303 });
    expect(first.headers['location']).toBe('/?clip=clip%2Fa.glb');
    const [cookie] = first.headers['set-cookie'] as string[];
    expect(cookie).toContain('HttpOnly');
    expect(cookie).not.toContain('sesame');
    const shown = { Cookie: `other=1; ${cookie.split(';')[0]}` };
    expect(await send('/clip/a.glb', shown)).toMatchObject({ status: 200 });
    expect(await send('/clip/a.glb', { Cookie: `${cookie.split('=')[0]}=guess` })).toMatchObject({
      status: 401,
    });
    expect(await send('/clip/a.glb', { Authorization: 'Bearer open sesame' })).toMatchObject({ status: 200 });
    expect(await send('//evil.example/?token=open%20sesame')).toMatchObject({
      status: 303,
      headers: { location: '/evil.example/' },
    });
  });

  test('a name that is made to point here is refused, whatever it shows', async () => {
    await server.close();
    server = await open('t');
    expect(await send('/?token=t', { Host: 'evil.example' })).toMatchObject({ status: 403 });
    expect(await send('/?token=t', { Host: '192.168.0.7:80' })).toMatchObject({ status: 303 });
  });
});
