/**
 * Values per frame -> glTF animation channels, linear between the clip's own frames.
 * Method: one time accessor for all channels with a key on every frame, one of two keys for those that stay the same (two equal keys are
 * held by every reader over the whole clip, where a single key is dropped by some). With `reduceKeys`, a key goes when the
 * straight line between its kept neighbours meets it; every channel then has times of its own. Rotations can be 16-bit, which is core
 * glTF and needs no extension.
 * Limits: 16 bits are good to 0.004 degrees per joint; a reduced key may be TOLERANCE off per component.
 */
import type { MotionClip } from '../../motion/motion-clip.ts';
import { provenanceRuns } from '../../motion/provenance-runs.ts';
import { frameTime } from '../../space/timing.ts';
import type { GlbBuilder } from './glb-file.ts';

export interface ChannelOptions {
  /** Component type of rotations. */
  readonly rotations: 'float32' | 'int16';
  readonly reduceKeys: boolean;
}

export interface ChannelWriter {
  /** @param values [F x size of the path] */
  add(node: number, path: 'translation' | 'rotation' | 'weights', values: Float32Array): void;
  /** Writes the animation with its name and, in its extras, its timing and the frames that were not measured. */
  finish(): void;
}

/** Steps of a normalised 16-bit component. */
export const INT16_STEPS = 32767;

/** Largest change of a component that counts as none: float32 noise, below 2e-4 degrees and 1 um. */
const STILL = 1e-6;

/** Of a component, for keys that are left out: 0.01 mm, 0.0012 degrees; added up along an arm still below 0.02 degrees. */
const TOLERANCE = 1e-5;

/** A key is kept at least this often, frames: bounds the work on clips that hardly move. */
const LONGEST_RUN = 250;

/** Readers turn along the arc, the test below goes straight: at this dot of two kept rotations (16 degrees) both agree to 0.002 degrees. */
const NEAR_ROTATIONS = 0.99;

const TYPES = { translation: 'VEC3', rotation: 'VEC4', weights: 'SCALAR' } as const;

export function createChannelWriter(
  glb: GlbBuilder,
  clip: MotionClip,
  { rotations, reduceKeys }: ChannelOptions,
): ChannelWriter {
  const { name, timing, frameCount } = clip;
  const provenance = provenanceRuns(clip);
  const times = Float32Array.from({ length: frameCount }, (_, f) => frameTime(timing.rate, f));
  const inputs = new Map<string, number>();
  const channels: object[] = [];
  const samplers: object[] = [];
  const inputOf = (frames: readonly number[] | null): number => {
    const key = frames?.join() ?? 'all';
    let input = inputs.get(key);
    if (input === undefined) {
      input = glb.addAccessor('SCALAR', frames ? Float32Array.from(frames, (f) => times[f]) : times, true);
      inputs.set(key, input);
    }
    return input;
  };
  return {
    add(node, path, values) {
      const size = values.length / frameCount;
      const frames = keyFrames(values, size, reduceKeys, path === 'rotation');
      const kept = frames ? rowsOf(values, size, frames) : values;
      const isShort = path === 'rotation' && rotations === 'int16';
      const output = isShort ? Int16Array.from(kept, (value) => Math.round(value * INT16_STEPS)) : kept;
      samplers.push({
        interpolation: 'LINEAR',
        input: inputOf(frames),
        output: glb.addAccessor(TYPES[path], output),
      });
      channels.push({ sampler: samplers.length - 1, target: { node, path } });
    },
    finish() {
      const extras = {
        frameRate: `${timing.rate.numerator}/${timing.rate.denominator}`,
        startFrame: timing.startFrame,
        frameCount,
        ...(Object.keys(provenance).length > 0 && { provenance }),
      };
      glb.json.animations = [{ name, extras, channels, samplers }];
    },
  };
}

/** Frames that keep their keys, null for all. */
function keyFrames(
  values: Float32Array,
  size: number,
  reduceKeys: boolean,
  isRotation: boolean,
): number[] | null {
  const frameCount = values.length / size;
  if (frameCount > 2 && isHeld(values, size)) return [0, frameCount - 1];
  if (!reduceKeys) return null;
  const needed = neededKeys(values, size, isRotation);
  return needed.length === frameCount ? null : needed;
}

function rowsOf(values: Float32Array, size: number, frames: readonly number[]): Float32Array {
  const rows = new Float32Array(frames.length * size);
  frames.forEach((frame, k) => {
    rows.set(values.subarray(frame * size, (frame + 1) * size), k * size);
  });
  return rows;
}

/** Whether all rows equal the first. */
export const isHeld = (values: Float32Array, size: number): boolean =>
  values.every((value, i) => Math.abs(value - values[i % size]) <= STILL);

/** Whether rows `a` and `b` are the same within float32 noise, or the same rotation with the opposite sign. */
export function sameRotation(a: Float32Array, b: Float32Array): boolean {
  const differs = (sign: number) => b.some((value, i) => Math.abs(a[i] - sign * value) > STILL);
  return !differs(1) || !differs(-1);
}

/** Frames whose keys stay: each run is stretched until one of the frames inside leaves the line between its ends. */
function neededKeys(values: Float32Array, size: number, isRotation: boolean): number[] {
  const last = values.length / size - 1;
  const kept = [0];
  for (let from = 0, to = 1; to <= last; to++) {
    const isFull = to - from > LONGEST_RUN;
    if (to > from + 1 && (isFull || !isStraight(values, size, from, to, isRotation))) {
      from = to - 1;
      kept.push(from);
    }
  }
  if (last > 0) kept.push(last);
  return kept;
}

function isStraight(
  values: Float32Array,
  size: number,
  from: number,
  to: number,
  isRotation: boolean,
): boolean {
  const [a, b] = [from * size, to * size];
  if (isRotation) {
    let dot = 0;
    for (let i = 0; i < 4; i++) dot += values[a + i] * values[b + i];
    if (dot < NEAR_ROTATIONS) return false;
  }
  for (let frame = from + 1; frame < to; frame++) {
    const t = (frame - from) / (to - from);
    for (let i = 0; i < size; i++) {
      const line = values[a + i] + (values[b + i] - values[a + i]) * t;
      if (Math.abs(line - values[frame * size + i]) > TOLERANCE) return false;
    }
  }
  return true;
}
