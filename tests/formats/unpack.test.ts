import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpackGzip, unpackZip } from '../../src/formats/archive/unpack.ts';

const text = new TextEncoder().encode('tegn '.repeat(500));

describe('unpackGzip', () => {
  it('gives back what was packed, several members one after the other', () => {
    const packed = gzipSync(text);
    expect(unpackGzip(packed)).toEqual(text);
    expect(unpackGzip(Uint8Array.from([...packed, ...packed]))).toEqual(Uint8Array.from([...text, ...text]));
  });

  it('refuses every cut', () => {
    const packed = gzipSync(text);
    for (let length = 0; length < packed.length; length++) {
      expect(() => unpackGzip(packed.slice(0, length))).toThrow(
        expect.objectContaining({ code: 'E_ARCHIVE' }),
      );
    }
  });

  it('stops a small file that unpacks to a large one soon after the limit', () => {
    const bomb = gzipSync(new Uint8Array(40e6));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => unpackGzip(bomb, 1e6)).toThrow(expect.objectContaining({ code: 'E_ARCHIVE' }));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6);
  });

  it('refuses a wrong checksum or size, without allocating what the size says', () => {
    const before = process.memoryUsage().arrayBuffers;
    for (const fromEnd of [1, 5]) {
      const packed = gzipSync(text);
      packed[packed.length - fromEnd] ^= 0xff;
      expect(() => unpackGzip(packed)).toThrow(expect.objectContaining({ code: 'E_ARCHIVE' }));
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6);
  });
});

describe('unpackZip', () => {
  it('refuses an entry that announces more than its bytes can hold', () => {
    const zip = zipSync({ 'a.npy': text });
    const view = new DataView(zip.buffer);
    // The uncompressed size in the central directory, whose record begins with PK\x01\x02.
    const record = zip.findIndex((_, i) => view.getUint32(Math.min(i, zip.length - 4), true) === 0x02014b50);
    view.setUint32(record + 24, 400e6, true);
    expect(() => unpackZip(zip, '.npy')).toThrow(expect.objectContaining({ code: 'E_ARCHIVE' }));
  });

  it('refuses bytes that are no zip', () => {
    expect(() => unpackZip(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), '.npy')).toThrow(
      expect.objectContaining({ code: 'E_ARCHIVE' }),
    );
  });
});
