import { describe, expect, it } from 'vitest';
import { type JsonRecords, readJson } from '../../src/formats/json/json-records.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const lines = (text: string) => (readJson(bytes(text)) as { records: JsonRecords }).records;

describe('readJson', () => {
  it('takes a whole document, with a byte order mark and over several lines', () => {
    expect(readJson(bytes('\uFEFF{\n"a": [1,\n2]}\n'))).toEqual({ kind: 'document', value: { a: [1, 2] } });
  });

  it('takes one record a line, without empty lines', () => {
    const records = lines('{"a":1}\r\n\n{"a":2}\n');
    expect([records.count, records.at(0), records.at(1), records.cutLine]).toEqual([
      2,
      { a: 1 },
      { a: 2 },
      null,
    ]);
  });

  it('leaves out a last line that was cut off and gives its number', () => {
    const records = lines('{"a":1}\n{"a":2}\n\n{"a":');
    expect([records.count, records.cutLine]).toEqual([2, 4]);
  });

  it('names the line that is broken in the middle of the file', () => {
    const records = lines('{"a":1}\n{"a"}\n{"a":3}');
    expect(() => records.at(1)).toThrow(
      expect.objectContaining({ code: 'E_JSON_SYNTAX', message: expect.stringContaining('Line 2') }),
    );
  });

  it('refuses a single broken line', () => {
    expect(() => readJson(bytes('{"a":'))).toThrow(expect.objectContaining({ code: 'E_JSON_SYNTAX' }));
  });
});
