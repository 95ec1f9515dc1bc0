// npm run demo: installs, builds, exports a sample sign to glTF and FBX, and shows it. On a terminal the page and the stream stay up
// until Ctrl-C; without one they are checked and the script ends.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { installPackages, must, root } from './support.mjs';

const SAMPLE = 'samples/chin-forward.pose';
const OUT = 'out/demo';
const VIEW_PORT = Number(process.env.TEGN_DEMO_PORT ?? 4173);
const STREAM_PORT = VIEW_PORT + 1;

installPackages();
if (!existsSync(`${root}dist/cli.js`) || !existsSync(`${root}dist/viewer/index.html`))
  must('npm', ['run', '--silent', 'build']);
mkdirSync(`${root}${OUT}`, { recursive: true });
const tegn = (...args) => ['dist/cli.js', ...args];
const clips = [`${OUT}/chin-forward.glb`, `${OUT}/chin-forward.fbx`];
must(process.execPath, tegn('inspect', SAMPLE));
must(process.execPath, tegn('export', SAMPLE, '-o', ...clips, '--force'));

const children = [
  start(tegn('view', SAMPLE, '--port', `${VIEW_PORT}`, ...(process.stdout.isTTY ? [] : ['--no-open']))),
  start(tegn('stream', SAMPLE, '--port', `${STREAM_PORT}`, '--loop')),
];
const page = `http://127.0.0.1:${VIEW_PORT}/`;
const stream = `ws://127.0.0.1:${STREAM_PORT}/`;
try {
  await answers(async () => (await fetch(page)).ok, `page ${page}`);
  await answers(() => firstBinaryFrame(stream), `stream ${stream}`);
} catch (error) {
  console.error(error.message);
  stop(1);
}
console.log(`\nclips   ${clips.join(', ')}\npage    ${page}\nstream  ${stream}  (docs/protocol.md)`);
if (process.stdout.isTTY) {
  console.log('Ctrl-C ends both.');
  process.on('SIGINT', () => stop(0));
} else {
  stop(0);
}

function start(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  child.once('exit', (code) => {
    if (code) stop(code);
  });
  return child;
}

function stop(code) {
  for (const child of children) {
    child.removeAllListeners('exit');
    child.kill();
  }
  process.exit(code);
}

/** Tries for up to 20 seconds: starting up takes a moment. */
async function answers(attempt, what) {
  for (let i = 0; i < 80; i++) {
    try {
      if (await attempt()) return;
    } catch {
      // not up yet
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no answer from ${what}`);
}

async function firstBinaryFrame(url) {
  const { WebSocket } = await import('ws');
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.once('error', reject);
    socket.on('message', (_, isBinary) => {
      if (!isBinary) return;
      socket.close();
      resolve(true);
    });
  });
}
