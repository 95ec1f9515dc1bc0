// Signs with known contacts on actors of random proportions, retargeted onto seven bodies: what is kept, beside a plain copy of rotations.
//
//   node bench/retarget.mjs [--seeds 6] [--first 5000] [--live] [--only TARGET] [--sign NAME] [--speed] [--detector]
//
// Places and contacts are judged on the body that scales with the skeleton (src/skeleton/body), the same by which they are kept: it shows
// whether a contact survives other proportions, not whether the body is that of a given mesh.
import { parseArgs } from 'node:util';
import { loadRetarget } from './support/tegn.mjs';
import { retargetWithThree } from './support/three-retarget.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '6' },
    first: { type: 'string', default: '5000' },
    live: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
    detector: { type: 'boolean', default: false },
    only: { type: 'string' },
    sign: { type: 'string' },
  },
});
const tegn = await loadRetarget();

const metahuman = tegn.targetNamed('metahuman').rig();
const targets = [
  metahuman,
  tegn.targetNamed('metahuman-f').rig(),
  tegn.resizeRig(metahuman, 'tall', 1.1, 1.05, 1.05, 0.97),
  tegn.resizeRig(metahuman, 'short', 0.88, 0.95, 0.95, 1.06),
  tegn.targetNamed('manny').rig(),
  tegn.targetNamed('vrm').rig(),
  tegn.targetNamed('mixamo').rig(),
].filter(({ name }) => !values.only || name === values.only);

const signs = [];
for (const name of tegn.SIGN_NAMES.filter((name) => !values.sign || name === values.sign)) {
  for (let s = 0; s < Number(values.seeds); s++) {
    const sign = tegn.createContactSign(name, Number(values.first) + s);
    if (sign) signs.push(sign);
  }
}
console.log(`${signs.length} clips, ${signs.reduce((sum, { clip }) => sum + clip.frameCount, 0)} frames\n`);

const methods = {
  copy: (sign, target) => tegn.retargetClip(sign.actor, sign.clip, target, { places: false }),
  tegn: values.live ? live : (sign, target) => tegn.retargetClip(sign.actor, sign.clip, target),
};
if (values.detector) {
  measureDetector();
  process.exit(0);
}
if (values.speed) {
  measureSpeed();
  process.exit(0);
}
console.log(
  '| target | | single % | several % | pinch % | false % | place, face heights: mean, p95 | fingers outside, rad | in contact p95, max deg | palm outside, in, deg | penetration % | jerk |',
);
console.log(`|${' --- |'.repeat(12)}`);
for (const target of targets) {
  for (const [method, retarget] of Object.entries(methods)) {
    const tally = tegn.createTally();
    for (const sign of signs) tegn.measureSign(sign, retarget(sign, target), target, tally);
    console.log(`| ${[target.name, method, ...row(tally)].join(' | ')} |`);
  }
}

function row(tally) {
  const percent = ([kept, all]) => (all > 0 ? ((100 * kept) / all).toFixed(1) : '-');
  const degrees = (radians) => ((radians * 180) / Math.PI).toFixed(1);
  const places = [...tally.places].sort((a, b) => a - b);
  const inside = [...tally.fingersInside].sort((a, b) => a - b);
  const at = (list, p) => list[Math.floor((list.length - 1) * p)] ?? 0;
  return [
    percent(tally.single),
    percent(tally.several),
    percent(tally.pinch),
    percent([tally.falseFrames, tally.frames]),
    `${(places.reduce((a, b) => a + b, 0) / places.length).toFixed(3)}, ${at(places, 0.95).toFixed(3)}`,
    tally.fingerOutside.toExponential(0),
    `${degrees(at(inside, 0.95))}, ${degrees(at(inside, 1))}`,
    `${degrees(tally.palmOutside)}, ${degrees(tally.palmInside)}`,
    percent([tally.penetrating, tally.frames]),
    (tally.jerkTarget / tally.jerkSource).toFixed(2),
  ];
}

function live({ actor, clip }, target) {
  const fps = clip.timing.rate.numerator / clip.timing.rate.denominator;
  const state = tegn.createRetargetState(actor, target, fps);
  const joints = target.skeleton.jointNames.length;
  const rotations = new Float32Array(clip.frameCount * joints * 4);
  const translations = new Float32Array(clip.frameCount * 3);
  for (let f = 0; f < clip.frameCount; f++) {
    tegn.retargetFrame(state, tegn.frameRotations(clip, f), tegn.frameTranslation(clip, f), {
      rotations: rotations.subarray(f * joints * 4, (f + 1) * joints * 4),
      translation: translations.subarray(f * 3, f * 3 + 3),
    });
  }
  return { ...clip, skeleton: target.skeleton, rotations, translations };
}

/** Contacts told of the motion itself, and of what is solved from noisy landmarks of it. */
function measureDetector() {
  console.log('| contacts found in | precision % | recall % |\n| --- | --- | --- |');
  const ways = {
    'the motion itself': (sign) => tegn.retargetWithReport(sign.actor, sign.clip, metahuman),
    'motion solved from noisy landmarks': (sign, i) => {
      const { actor, clip } = tegn.solveFilmed(sign, i);
      return tegn.retargetWithReport(actor, clip, metahuman);
    },
  };
  for (const [name, retarget] of Object.entries(ways)) {
    const tally = tegn.createDetection();
    signs.forEach((sign, i) => {
      tegn.measureDetection(sign, retarget(sign, i).report, tally);
    });
    const percent = (part, all) => ((100 * part) / all).toFixed(1);
    console.log(`| ${name} | ${percent(tally.right, tally.told)} | ${percent(tally.found, tally.known)} |`);
  }
}

/**
 * Each clip's median and fastest run, summed: on a shared machine the fastest is what an idle core takes. three's own clip is read back with
 * the same measures.
 */
function measureSpeed() {
  const frames = signs.reduce((sum, { clip }) => sum + clip.frameCount, 0);
  const ways = {
    'places and contacts': methods.tegn,
    'rotations alone': methods.copy,
    'three.js retargetClip': retargetWithThree,
  };
  console.log(
    '| onto metahuman | us per frame, median | fastest | bone directions, mean deg | single contacts % |',
  );
  console.log(`|${' --- |'.repeat(5)}`);
  for (const [name, retarget] of Object.entries(ways)) {
    const times = signs.map(() => []);
    const tally = tegn.createTally();
    for (let run = 0; run < 12; run++) {
      signs.forEach((sign, i) => {
        const start = performance.now();
        const clip = retarget(sign, metahuman);
        if (run > 1) times[i].push(performance.now() - start);
        else if (run === 0) tegn.measureSign(sign, clip, metahuman, tally);
      });
    }
    for (const list of times) list.sort((a, b) => a - b);
    const perFrame = (of) => ((times.reduce((sum, list) => sum + of(list), 0) / frames) * 1000).toFixed(0);
    const off = signs.map((sign) => tegn.directionError(sign, retarget(sign, metahuman), metahuman));
    const mean = off.reduce((a, b) => a + b, 0) / off.length;
    const cells = [
      perFrame((list) => list[list.length >> 1]),
      perFrame((list) => list[0]),
      mean.toFixed(1),
      row(tally)[0],
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}
