// One 75-frame clip of 64 joints and 61 face curves to every format, warm: milliseconds, bytes, gzip, and how far the file is from the clip
// when it is read back; beside three's GLTFExporter and glTF-Transform writing the same scene in the same run.
//
//   node bench/export.mjs [--runs 40]
//
// three's exporter needs a FileReader that Node lacks; the shim below costs it nothing worth naming. Peers get the scene ready made (read
// from our own file) and only write; tegn starts from the clip, checks it, and writes.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'fflate';
import { loadTegn } from './support/tegn.mjs';

const FRAMES = 75;
const CURVES = 61;
const { values } = parseArgs({ options: { runs: { type: 'string', default: '40' } } });
const tegn = await loadTegn();
const { validateExport } = tegn;

const input = await createInput();
const rows = [];
const FORMATS = [
  ['glb, proxy mesh', 'glb', {}],
  ['glb, no mesh', 'glb', { glb: { mesh: 'none' } }],
  ['glb, no mesh, int16', 'glb', { glb: { mesh: 'none', rotations: 'int16' } }],
  ['glb, no mesh, fewer keys', 'glb', { glb: { mesh: 'none', reduceKeys: true } }],
  ['glb, no mesh, int16, meshopt', 'glb', { glb: { mesh: 'none', rotations: 'int16', meshopt: true } }],
  ['glb, proxy mesh, meshopt', 'glb', { glb: { meshopt: true } }],
  ['fbx', 'fbx', {}],
  ['fbx, proxy mesh', 'fbx', { fbx: { mesh: 'proxy' } }],
  ['unreal.json', 'unreal.json', {}],
  ['vrma', 'vrma', {}],
  ['bvh', 'bvh', {}],
  ['usda', 'usda', {}],
  ['csv', 'csv', {}],
  ['pose', 'pose', {}],
];
for (const [name, format, options] of FORMATS) {
  const exporter = tegn.exporterFor(format, options);
  const write = () => exporter.exportClip(input, 'clip');
  const { median, least } = await time(write);
  const [file] = await write();
  const { position, rotationDeg, curve } = await validateExport(file, format, input);
  rows.push([
    name,
    median,
    least,
    file.bytes,
    `${(position * 1000).toFixed(4)} mm, ${rotationDeg.toFixed(4)} deg, ${curve.toExponential(0)}`,
  ]);
}
// the same without curves: what an animation alone weighs
const bare = { ...input, clip: { ...input.clip, curveNames: [], curves: new Float32Array(0) } };
for (const rotations of ['float32', 'int16']) {
  const exporter = tegn.exporterFor('glb', { glb: { mesh: 'none', rotations } });
  const { median, least } = await time(() => exporter.exportClip(bare, 'clip'));
  const [file] = await exporter.exportClip(bare, 'clip');
  rows.push([`glb, no mesh, no curves, ${rotations}`, median, least, file.bytes, '']);
}
await addPeers();

console.log('| writer | ms | least ms | bytes | gzip | off by |\n| --- | --- | --- | --- | --- | --- |');
for (const [name, median, least, bytes, off] of rows) {
  console.log(
    `| ${name} | ${median.toFixed(1)} | ${least.toFixed(1)} | ${bytes.length} | ${gzipSync(bytes, { level: 9, mtime: 0 }).length} | ${off} |`,
  );
}

async function time(work) {
  const times = [];
  for (let run = 0; run < Number(values.runs) + 10; run++) {
    const start = performance.now();
    await work();
    if (run >= 10) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], least: times[0] };
}

/** A solved sample, cut to length, with made-up face curves of ARKit's names. */
async function createInput() {
  const bytes = readFileSync(new URL('../samples/five-handshapes.pose', import.meta.url));
  const { clip, rig, metadata } = await tegn.makeClip(bytes, 'five-handshapes.pose');
  const joints = clip.skeleton.jointNames.length;
  const curveNames = Array.from({ length: CURVES }, (_, c) => tegn.ARKIT_CURVES[c] ?? `curve${c}`);
  return {
    rig,
    metadata,
    clip: {
      ...clip,
      frameCount: FRAMES,
      rotations: clip.rotations.slice(0, FRAMES * joints * 4),
      translations: clip.translations.slice(0, FRAMES * 3),
      provenance: clip.provenance.slice(0, FRAMES * clip.partNames.length),
      curveNames,
      curves: Float32Array.from(
        { length: FRAMES * CURVES },
        (_, i) => 0.5 + 0.5 * Math.sin(i * 0.7 + (i % CURVES)),
      ),
    },
  };
}

async function addPeers() {
  const { WebIO } = await import('@gltf-transform/core');
  const { resample } = await import('@gltf-transform/functions');
  const { GLTFLoader } = await import('three/addons/loaders/GLTFLoader.js');
  const { GLTFExporter } = await import('three/addons/exporters/GLTFExporter.js');
  globalThis.self ??= globalThis;
  globalThis.FileReader ??= class {
    readAsArrayBuffer(blob) {
      blob.arrayBuffer().then((buffer) => {
        this.result = buffer;
        this.onloadend();
      });
    }
  };
  for (const mesh of ['proxy', 'none']) {
    const [{ bytes }] = await tegn.exporterFor('glb', { glb: { mesh } }).exportClip(input, 'clip');
    const io = new WebIO();
    const document = await io.readBinary(bytes);
    let written = await io.writeBinary(document);
    const transform = await time(async () => {
      written = await io.writeBinary(document);
    });
    rows.push([`glTF-Transform, same scene (mesh ${mesh})`, transform.median, transform.least, written, '']);
    const again = async () => {
      const copy = await io.readBinary(bytes);
      await copy.transform(resample({ tolerance: 1e-4 }));
      written = await io.writeBinary(copy);
    };
    const resampled = await time(again);
    rows.push([
      `glTF-Transform, read, resample, write (mesh ${mesh})`,
      resampled.median,
      resampled.least,
      written,
      '',
    ]);
    const gltf = await new GLTFLoader().parseAsync(bytes.slice().buffer, '');
    const exporter = new GLTFExporter();
    const options = { binary: true, animations: gltf.animations };
    let glb = null;
    const three = await time(async () => {
      glb = await exporter.parseAsync(gltf.scene, options);
    });
    rows.push([
      `three GLTFExporter, same scene (mesh ${mesh})`,
      three.median,
      three.least,
      new Uint8Array(glb),
      '',
    ]);
  }
}
