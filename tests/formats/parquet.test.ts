import { readFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { decodeHybrid } from '../../src/formats/parquet/hybrid.ts';
import { readParquet } from '../../src/formats/parquet/read-parquet.ts';
import { readThriftStruct } from '../../src/formats/parquet/thrift.ts';

const all = { rowLimit: 1000, wanted: () => true };

function read(columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData'], more = {}) {
  return readParquet(new Uint8Array(parquetWriteBuffer({ columnData, ...more })), all);
}

describe('readParquet', () => {
  it('reads flat columns of every number type, strings and nulls', () => {
    const { rowCount, columns } = read([
      { name: 'a', data: [1, 2, 3], type: 'INT32' },
      { name: 'b', data: [1n, -2n, 3n], type: 'INT64' },
      { name: 'c', data: [0.5, null, 1.5], type: 'FLOAT' },
      { name: 'd', data: [0.1, 0.2, 0.3], type: 'DOUBLE' },
      { name: 'e', data: ['x', 'x', null], type: 'STRING' },
    ]);
    expect(rowCount).toBe(3);
    expect(columns.map(({ values }) => [...values])).toEqual([
      [1, 2, 3],
      [1, -2, 3],
      [0.5, Number.NaN, 1.5],
      [0.1, 0.2, 0.3],
      ['x', 'x', null],
    ]);
  });

  it('reads lists of structs written by pyarrow with dictionary pages of version 1 and snappy', () => {
    const file = new URL('../fixtures/landmarks/tracker-pyarrow.parquet', import.meta.url);
    const { rowCount, columns } = readParquet(new Uint8Array(readFileSync(file)), all);
    const column = (path: string) => columns.find((known) => known.path.join('.') === path)!;
    expect(rowCount).toBe(3);
    const x = column('right_hand_landmarks.list.element.x');
    // The hand is missing in the second of three frames.
    expect([...x.starts]).toEqual([0, 21, 21, 42]);
    expect([...x.values.slice(0, 3)]).toEqual([0.25, 0.25 + 1 / 256, 0.25 + 2 / 256]);
    expect(column('pose_landmarks.list.element.name').values.slice(33, 35)).toEqual([
      'nose',
      'left_eye_inner',
    ]);
    expect([...column('left_hand_landmarks.list.element').starts]).toEqual([0, 0, 0, 0]);
    expect([...column('time_s').values]).toEqual([0, 0.04, 0.08]);
  });

  it('reads only the columns that are wanted, over several row groups', () => {
    const data = Array.from({ length: 50 }, (_, i) => i);
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'a', data, type: 'INT32' },
          { name: 'b', data, type: 'DOUBLE' },
        ],
        rowGroupSize: 7,
        codec: 'UNCOMPRESSED',
      }),
    );
    const { columns } = readParquet(bytes, { rowLimit: 50, wanted: ([name]) => name === 'b' });
    expect(columns.map(({ path }) => path)).toEqual([['b']]);
    expect([...columns[0].values]).toEqual(data);
    expect(() => readParquet(bytes, { rowLimit: 49, wanted: () => true })).toThrow(
      expect.objectContaining({ code: 'E_LIMIT' }),
    );
  });

  it('names a compression it cannot unpack', () => {
    const unpacked = (input: Uint8Array) => input;
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: 'a', data: [1, 2], type: 'INT32' }],
        codec: 'ZSTD',
        compressors: { ZSTD: unpacked },
      }),
    );
    expect(() => readParquet(bytes, all)).toThrow(
      expect.objectContaining({ code: 'E_PARQUET', message: expect.stringContaining('zstd') }),
    );
  });
});

describe('decodeHybrid', () => {
  it('reads the bit-packed example of the format: 0 to 7 in three bits', () => {
    expect([...decodeHybrid(Uint8Array.of(3, 0b10001000, 0b11000110, 0b11111010), 3, 8)]).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  it('cuts a run at the number of values that is wanted, however long it says it is', () => {
    // A repeated 5, 2^27 times.
    const bytes = Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x01, 5);
    expect([...decodeHybrid(bytes, 3, 4)]).toEqual([5, 5, 5, 5]);
  });

  it('refuses runs that end early', () => {
    expect(() => decodeHybrid(Uint8Array.of(2, 1), 1, 4)).toThrow(RangeError);
    expect(() => decodeHybrid(Uint8Array.of(3, 0), 3, 8)).toThrow(RangeError);
  });
});

describe('readThriftStruct', () => {
  it('refuses a list that is longer than the bytes behind it, before allocating it', () => {
    // Field 1, a list of 2^28 - 1 bytes.
    expect(() => readThriftStruct(Uint8Array.of(0x19, 0xf3, 0xff, 0xff, 0xff, 0x7f, 1, 2), 0)).toThrow(
      'a list',
    );
  });

  it('refuses nesting without end', () => {
    expect(() => readThriftStruct(new Uint8Array(100_000).fill(0x1c), 0)).toThrow('nested');
  });
});
