// Draws signs with known contacts, each in the middle of its first contact: the actor, three bodies, and copied rotations; whole and
// close up, for judging by eye what bench/retarget.mjs measures. Needs chromium.
//   node scripts/retarget-sheet.mjs -o sheet.png [--first 12000] [SIGN ...]
import { parseArgs } from 'node:util';
import { loadRetarget, loadTegn } from '../bench/support/tegn.mjs';
import { openThreePage } from './three-page.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: 'string', short: 'o', default: 'retarget-sheet.png' },
    first: { type: 'string', default: '12000' },
  },
});
const SIGNS = ['point-face', 'palms', 'f-face', 'point-palm', 'palm-chest', 'o-mouth', 'point-shoulder'];
const WIDTH = 300;
const HEIGHT = 330;

const [{ exporterFor }, tegn] = [await loadTegn(), await loadRetarget()];
const metahuman = tegn.targetNamed('metahuman').rig();
const bodies = [
  metahuman,
  tegn.resizeRig(metahuman, 'short', 0.88, 0.95, 0.95, 1.06),
  tegn.targetNamed('vrm').rig(),
];

const glbs = {};
const views = [];
const signs = positionals.length > 0 ? positionals : SIGNS;
for (const [i, name] of signs.entries()) {
  const sign = tegn.createContactSign(name, Number(values.first) + i);
  if (!sign) continue;
  const { actor, clip, contacts } = sign;
  const [{ touch, first, last }] = contacts;
  const seconds =
    (Math.round((first + last) / 2) * clip.timing.rate.denominator) / clip.timing.rate.numerator;
  const add = async (what, rig, motion) => {
    const metadata = {
      gloss: name,
      fps: 25,
      target: { name: rig.name, approximate: rig.approximate },
      quality: {},
      options: {},
      tegnVersion: '0',
    };
    const [glb] = await exporterFor('glb').exportClip({ clip: motion, rig, metadata }, name);
    const key = `${name} ${what}`;
    glbs[key] = glb.bytes;
    const joint = rig.skeleton.jointNames[tegn.bodyOf(rig).touches[touch].joint];
    views.push({ key, seconds, joint: joint.replace(/[.:]/g, '') });
  };
  await add('actor', actor, clip);
  for (const body of bodies) await add(body.name, body, tegn.retargetClip(actor, clip, body));
  await add('copied', metahuman, tegn.retargetClip(actor, clip, metahuman, { places: false }));
}

const PAGE = `
window.load = async (key) => {
  if (window.person) scene.remove(window.person);
  const { scene: person, animations } = await new GLTFLoader().loadAsync('/' + encodeURIComponent(key) + '.glb');
  scene.add(person);
  person.traverse((node) => { node.frustumCulled = false; });
  const mixer = new THREE.AnimationMixer(person);
  mixer.clipAction(animations[0]).play();
  Object.assign(window, { person, mixer });
};
window.draw = (seconds, joint, from, fov) => {
  const { person, mixer } = window;
  mixer.setTime(seconds);
  scene.updateMatrixWorld(true);
  const at = joint ? person.getObjectByName(joint).getWorldPosition(new THREE.Vector3()) : new THREE.Vector3(0, 1.25, 0);
  const camera = new THREE.PerspectiveCamera(fov, ${WIDTH / HEIGHT}, 0.02, 20);
  camera.position.copy(at).add(new THREE.Vector3(...from));
  camera.lookAt(at);
  renderer.render(scene, camera);
};
`;

const { browser, page, close } = await openThreePage(
  PAGE,
  glbs,
  { width: WIDTH, height: HEIGHT },
  { sky: 1.6, sun: 1.5, fill: 0 },
);

const cells = [];
for (const { key, seconds, joint } of views) {
  await page.evaluate((name) => window.load(name), key);
  for (const view of [
    [seconds, null, [0.5, 0.12, 1.5], 36],
    [seconds, joint, [0.3, 0.05, 0.42], 32],
  ]) {
    await page.evaluate((v) => window.draw(...v), view);
    const shot = (await page.screenshot()).toString('base64');
    cells.push(`<div style="float:left">${key}<br><img src="data:image/png;base64,${shot}"></div>`);
  }
}
const columns = 2 * (bodies.length + 2);
const sheet = await browser.newPage({ viewport: { width: WIDTH * columns, height: HEIGHT } });
await sheet.setContent(`<body style="margin:0;font:13px sans-serif">${cells.join('')}</body>`);
await sheet.waitForFunction(() => [...document.images].every((image) => image.complete));
await sheet.screenshot({ path: values.output, fullPage: true });
console.log(`${values.output}  ${views.length / (bodies.length + 2)} signs`);
await close();
