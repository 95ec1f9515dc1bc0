// Draws the proxy avatar for docs/formats.md: from the front, the hands close up, five expressions. Needs chromium.
//   node scripts/proxy-pictures.mjs [-o docs/images]
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { loadTegn } from '../bench/support/tegn.mjs';
import { root, which } from './support.mjs';

const { values } = parseArgs({
  options: { output: { type: 'string', short: 'o', default: `${root}docs/images` } },
});
const tegn = await loadTegn();

const FACES = [
  {
    browDownLeft: 1,
    browDownRight: 1,
    eyeSquintLeft: 0.6,
    eyeSquintRight: 0.6,
    mouthFrownLeft: 0.5,
    mouthFrownRight: 0.5,
  },
  { browInnerUp: 1, browOuterUpLeft: 1, browOuterUpRight: 1, eyeWideLeft: 1, eyeWideRight: 1, jawOpen: 0.5 },
  { mouthSmileLeft: 1, mouthSmileRight: 1, eyeBlinkLeft: 1 },
  { cheekPuff: 1, mouthPucker: 0.8 },
  { jawOpen: 0.6, tongueOut: 1, eyeLookOutLeft: 0.9, eyeLookInRight: 0.9 },
];

const bytes = readFileSync(`${root}samples/five-handshapes.pose`);
const names = [...tegn.ARKIT_CURVES];
const glbs = {};
for (const [name, mirror] of [
  ['signed', false],
  ['mirrored', true],
]) {
  const { clip, rig, metadata } = await tegn.makeClip(bytes, 'five-handshapes.pose', { mirror });
  // the first frames hold the expressions, one each, over whatever the body does
  const curves = new Float32Array(clip.frameCount * names.length);
  FACES.forEach((face, f) => {
    for (const [curve, value] of Object.entries(face))
      curves[f * names.length + names.indexOf(curve)] = value;
  });
  const input = { rig, metadata, clip: { ...clip, curveNames: names, curves } };
  [glbs[name]] = await tegn.exporterFor('glb').exportClip(input, name);
}
const { clip } = await tegn.makeClip(bytes, 'five-handshapes.pose');

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  if (path === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
  const glb = glbs[path.slice(1, -'.glb'.length)];
  if (glb) return response.end(glb.bytes);
  const file = join(root, 'node_modules/three', path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.setHeader('content-type', 'text/javascript');
  createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

const PAGE = `<!doctype html><body style="margin:0"><script type="importmap">
{"imports":{"three":"/build/three.module.js","three/addons/":"/examples/jsm/"}}</script><script type="module">
import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
document.body.append(renderer.domElement);
const scene = new THREE.Scene();
scene.background = new THREE.Color('#d9dde2');
scene.add(new THREE.HemisphereLight('#ffffff', '#8a8f98', 1.6));
const sun = new THREE.DirectionalLight('#ffffff', 1.5);
sun.position.set(1.5, 3, 3);
const fill = new THREE.DirectionalLight('#ffffff', 0.5);
fill.position.set(-2, 0, 3);
scene.add(sun, fill);
const signers = {};
for (const name of ['signed', 'mirrored']) {
  const gltf = await new GLTFLoader().loadAsync('/' + name + '.glb');
  scene.add(gltf.scene);
  gltf.scene.traverse((node) => { node.frustumCulled = false; });
  const mixer = new THREE.AnimationMixer(gltf.scene);
  mixer.clipAction(gltf.animations[0]).play();
  signers[name] = { root: gltf.scene, mixer };
}
window.draw = (width, height, name, seconds, from, at, fov) => {
  renderer.setSize(width, height);
  for (const { root } of Object.values(signers)) root.visible = false;
  const { root, mixer } = signers[name];
  root.visible = true;
  mixer.setTime(seconds);
  scene.updateMatrixWorld(true);
  const place = (p) => typeof p === 'string'
    ? root.getObjectByName(p).getWorldPosition(new THREE.Vector3()) : new THREE.Vector3(...p);
  const target = Array.isArray(at) ? place(at) : place(at.joint).add(new THREE.Vector3(...at.shift));
  const camera = new THREE.PerspectiveCamera(fov, width / height, 0.02, 20);
  camera.position.copy(target).add(new THREE.Vector3(...from));
  camera.lookAt(target);
  renderer.render(scene, camera);
};
window.ready = true;
</script></body>`;

const browser = await chromium.launch({
  executablePath: which('chromium'),
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.waitForFunction(() => window.ready === true, null, { timeout: 60_000 });

/** One picture beside the other, in rows of `columns`. */
async function picture(name, width, height, columns, views) {
  const shots = [];
  for (const view of views) {
    await page.evaluate((v) => window.draw(...v), [width, height, ...view]);
    shots.push((await page.screenshot({ clip: { x: 0, y: 0, width, height } })).toString('base64'));
  }
  const rows = Math.ceil(views.length / columns);
  const sheet = await browser.newPage({ viewport: { width: width * columns, height: height * rows } });
  const images = shots.map((data) => `<img src="data:image/png;base64,${data}" style="float:left">`).join('');
  await sheet.setContent(`<body style="margin:0">${images}</body>`);
  await sheet.waitForFunction(() => [...document.images].every((image) => image.complete));
  const data = await sheet.screenshot({ type: 'jpeg', quality: 82 });
  await sheet.close();
  mkdirSync(values.output, { recursive: true });
  writeFileSync(join(values.output, name), data);
  console.log(`${name} ${data.length} bytes`);
}

const second = (frame) => (frame * clip.timing.rate.denominator) / clip.timing.rate.numerator;
const shapes = [0.14, 0.32, 0.5, 0.68, 0.86].map((share) =>
  second(Math.round(share * (clip.frameCount - 1))),
);
await picture('proxy-front.jpg', 420, 560, 2, [
  ['signed', shapes[1], [0, 0.05, 2.5], [0, 1.18, 0], 34],
  ['signed', shapes[2], [0.9, 0.2, 1.75], [-0.08, 1.28, 0], 30],
]);
await picture('proxy-hands.jpg', 240, 260, 5, [
  ...shapes.map((time) => ['signed', time, [0.05, 0.05, 0.52], { joint: 'hand_r', shift: [0, 0.06, 0] }, 28]),
  // the left hand from outside
  ...shapes.map((time) => [
    'mirrored',
    time,
    [0.42, 0.14, 0.28],
    { joint: 'hand_l', shift: [0, 0.05, 0] },
    28,
  ]),
]);
await picture(
  'proxy-faces.jpg',
  240,
  280,
  5,
  FACES.map((_, f) => ['signed', second(f), [0.06, 0.0, 0.72], { joint: 'head', shift: [0, 0.05, 0] }, 24]),
);
await browser.close();
server.close();
