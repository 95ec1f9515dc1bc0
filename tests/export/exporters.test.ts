import { expect, test } from 'vitest';
import { EXPORTERS, exporterFor } from '../../src/export/exporters.ts';

test('an exporter is found by its extension in any case, with or without the dot', () => {
  for (const exporter of EXPORTERS) {
    expect(exporterFor(exporter.extension)).toBe(exporter);
    expect(exporterFor(`.${exporter.extension.toUpperCase()}`)).toBe(exporter);
  }
});

test('no two exporters share an extension, and each says what it writes', () => {
  expect(new Set(EXPORTERS.map(({ extension }) => extension)).size).toBe(EXPORTERS.length);
  for (const { description } of EXPORTERS) expect(description).toMatch(/^\S.{10,}$/);
});

test('an unknown extension is refused with the known ones in the message', () => {
  expect(() => exporterFor('c4d')).toThrow(
    expect.objectContaining({ code: 'E_FORMAT_UNKNOWN', message: expect.stringMatching(/glb, fbx.*"c4d"/) }),
  );
});
