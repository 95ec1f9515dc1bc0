// npm run demo: installs, builds, exports a sample sign to glTF and FBX, and shows it. On a terminal the page and the stream stay up
// until Ctrl-C; without one they are checked and the script ends.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installPackages, must, mustQuietly, root } from './support.mjs';

const SAMPLE = 'samples/chin-forward.pose';
const OUT = 'out/demo';
const onTerminal = process.stdout.isTTY === true;

installPackages();
console.log('building ...');
mustQuietly('npm', ['run', '--silent', 'build']);
mkdirSync(`${root}${OUT}`, { recursive: true });
const tegn = (...args) => ['dist/cli.js', ...args];
const clips = [`${OUT}/chin-forward.glb`, `${OUT}/chin-forward.fbx`];
must(process.execPath, tegn('inspect', SAMPLE));
must(process.execPath, tegn('export', SAMPLE, '-o', ...clips, '--force'));

const children = [];
process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
try {
  // each takes a free port and prints its address
  const [page, stream] = await Promise.all([
    addressOf(tegn('view', SAMPLE, ...(onTerminal ? ['--open'] : ['--no-open']))),
    addressOf(tegn('stream', SAMPLE, '--port', '0', '--loop')),
  ]);
  const clip = new URL(new URL(page).searchParams.get('clip'), page);
  for (const url of [page, clip.href]) await mustAnswer(url);
  await firstBinaryFrame(stream);
  const paths = clips.map((path) => join(root, path)).join('\n        ');
  console.log(`\nclips   ${paths}\npage    ${page}\nstream  ${stream}  (docs/protocol.md)`);
} catch (error) {
  console.error(error.message);
  stop(1);
}
if (onTerminal) console.log('Ctrl-C ends page and stream.');
else {
  console.log('Page and stream answered. On a terminal they stay up.');
  stop(0);
}

/** Starts a command and resolves with the address it prints first; rejects with what it said when it ends before. */
function addressOf(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error(`tegn ${args.slice(1).join(' ')}\n${said}`)));
  });
}

function stop(code) {
  for (const child of children) child.kill();
  process.exit(code);
}

async function mustAnswer(url) {
  const { ok, status } = await fetch(url);
  if (!ok) throw new Error(`${url} answers with status ${status}`);
}

/** Resolves at the first frame of a stream. */
async function firstBinaryFrame(url) {
  const { WebSocket } = await import('ws');
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const timeout = setTimeout(() => reject(new Error(`no frame from ${url} in 20 s`)), 20_000);
    socket.once('error', reject);
    socket.on('message', (_, isBinary) => {
      if (!isBinary) return;
      clearTimeout(timeout);
      socket.close();
      resolve();
    });
  });
}
