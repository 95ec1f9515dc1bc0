// Draws the pictures of docs/face.md on the proxy avatar: each marker alone, and what landmarks cannot show. Needs chromium.
//   node scripts/face-pictures.mjs [-o docs/images]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTegn } from '../bench/support/tegn.mjs';
import { root } from './support.mjs';
import { openThreePage } from './three-page.mjs';

const { values } = parseArgs({
  options: { output: { type: 'string', short: 'o', default: `${root}docs/images` } },
});
const tegn = await loadTegn();

const both = (name, value = 1) => ({ [`${name}Left`]: value, [`${name}Right`]: value });

/** File -> label and curves of each face. */
const SHEETS = {
  'face-reliable.jpg': [
    ['at rest', {}],
    ['brows up: a question', { browInnerUp: 1, ...both('browOuterUp') }],
    ['brows down', { ...both('browDown'), ...both('eyeSquint', 0.5) }],
    ['a blink', both('eyeBlink')],
    ['gaze to the left', { eyeLookOutLeft: 0.8, eyeLookInRight: 0.8 }],
    ['open: a', { jawOpen: 0.6 }],
    ['pucker: o, u', { mouthPucker: 0.9, jawOpen: 0.1 }],
    ['smile', both('mouthSmile')],
    ['to the left', { mouthLeft: 1 }],
    ['b, m, p: lips meet', { jawOpen: 0.15, mouthClose: 0.15 }],
  ],
  'face-unreliable.jpg': [
    ['lips rolled in', { mouthRollUpper: 1, mouthRollLower: 1 }],
    ['lips pressed', both('mouthPress')],
    ['corners down', both('mouthFrown')],
    ['stretch', both('mouthStretch')],
    ['funnel: sh', { mouthFunnel: 0.9, jawOpen: 0.2 }],
    ['cheeks puffed: not seen', { cheekPuff: 1 }],
    ['tongue: not seen', { jawOpen: 0.5, tongueOut: 1 }],
    ['nose wrinkled: not seen', both('noseSneer')],
    ['cheeks raised: not seen', both('cheekSquint')],
    ['jaw forward: not seen', { jawForward: 1 }],
  ],
};
const [WIDTH, HEIGHT, COLUMNS] = [200, 240, 5];

const bytes = readFileSync(`${root}samples/five-handshapes.pose`);
const { clip, rig, metadata } = await tegn.makeClip(bytes, 'five-handshapes.pose', {
  face: { head: { gain: 0 }, torso: { gain: 0 } },
});
const names = [...tegn.ARKIT_CURVES];
const faces = Object.values(SHEETS).flat();
const curves = new Float32Array(clip.frameCount * names.length);
faces.forEach(([, face], f) => {
  for (const [name, value] of Object.entries(face)) curves[f * names.length + names.indexOf(name)] = value;
});
const [{ bytes: glb }] = await tegn
  .exporterFor('glb')
  .exportClip({ rig, metadata, clip: { ...clip, curveNames: names, curves } }, 'face');

const PAGE = `
const gltf = await new GLTFLoader().loadAsync('/face.glb');
scene.add(gltf.scene);
gltf.scene.traverse((node) => { node.frustumCulled = false; });
const mixer = new THREE.AnimationMixer(gltf.scene);
mixer.clipAction(gltf.animations[0]).play();
window.draw = (seconds) => {
  mixer.setTime(seconds);
  scene.updateMatrixWorld(true);
  const target = gltf.scene.getObjectByName('head').getWorldPosition(new THREE.Vector3()).add(new THREE.Vector3(0, 0.06, 0));
  const camera = new THREE.PerspectiveCamera(24, ${WIDTH / HEIGHT}, 0.02, 20);
  camera.position.copy(target).add(new THREE.Vector3(0.06, 0, 0.7));
  camera.lookAt(target);
  renderer.render(scene, camera);
};
`;

const { browser, page, close } = await openThreePage(
  PAGE,
  { face: glb },
  { width: WIDTH, height: HEIGHT },
  { sky: 1.6, sun: 2.2, fill: 0 },
);
const { numerator, denominator } = clip.timing.rate;
mkdirSync(values.output, { recursive: true });
let first = 0;
for (const [name, sheet] of Object.entries(SHEETS)) {
  const cells = [];
  for (const [i, [label]] of sheet.entries()) {
    await page.evaluate((seconds) => window.draw(seconds), ((first + i) * denominator) / numerator);
    const data = (await page.screenshot()).toString('base64');
    cells.push(`<figure><img src="data:image/png;base64,${data}"><figcaption>${label}</figcaption></figure>`);
  }
  first += sheet.length;
  const rows = Math.ceil(sheet.length / COLUMNS);
  const out = await browser.newPage({ viewport: { width: WIDTH * COLUMNS, height: (HEIGHT + 22) * rows } });
  await out.setContent(`<style>body{margin:0;background:#fff;font:13px sans-serif;text-align:center}
figure{float:left;margin:0;width:${WIDTH}px;height:${HEIGHT + 22}px}figcaption{line-height:22px;color:#333}</style>${cells.join('')}`);
  await out.waitForFunction(() => [...document.images].every((image) => image.complete));
  const data = await out.screenshot({ type: 'jpeg', quality: 80 });
  await out.close();
  writeFileSync(join(values.output, name), data);
  console.log(`${name} ${data.length} bytes`);
}
await close();
