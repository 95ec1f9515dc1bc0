/** BVH, USD text and JSON for Unreal -> their motion. */
import { multiplyQuat, normalizeQuat, quat, quatFromAxisAngle } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import type { Numbers } from '../../math/vec3.ts';
import { solveFromUnrealPosition, solveFromUnrealRotation } from '../../space/spaces.ts';
import type { ReadMotion } from './read-back.ts';

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

export function readBvh(bytes: Uint8Array): ReadMotion {
  const [head, motion] = text(bytes).split('\nMOTION\n');
  const joints: { name: string; parent: number; offset: number[]; channels: string[] }[] = [];
  const open: number[] = [];
  for (const line of head.split('\n')) {
    const words = line.trim().split(' ');
    if (words[0] === 'ROOT' || words[0] === 'JOINT') {
      joints.push({ name: words[1], parent: open[open.length - 1] ?? -1, offset: [], channels: [] });
      open.push(joints.length - 1);
    } else if (words[0] === 'End') open.push(-1);
    else if (words[0] === '}') open.pop();
    else if (words[0] === 'OFFSET' && open[open.length - 1] >= 0) {
      joints[joints.length - 1].offset = words.slice(1).map((value) => Number(value) / 100);
    } else if (words[0] === 'CHANNELS') joints[joints.length - 1].channels = words.slice(2);
  }
  const [, step, ...rows] = motion.trim().split('\n');
  const frames = rows.map((row) => row.split(' ').map(Number));
  return {
    frameCount: frames.length,
    fps: 1 / Number(step.slice('Frame Time: '.length)),
    areTurns: true,
    curves: null,
    joints,
    frame(f) {
      let at = 0;
      return joints.map(({ offset, channels }) => {
        const translation = [...offset];
        const rotation = quat();
        for (const channel of channels) {
          const value = frames[f][at++];
          const axis = 'XYZ'.indexOf(channel[0]);
          const along = [0, 0, 0];
          along[axis] = 1;
          if (channel.endsWith('position')) translation[axis] += value / 100;
          else multiplyQuat(rotation, quatFromAxisAngle(along, value * RADIANS), rotation);
        }
        return { translation, rotation };
      });
    },
  };
}

export function readUsda(bytes: Uint8Array): ReadMotion {
  const file = text(bytes);
  const tokens = (name: string): string[] =>
    JSON.parse(`[${new RegExp(`token\\[\\] ${name} = \\[(.*)\\]$`, 'm').exec(file)?.[1] ?? ''}]`);
  const samples = (name: string): number[][] => {
    const block = new RegExp(`${name}\\.timeSamples = \\{\\n([^}]*)\\}`).exec(file)?.[1] ?? '';
    return (
      block
        .match(/^ *\d+: .*$/gm)
        ?.map((row) => (row.slice(row.indexOf(':')).match(/-?[\d.]+/g) ?? []).map(Number)) ?? []
    );
  };
  const paths = tokens('joints');
  const [translations, rotations] = [samples('translations'), samples('rotations')];
  const weights = samples('blendShapeWeights');
  return {
    frameCount: rotations.length,
    fps: Number(/timeCodesPerSecond = (.*)/.exec(file)![1]),
    joints: paths.map((path) => ({ name: path, parent: paths.indexOf(path.replace(/\/?[^/]*$/, '')) })),
    frame: (f) =>
      paths.map((_, j) => {
        const [w, x, y, z] = rotations[f].slice(j * 4, j * 4 + 4);
        return {
          translation: translations[f].slice(j * 3, j * 3 + 3),
          rotation: normalizeQuat([x, y, z, w], quat()),
        };
      }),
    curves: new Map(tokens('blendShapes').map((name, c) => [name, weights.map((row) => row[c])])),
  };
}

interface Track {
  readonly name: string;
  readonly parent: string | null;
  readonly translations: number[];
  readonly rotations: number[];
  readonly values: number[];
}

export function readUnrealJson(bytes: Uint8Array): ReadMotion {
  const file = JSON.parse(text(bytes));
  const [{ bones }, face]: { bones: Track[]; curves: Track[] }[] = file.clips;
  const row = (values: Numbers, size: number, f: number): number[] =>
    Array.from({ length: size }, (_, i) => values[values.length === size ? i : f * size + i]);
  return {
    frameCount: file.frameCount,
    fps: file.frameRate.numerator / file.frameRate.denominator,
    joints: bones.map(({ name, parent }) => ({
      name,
      parent: bones.findIndex((bone) => bone.name === parent),
    })),
    frame: (f) =>
      bones.map(({ translations, rotations }) => ({
        translation: solveFromUnrealPosition(row(translations, 3, f), [0, 0, 0]),
        rotation: normalizeQuat(solveFromUnrealRotation(row(rotations, 4, f), quat()), quat()),
      })),
    curves: new Map(
      (face?.curves ?? []).map(({ name, values }) => [
        name,
        Array.from({ length: file.frameCount }, (_, f) => row(values, 1, f)[0]),
      ]),
    ),
  };
}
