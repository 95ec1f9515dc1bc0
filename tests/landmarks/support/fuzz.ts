/** Mutation fuzzing of readers: whatever the bytes, a coded error or a valid recording, quickly and in little memory. */
import { expect } from 'vitest';
import { TegnError } from '../../../src/issues/issues.ts';
import { validateLandmarkClip } from '../../../src/landmarks/landmark-clip.ts';
import { readLandmarks } from '../../../src/landmarks/read-landmarks.ts';
import { createRandom, type Random } from '../../../src/math/random.ts';

/** Mutants per reader; a long run sets TEGN_FUZZ_RUNS. */
export const FUZZ_RUNS = Number(process.env.TEGN_FUZZ_RUNS ?? 150);

/** Bytes that a single reading may add, and milliseconds that it may take. */
const GROWTH_LIMIT = 64 * 1024 * 1024;
const TIME_LIMIT = 2000;

/** Reads every cut of small inputs (a seeded choice of long ones), then `runs` seeded mutants. */
export async function fuzzReader(
  bytes: Uint8Array,
  name: string,
  seed: number,
  runs = FUZZ_RUNS,
): Promise<void> {
  const random = createRandom(seed);
  const cuts =
    bytes.length <= runs
      ? Array.from({ length: bytes.length }, (_, i) => i)
      : Array.from({ length: runs }, () => random.integer(bytes.length));
  for (const length of cuts) await readHostile(bytes.slice(0, length), name, `cut to ${length} bytes`);
  for (let run = 0; run < runs; run++) {
    await readHostile(mutate(bytes, random), name, `seed ${seed}, mutant ${run}`);
  }
}

async function readHostile(bytes: Uint8Array, name: string, what: string): Promise<void> {
  const before = memory();
  const start = performance.now();
  let outcome: unknown;
  try {
    outcome = await readLandmarks(bytes, name);
  } catch (error) {
    outcome = error;
  }
  expect(performance.now() - start, `${what}: milliseconds`).toBeLessThan(TIME_LIMIT);
  expect(memory() - before, `${what}: bytes`).toBeLessThan(GROWTH_LIMIT);
  if (outcome instanceof Error) {
    if (!(outcome instanceof TegnError)) throw new Error(`${what}: expected a TegnError`, { cause: outcome });
    expect(outcome.code, what).toMatch(/^E_(?!INTERNAL)/);
    return;
  }
  const { image, world } = outcome as Awaited<ReturnType<typeof readLandmarks>>;
  expect(image ?? world, what).not.toBeNull();
  for (const clip of [image, world]) if (clip) expect(validateLandmarkClip(clip), what).toEqual([]);
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** One to eight changes: a byte flipped or set to an extreme, a run removed, doubled or overwritten with another. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let out = bytes.slice();
  const changes = 1 + random.integer(8);
  for (let i = 0; i < changes; i++) {
    const at = random.integer(out.length);
    const length = Math.min(1 + random.integer(16), out.length - at);
    switch (random.integer(6)) {
      case 0:
        out[at] ^= 1 << random.integer(8);
        break;
      case 1:
        out[at] = random.integer(256);
        break;
      case 2:
        out[at] = random.pick([0, 1, 0x7f, 0x80, 0xff]);
        break;
      case 3:
        out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + length)]);
        break;
      case 4:
        out = Uint8Array.from([...out.subarray(0, at + length), ...out.subarray(at)]);
        break;
      default:
        out.copyWithin(at, random.integer(out.length - length + 1), out.length);
        out = out.slice(0, bytes.length);
    }
    if (out.length === 0) return out;
  }
  return out;
}
