/** A GLB -> the motion of the joints of its skin and the weights of its morph targets, at the clip's own frames. */
import { type AnimationChannel, type Document, Logger, WebIO } from '@gltf-transform/core';
import { normalizeQuat, quat } from '../../math/quat.ts';
import type { ReadMotion } from './read-back.ts';

export async function readGlb(bytes: Uint8Array): Promise<ReadMotion> {
  const root = (await openGlb(bytes)).getRoot();
  const nodes = root.listSkins()[0].listJoints();
  const [animation] = root.listAnimations();
  const { frameRate, frameCount } = animation.getExtras() as { frameRate: string; frameCount: number };
  const [numerator, denominator = 1] = frameRate.split('/').map(Number);
  const channels = new Map<unknown, AnimationChannel>();
  for (const channel of animation.listChannels()) {
    channels.set(`${nodes.indexOf(channel.getTargetNode()!)} ${channel.getTargetPath()}`, channel);
  }
  const sample = (channel: AnimationChannel | undefined, frame: number): number[] | null =>
    channel ? sampleChannel(channel, (frame * denominator) / numerator) : null;
  const names = root
    .listMeshes()
    .flatMap((mesh) => (mesh.getExtras() as { targetNames?: string[] }).targetNames ?? []);
  const weights = names.map(() => new Float64Array(frameCount));
  const weightChannel = channels.get('-1 weights');
  for (let f = 0; weightChannel && f < frameCount; f++) {
    sample(weightChannel, f)!.forEach((value, c) => {
      weights[c][f] = value;
    });
  }
  return {
    frameCount,
    fps: numerator / denominator,
    joints: nodes.map((node) => ({
      name: node.getName(),
      parent: nodes.indexOf(node.getParentNode()!),
    })),
    frame: (f) =>
      nodes.map((node, j) => ({
        translation: sample(channels.get(`${j} translation`), f) ?? node.getTranslation(),
        rotation: normalizeQuat(sample(channels.get(`${j} rotation`), f) ?? node.getRotation(), quat()),
      })),
    curves: new Map(names.map((name, c) => [name, weights[c]])),
  };
}

/** With meshopt's decoder where the file needs it. */
export async function openGlb(bytes: Uint8Array): Promise<Document> {
  const announced = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  if (announced !== bytes.length) {
    throw new RangeError(`Expected ${announced} bytes, found ${bytes.length}.`);
  }
  const io = new WebIO().setLogger(new Logger(Logger.Verbosity.SILENT));
  if (new TextDecoder().decode(bytes.subarray(0, 1 << 20)).includes('EXT_meshopt_compression')) {
    const [{ EXTMeshoptCompression }, { MeshoptDecoder }] = await Promise.all([
      import('@gltf-transform/extensions'),
      import('meshoptimizer/decoder'),
    ]);
    await MeshoptDecoder.ready;
    io.registerExtensions([EXTMeshoptCompression]).registerDependencies({
      'meshopt.decoder': MeshoptDecoder,
    });
  }
  return io.readBinary(bytes);
}

/** Seconds are float32 in a glTF: a key this share of its time away from a frame is that frame's. */
const TIME_ROUNDING = 1.2e-7;

/** Linear between keys, held outside of them. */
export function sampleChannel(channel: AnimationChannel, seconds: number): number[] {
  const sampler = channel.getSampler()!;
  const times = sampler.getInput()!;
  const output = sampler.getOutput()!;
  const keys = times.getCount();
  const size = channel.getTargetPath() === 'weights' ? output.getCount() / keys : 1;
  const time = (k: number) => times.getScalar(k);
  const row = (k: number): number[] =>
    size === 1 && channel.getTargetPath() !== 'weights'
      ? output.getElement(k, [])
      : Array.from({ length: size }, (_, i) => output.getScalar(k * size + i));
  const tolerance = TIME_ROUNDING * Math.max(1, seconds);
  // the last key that is not later, by halving
  let k = 0;
  for (let end = keys; k + 1 < end; ) {
    const middle = (k + end) >> 1;
    if (time(middle) <= seconds + tolerance) k = middle;
    else end = middle;
  }
  if (k + 1 >= keys || seconds <= time(k) + tolerance) return row(k);
  const t = (seconds - time(k)) / (time(k + 1) - time(k));
  const [a, b] = [row(k), row(k + 1)];
  return a.map((value, i) => value + (b[i] - value) * t);
}
