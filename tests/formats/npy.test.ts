import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readNpy, readNpz } from '../../src/formats/npy/read-npy.ts';
import { float64Npy, npyBytes } from '../landmarks/support/npy-file.ts';

const bytesOf = (array: { buffer: ArrayBufferLike }) => new Uint8Array(array.buffer);
const swapped = (bytes: Uint8Array, size: number) =>
  bytes.map((_, i) => bytes[Math.floor(i / size) * size + (size - 1 - (i % size))]);

describe('readNpy', () => {
  it.each([
    ['<f8', bytesOf(Float64Array.of(1.5, -2, 0.25)), [1.5, -2, 0.25]],
    ['<f4', bytesOf(Float32Array.of(1.5, -2, 0.25)), [1.5, -2, 0.25]],
    // 1.5, -2, the smallest number above 0
    ['<f2', bytesOf(Uint16Array.of(0x3e00, 0xc000, 0x0001)), [1.5, -2, 2 ** -24]],
    ['|i1', bytesOf(Int8Array.of(1, -2, 127)), [1, -2, 127]],
    ['|u1', bytesOf(Uint8Array.of(1, 2, 255)), [1, 2, 255]],
    ['<i2', bytesOf(Int16Array.of(1, -2, 300)), [1, -2, 300]],
    ['<u4', bytesOf(Uint32Array.of(1, 2, 4e9)), [1, 2, 4e9]],
    ['<i8', bytesOf(BigInt64Array.of(1n, -2n, 2n ** 40n)), [1, -2, 2 ** 40]],
    ['|b1', bytesOf(Uint8Array.of(1, 0, 1)), [1, 0, 1]],
  ])('reads numbers of type %s', (descr, body, values) => {
    expect([...readNpy(npyBytes(descr, [3], body)).data]).toEqual(values);
  });

  it('reads both byte orders, infinity and NaN of half floats', () => {
    const body = bytesOf(Float32Array.of(1.5, -2));
    expect([...readNpy(npyBytes('>f4', [2], swapped(body, 4))).data]).toEqual([1.5, -2]);
    const half = bytesOf(Uint16Array.of(0x7c00, 0xfc00, 0x7e00));
    expect([...readNpy(npyBytes('<f2', [3], half)).data]).toEqual([Infinity, -Infinity, Number.NaN]);
  });

  it('turns Fortran order into C order', () => {
    // [[1, 2, 3], [4, 5, 6]] column by column
    const body = bytesOf(Float64Array.of(1, 4, 2, 5, 3, 6));
    expect(readNpy(npyBytes('<f8', [2, 3], body, true))).toEqual({
      shape: [2, 3],
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
  });

  it.each([
    ['more values than there are bytes', npyBytes('<f8', [1e9, 1e9], new Uint8Array(16))],
    ['pickled objects', npyBytes('|O', [1], new Uint8Array(8))],
    ['complex numbers', npyBytes('<c16', [1], new Uint8Array(16))],
    [
      'more axes than make sense',
      npyBytes(
        '<f8',
        Array.from({ length: 9 }, () => 1),
        new Uint8Array(8),
      ),
    ],
    ['a header that ends early', float64Npy([1], [1]).slice(0, 40)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readNpy(bytes)).toThrow(expect.objectContaining({ code: 'E_NPY' }));
  });
});

describe('readNpz', () => {
  it('gives the arrays by name and skips other files', () => {
    const zip = zipSync({ 'xy.npy': float64Npy([2], [1, 2]), 'notes.txt': Uint8Array.of(1) });
    expect(readNpz(zip)).toEqual(new Map([['xy', { shape: [2], data: Float64Array.of(1, 2) }]]));
  });

  it('refuses to unpack more than its limit', () => {
    const zip = zipSync({ 'xy.npy': float64Npy([1000], new Array(1000).fill(0)) });
    expect(() => readNpz(zip, 1000)).toThrow(expect.objectContaining({ code: 'E_ARCHIVE' }));
  });
});
