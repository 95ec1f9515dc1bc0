// Draws the proxy avatar for docs/formats.md: from the front, the hands close up, five expressions. Needs chromium.
//   node scripts/proxy-pictures.mjs [-o docs/images]
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
  const [glb] = await tegn.exporterFor('glb').exportClip(input, name);
  glbs[name] = glb.bytes;
}
const { clip } = await tegn.makeClip(bytes, 'five-handshapes.pose');

const PAGE = `
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
`;

const { browser, page, close } = await openThreePage(
  PAGE,
  glbs,
  { width: 1200, height: 800 },
  { sky: 1.6, sun: 1.5, fill: 0.5 },
);

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
await close();
