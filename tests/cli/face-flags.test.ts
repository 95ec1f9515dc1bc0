import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { addFaceFlags, type FaceFlags, faceOptions } from '../../src/cli/face-flags.ts';

const folder = mkdtempSync(join(tmpdir(), 'tegn-face-'));
const path = join(folder, 'a=b.csv');
writeFileSync(path, 'Timecode');
afterAll(() => rmSync(folder, { recursive: true }));

function options(...args: string[]) {
  const command = addFaceFlags(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  return faceOptions(command.parse(args, { from: 'user' }).opts<FaceFlags>());
}

describe('the flags of the face', () => {
  it('leave everything to the library where none is given', () => {
    expect(Object.values(options()).every((value) => value === undefined)).toBe(true);
  });

  it('read tracks, layers and their offsets in order', () => {
    const { face, layers, timecode, head } = options(
      ...['--face', 'brows=1.2+0.1,head=0.5', '--head', 'face', '--timecode', '10:00:00:00'],
      ...[
        '--face-from',
        path,
        '--face-from',
        `brows,mouth:0.5=${path}`,
        '--face-offset',
        '-0.5',
        '--face-offset',
        '1',
      ],
    );
    expect(face).toEqual({ brows: { gain: 1.2, offset: 0.1 }, head: { gain: 0.5 } });
    expect([head, timecode]).toEqual(['face', '10:00:00:00']);
    expect(layers).toMatchObject([
      { name: 'a=b.csv', tracks: { face: 1 }, offset: -0.5 },
      { name: 'a=b.csv', tracks: { brows: 1, mouth: 0.5 }, offset: 1 },
    ]);
  });

  it('take one offset for all layers, and none for alignment by timecode', () => {
    const two = ['--face-from', path, '--face-from', path];
    expect(options(...two, '--face-offset', '2').layers!.map(({ offset }) => offset)).toEqual([2, 2]);
    expect(options(...two).layers!.map(({ offset }) => offset)).toEqual([undefined, undefined]);
  });

  it.each([
    [['--face', 'ears=1'], 'E_OPTION'],
    [['--face-offset', '1'], 'E_OPTION'],
    [['--face-from', 'no-such-file.csv'], 'E_FILE_MISSING'],
    [['--face-from', path, '--face-offset', '1', '--face-offset', '2'], 'E_OPTION'],
    [['--face-from', path, '--face-offset', 'x'], 'commander.invalidArgument'],
    [['--models', folder], 'E_MODEL_MISSING'],
    [['--head', 'neck'], 'commander.invalidArgument'],
  ])('are refused with a code: %j', (args, code) => {
    expect(() => options(...args)).toThrow(expect.objectContaining({ code }));
  });
});
