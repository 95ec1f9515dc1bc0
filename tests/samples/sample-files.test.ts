import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSamples } from '../../samples/generate/index.ts';
import { sampleFiles } from '../../samples/generate/sample-files.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';

const folder = new URL('../../samples/', import.meta.url);
const samples = createSamples();
const generated = new Map(samples.flatMap((sample) => [...sampleFiles(sample)]));
const committed = readdirSync(folder).filter((name) => /\.(pose|jsonl)$/.test(name));

it('has a file for every generated one and no others', () => {
  expect(committed.sort()).toEqual([...generated.keys()].sort());
});

describe.each(committed)('samples/%s', (name) => {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));

  it('is what the generator makes now, byte for byte', () => {
    expect(Buffer.compare(bytes, generated.get(name)!)).toBe(0);
  });

  it('is smaller than a megabyte and described in the README', () => {
    expect(bytes.length).toBeLessThan(1e6);
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toContain(name.split('.')[0]);
  });

  it('reads back to the landmarks it was made of', async () => {
    const read = await readLandmarks(bytes, name);
    const sample = samples.find((candidate) => name.startsWith(candidate.name))!;
    const image = sample.recording.image!;
    expect(read.depth).toBe(name.endsWith('.pose') ? 'world' : 'none');
    expect(read.image!.frameCount).toBe(image.frameCount);
    expect(read.image!.timing.rate).toEqual({ numerator: 25, denominator: 1 });
    expect(furthestApart(read.image!.confidences, image.confidences)).toBeLessThan(1e-6);
    const furthest = furthestApart(withoutDepth(read.image!.positions), withoutDepth(image.positions));
    expect(furthest).toBeLessThan(name.endsWith('.pose') ? 1e-6 : 6e-5);
  });
});

const furthestApart = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

const withoutDepth = (positions: Float32Array): Float32Array => positions.filter((_, i) => i % 3 !== 2);
