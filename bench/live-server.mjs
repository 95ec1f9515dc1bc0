// The live server: time inside it from receive to send, the way there and back beside a plain echo, and 200 clients beside a plain `ws`
// server and raw TCP that send the same bytes. 64 joints and 61 curves at 60 a second, loopback, everything else in processes of its own.
//
//   node bench/live-server.mjs [--seconds 8] [--runs 5] [--clients 200] [--only solve,fanout,bytes]
//
// Latency is from the sender's clock to the arrival in the other process (CLOCK_MONOTONIC is one clock for both). Runs of the three servers
// take turns; read medians of runs. The clients of one run all live in one process, so that beyond a few tens its own queue is measured too.
import { fork } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket, WebSocketServer } from 'ws';
import { loadLive } from './support/tegn.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    runs: { type: 'string', default: '5' },
    clients: { type: 'string', default: '200' },
    only: { type: 'string', default: 'solve,fanout,bytes' },
    role: { type: 'string' },
    port: { type: 'string' },
    kind: { type: 'string' },
  },
});
const RATE = 60;
const CURVES = 61;
const seconds = Number(values.seconds);
const now = () => Number(process.hrtime.bigint()) / 1e9;
const at = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))];
const median = (list) => at(list, 0.5);
const ms = (value) => (value * 1000).toFixed(2);
const live = await loadLive();
const system = live.createSystemClock();
/** The same clock in every process. */
const clock = { now, at: (time, task) => system.at(system.now() + time - now(), task) };

if (values.role === 'server') await serve();
else if (values.role === 'clients') await receive();
else if (values.role === 'tracker') await track();
else await report();

async function report() {
  const only = values.only.split(',');
  if (only.includes('bytes')) reportBytes();
  if (only.includes('solve')) await reportSolving();
  if (only.includes('fanout')) await reportFanOut();
}

/** Bytes of a compact frame and the error of its rotations, over a clip. */
function reportBytes() {
  const { frames, data } = subjectFrames();
  const layout = { ...data, curves: Array.from({ length: CURVES }, (_, c) => `c${c}`) };
  const wire = live.createWireFrame(layout);
  const back = live.createWireFrame(layout);
  let bytes = 0;
  let worst = 0;
  for (const frame of frames) {
    live.bodyWireFrame(frame, data.rate, wire);
    live.faceWireFrame(frame, data.rate, wire);
    const encoded = live.encodeFrame(wire, true);
    bytes = encoded.length;
    live.decodeFrame(encoded, layout, back);
    for (let q = 0; q < wire.rotations.length; q += 4) {
      const apart = [1, -1].map((sign) =>
        Math.hypot(...[0, 1, 2, 3].map((k) => wire.rotations[q + k] - sign * back.rotations[q + k])),
      );
      worst = Math.max(worst, (4 * Math.asin(Math.min(...apart) / 2) * 180) / Math.PI);
    }
  }
  const joints = data.bones.length;
  console.log(
    `\n${bytes} bytes a frame (${joints} joints, ${CURVES} curves; 40 + 6 joints + 12 translated + 2 curves = ${40 + 6 * joints + 12 + 2 * CURVES}), worst rotation ${worst.toFixed(4)} degrees off`,
  );
}

/** Landmarks in, poses out, with the tracker in a process of its own; then the same messages through a plain echo. */
async function reportSolving() {
  console.log(
    '\n| landmarks | inside p50 | p99 | there and back p50 | p99 | plain echo p50 | p99 | look-ahead |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const clip = await run('fanout', 'tegn', 1);
  const plain = await run('fanout', 'ws', 1);
  const one = (list) => `${ms(at(list, 0.5))} ms | ${ms(at(list, 0.99))} ms`;
  console.log(
    `| none: frames of a clip, one way | ${clip.server.inside.p50.toFixed(2)} ms | ${clip.server.inside.p99.toFixed(2)} ms | ${one(clip.clients)} | ${one(plain.clients)} | none |`,
  );
  const kinds = {
    world: 'with world landmarks',
    worldJson: 'the same as JSON',
    lifted: 'flat, lifted by the network',
  };
  for (const kind of Object.keys(kinds)) {
    const solved = await run('solve', kind, 1);
    const echo = await run('echo', kind, 1);
    const lookahead = 2;
    console.log(
      `| ${kinds[kind]} | ${solved.server.inside.p50.toFixed(2)} ms | ${solved.server.inside.p99.toFixed(2)} ms | ${one(solved.clients)} | ${one(echo.clients)} | ${lookahead} frames, ${((1000 * lookahead) / RATE).toFixed(1)} ms, not counted |`,
    );
  }
}

async function reportFanOut() {
  const results = { tegn: [], ws: [], tcp: [] };
  const clients = Number(values.clients);
  for (let i = 0; i < Number(values.runs); i++) {
    for (const kind of Object.keys(results)) results[kind].push(await run('fanout', kind, clients));
  }
  console.log(
    `\n| ${clients} clients | p50 | p95 | p99 | CPU of the server per client and frame | left out |`,
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  const of = (kind, share) => median(results[kind].map(({ clients }) => at(clients, share)));
  for (const kind of Object.keys(results)) {
    const cpu = median(results[kind].map(({ server }) => server.cpuMicros / (server.frames * clients)));
    const dropped = results[kind].reduce((sum, { server }) => sum + (server.dropped ?? 0), 0);
    const name = { tegn: 'tegn', ws: 'plain ws', tcp: 'raw TCP' }[kind];
    console.log(
      `| ${name} | ${ms(of(kind, 0.5))} ms | ${ms(of(kind, 0.95))} ms | ${ms(of(kind, 0.99))} ms | ${cpu.toFixed(1)} us | ${kind === 'tegn' ? dropped : ''} |`,
    );
  }
  console.log(
    `against plain ws: p50 x ${(of('tegn', 0.5) / of('ws', 0.5)).toFixed(2)}, p95 x ${(of('tegn', 0.95) / of('ws', 0.95)).toFixed(2)} (medians of ${values.runs} interleaved runs)`,
  );
}

/** A server and its clients in two processes: what each of them measured. */
async function run(role, kind, clients) {
  const start = (part, port) =>
    fork(fileURLToPath(import.meta.url), [
      '--role',
      part,
      '--kind',
      `${role}:${kind}`,
      '--clients',
      String(clients),
      '--seconds',
      values.seconds,
      ...(port ? ['--port', String(port)] : []),
    ]);
  const told = (child, key) =>
    new Promise((resolve, reject) => {
      child.on('message', (message) => key in message && resolve(message[key]));
      child.on('exit', (code) => reject(new Error(`a process ended with ${code}`)));
    });
  const server = start('server');
  const port = await told(server, 'port');
  const receiver = start(role === 'fanout' ? 'clients' : 'tracker', port);
  const latencies = await told(receiver, 'latencies');
  const result = told(server, 'result');
  server.send('done');
  const measured = await result;
  server.kill();
  receiver.kill();
  return { server: measured, clients: latencies };
}

/** Frames of a clip with 61 curves, as a source would give them. */
function subjectFrames() {
  const clip = live.wavingClip(240, { numerator: RATE, denominator: 1 });
  const joints = clip.skeleton.jointNames.length;
  const curves = Float32Array.from({ length: CURVES }, (_, c) => c / CURVES);
  const subject = {
    name: 'tegn',
    skeleton: clip.skeleton,
    curveNames: Array.from({ length: CURVES }, (_, c) => `curve${c}`),
    rate: clip.timing.rate,
  };
  const frames = Array.from({ length: clip.frameCount }, (_, f) => ({
    number: f,
    time: 0,
    arrival: 0,
    cut: false,
    sourceFrame: f,
    rotations: clip.rotations.subarray(f * joints * 4, (f + 1) * joints * 4),
    translation: clip.translations.subarray(f * 3, f * 3 + 3),
    curves,
    provenance: new Uint8Array(7),
  }));
  return { subject, frames, data: live.bodyStaticData(subject, 0, 1, 0) };
}

/** Calls `tick` 60 times a second, on an absolute clock. */
function pace(tick) {
  const start = now();
  const step = (n) => {
    tick(n);
    clock.at(start + (n + 1) / RATE, () => step(n + 1));
  };
  clock.at(start, () => step(0));
}

async function serve() {
  const [role, kind] = values.kind.split(':');
  let finish;
  if (role === 'fanout') finish = await { tegn: serveTegn, ws: serveWs, tcp: serveTcp }[kind]();
  else if (role === 'echo') finish = serveEcho();
  else finish = await serveSolved(kind);
  process.on('message', () => process.send({ result: finish() }));
}

/** CPU time and frames since all clients were there. */
function meter() {
  let cpu = process.cpuUsage();
  let frames = 0;
  return {
    begin() {
      cpu = process.cpuUsage();
      frames = 0;
    },
    frame: () => frames++,
    finish: () => {
      const { user, system } = process.cpuUsage(cpu);
      return { cpuMicros: user + system, frames };
    },
  };
}

async function serveTegn() {
  const { subject, frames } = subjectFrames();
  const count = meter();
  const source = {
    subject,
    start(sink) {
      pace((n) => {
        count.frame();
        const time = now();
        sink.frame({ ...frames[n % frames.length], number: n, time, arrival: time });
      });
      const status = {
        state: 'playing',
        source: 'bench',
        frame: null,
        frameCount: null,
        rate: 1,
        loop: true,
      };
      return { stop() {}, obey() {}, status: () => ({ ...status, transport: false }) };
    },
  };
  const server = await live.startLiveServer([source], {
    port: 0,
    clock,
    onClients: (clients) => clients === Number(values.clients) && count.begin(),
  });
  process.send({ port: server.port });
  return () => ({ ...count.finish(), inside: server.stats().latencyMillis, dropped: server.droppedFrames() });
}

/** The bytes that tegn sends for a frame, body and face, with the time of sending in them. */
function messageMaker() {
  const { subject, frames, data } = subjectFrames();
  const body = live.createWireFrame(data);
  const face = live.createWireFrame({
    ...data,
    subject: 1,
    bones: [],
    translatedBones: [],
    curves: subject.curveNames,
  });
  const stamp = (bytes, time) => {
    Buffer.from(bytes.buffer).writeDoubleLE(time, 16);
    return bytes;
  };
  const encoded = frames.map((frame) => [
    live.encodeFrame(live.bodyWireFrame(frame, data.rate, body)),
    live.encodeFrame(live.faceWireFrame(frame, data.rate, face)),
  ]);
  return (n) => {
    const time = now();
    // new bytes every time, as a server that makes its frames has them
    return encoded[n % encoded.length].map((bytes) => stamp(Uint8Array.from(bytes), time));
  };
}

async function serveWs() {
  const messages = messageMaker();
  const count = meter();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', () => server.clients.size === Number(values.clients) && count.begin());
  pace((n) => {
    count.frame();
    for (const bytes of messages(n)) for (const client of server.clients) client.send(bytes);
  });
  process.send({ port: server.address().port });
  return count.finish;
}

async function serveTcp() {
  const messages = messageMaker();
  const count = meter();
  const clients = new Set();
  const server = createServer({ noDelay: true }, (socket) => {
    clients.add(socket);
    socket.on('error', () => clients.delete(socket));
    if (clients.size === Number(values.clients)) count.begin();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  pace((n) => {
    count.frame();
    for (const bytes of messages(n)) {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      const whole = Buffer.concat([length, bytes]);
      for (const client of clients) client.write(whole);
    }
  });
  process.send({ port: server.address().port });
  return count.finish;
}

/** Latencies of every body frame of every client, from when all of them were there. */
async function receive() {
  const [, kind] = values.kind.split(':');
  const count = Number(values.clients);
  const latencies = [];
  let measuring = false;
  const take = (bytes) => {
    if (measuring && bytes[0] === 1 && bytes.readUInt16LE(4) === 0)
      latencies.push(now() - bytes.readDoubleLE(16));
  };
  await Promise.all(
    Array.from({ length: count }, () => {
      if (kind === 'tcp') return receiveTcp(take);
      const socket = new WebSocket(`ws://127.0.0.1:${values.port}`, { perMessageDeflate: false });
      socket.on('message', (data, isBinary) => isBinary && take(data));
      return new Promise((resolve) => socket.on('open', resolve));
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  measuring = true;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  measuring = false;
  process.send({ latencies });
}

function receiveTcp(take) {
  const socket = connect(Number(values.port), '127.0.0.1');
  socket.setNoDelay();
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE(0)) {
      const length = rest.readUInt32LE(0);
      take(rest.subarray(4, 4 + length));
      rest = rest.subarray(4 + length);
    }
  });
  return new Promise((resolve) => socket.on('connect', resolve));
}

async function serveSolved(kind) {
  const rig = live.targetNamed('metahuman').rig();
  const lifter = kind === 'lifted' ? await live.loadLifter() : undefined;
  const source = live.createLandmarkSource({ rig, ...(lifter && { lifter }) });
  const server = await live.startLiveServer([source], {
    port: 0,
    clock,
    landmarks: source,
    startAtOnce: true,
  });
  process.send({ port: server.port });
  return () => ({ inside: server.stats().latencyMillis });
}

function serveEcho() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () =>
    process.send({ port: server.address().port }),
  );
  // as many bytes back as a body and a face have
  const answers = [new Uint8Array(1068), new Uint8Array(136)];
  server.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => {
      const time = isBinary ? data.readDoubleLE(8) : JSON.parse(data).time;
      if (time === undefined) return;
      for (const bytes of answers) {
        const answer = Uint8Array.from(bytes);
        answer[0] = 1;
        Buffer.from(answer.buffer).writeDoubleLE(time, 16);
        socket.send(answer);
      }
    });
  });
  return () => ({});
}

/** A tracker at 60 frames a second: the time from sending landmarks to the arrival of the pose that they bring about. */
async function track() {
  const [, kind] = values.kind.split(':');
  const signer = live.createRandomSigner({ seed: 5, frameCount: 600 });
  const noisy = live.addTrackerNoise(signer.recording, 5);
  const recording = kind === 'lifted' ? live.withoutDepth(noisy) : noisy;
  const messages = live.landmarkMessages(recording);
  const tracked = messages.map(live.trackedLandmarks);
  const socket = new WebSocket(`ws://127.0.0.1:${values.port}`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.on('open', resolve));
  const { width, height } = recording.imageSize;
  socket.send(live.encodeRequest({ op: 'tracker', name: 'bench', fps: RATE, width, height }));
  const latencies = [];
  let sent = 0;
  let frames = 0;
  socket.on('message', (data, isBinary) => {
    if (!isBinary || data[0] !== 1 || data.readUInt16LE(4) !== 0) return;
    // the pose that arrives was brought about by the newest landmarks, whatever the look-ahead
    if (++frames > 12 * RATE) latencies.push(now() - sent);
  });
  const warm = 12;
  pace((n) => {
    if (n >= (seconds + warm) * RATE) return;
    sent = now();
    const at = n % (2 * messages.length);
    const f = at < messages.length ? at : 2 * messages.length - 1 - at;
    socket.send(
      kind === 'worldJson'
        ? JSON.stringify({ ...messages[f], time: sent })
        : live.encodeLandmarks({ ...tracked[f], time: sent }),
    );
  });
  await new Promise((resolve) => setTimeout(resolve, (seconds + warm) * 1000 + 300));
  process.send({ latencies });
}
