import { describe, expect, it } from 'vitest';
import { TegnError } from '../../../src/issues/issues.ts';
import { createRandom } from '../../../src/math/random.ts';
import { ARKIT_CURVES, LIVE_LINK_TURNS, liveLinkSpelling } from '../../../src/motion/arkit-curves.ts';
import {
  isLiveLinkFaceCsv,
  type RecordedFace,
  readLiveLinkFaceCsv,
} from '../../../src/motion/readers/live-link-face-csv.ts';
import { mutate } from '../../landmarks/support/fuzz.ts';

interface Options {
  readonly columns?: readonly string[];
  readonly count?: string;
  readonly fps?: number;
  /** Frames since midnight, in fractions. */
  readonly times?: readonly number[];
  readonly end?: string;
}

const PASCAL = [...ARKIT_CURVES, ...LIVE_LINK_TURNS].map(liveLinkSpelling);

/** A recording of one second unless times are given; column c holds (c + frame) / 200. */
function csv(options: Options = {}): string {
  const { columns = PASCAL, count = 'BlendshapeCount', fps = 60, end = '\n' } = options;
  const times = options.times ?? Array.from({ length: fps + 5 }, (_, f) => 14 * 3600 * fps + f);
  const two = (n: number) => String(n).padStart(2, '0');
  const lines = times.map((time, f) => {
    const seconds = Math.floor(time / fps);
    const [frame, part] = (time - seconds * fps).toFixed(3).split('.');
    const code = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}:${frame.padStart(2, '0')}.${part}`;
    return [code, columns.length, ...columns.map((_, c) => ((c + f) / 200).toFixed(10))].join(',');
  });
  return [['Timecode', count, ...columns].join(','), ...lines, ''].join(end);
}

const read = (text: string): RecordedFace => readLiveLinkFaceCsv(new TextEncoder().encode(text), 'take.csv');
const curveAt = ({ clip }: RecordedFace, name: string, frame: number): number =>
  clip.curves[frame * clip.curveNames.length + clip.curveNames.indexOf(name)];
const codes = ({ issues }: RecordedFace): string[] => issues.map(({ code }) => code);

describe('a recording of Live Link Face', () => {
  it('is read by name, with rate and timecode', () => {
    const face = read(csv());
    expect(face.issues).toEqual([]);
    expect(face.clip.curveNames).toEqual(ARKIT_CURVES);
    expect(face.clip.timing).toEqual({ rate: { numerator: 60, denominator: 1 }, startFrame: 14 * 3600 * 60 });
    expect(face.clip.frameCount).toBe(65);
    expect(curveAt(face, 'jawRight', 3)).toBeCloseTo((PASCAL.indexOf('JawRight') + 3) / 200, 6);
    expect(curveAt(face, 'tongueOut', 64)).toBeCloseTo((51 + 64) / 200, 6);
  });

  it('may have 51 curves in small letters, another order, no turns, Windows line ends and a byte order mark', () => {
    const columns = [...ARKIT_CURVES.slice(0, 51)].reverse();
    const face = read(`\uFEFF${csv({ columns, count: 'BlendShapeCount', end: '\r\n' })}`);
    expect(codes(face)).toEqual(['W_CURVES_UNKNOWN']);
    expect(face.issues[0].message).toContain('found 51');
    expect(curveAt(face, 'eyeBlinkLeft', 2)).toBeCloseTo((50 + 2) / 200, 6);
  });

  it('names columns that it leaves out', () => {
    const face = read(csv({ columns: [...PASCAL, 'Happy', 'Sad'] }));
    expect(face.issues).toMatchObject([{ code: 'W_CURVES_UNKNOWN', path: 'take.csv' }]);
    expect(face.issues[0].message).toContain('happy, sad');
    expect(face.clip.curveNames).toEqual(ARKIT_CURVES);
  });

  it('whose clock runs a little off its rate is put on it', () => {
    const times = Array.from({ length: 600 }, (_, f) => 3600 * 60 + f * 1.0016);
    const { clip, issues } = read(csv({ times }));
    expect(clip.timing.rate).toEqual({ numerator: 60, denominator: 1 });
    expect(clip.frameCount).toBe(600);
    expect(issues.filter(({ code }) => code !== 'W_CURVE_RANGE')).toEqual([]);
  });

  it('is bridged where rows are missing or unreadable, and says so', () => {
    const lines = csv().split('\n');
    lines.splice(31, 4);
    lines[10] = lines[10].replace(/,[^,]*$/, ',x').replace(/,0\.\d+,/, ',,');
    const face = read(lines.join('\n'));
    expect(face.clip.frameCount).toBe(65);
    expect(codes(face)).toEqual(['W_CURVE_GAP', 'W_CURVE_GAP']);
    expect(curveAt(face, 'jawOpen', 32)).toBeCloseTo((PASCAL.indexOf('JawOpen') + 32) / 200, 4);
  });

  it('runs over midnight', () => {
    const { clip } = read(csv({ times: Array.from({ length: 130 }, (_, f) => 24 * 3600 * 60 - 65 + f) }));
    expect(clip.frameCount).toBe(130);
    expect(clip.timing.startFrame).toBe(24 * 3600 * 60 - 65);
  });

  it('of 30 frames per second is told from one of 60', () => {
    expect(read(csv({ fps: 30 })).clip.timing.rate.numerator).toBe(30);
    const brief = read(csv({ times: [100, 101, 102] }));
    expect(codes(brief)).toEqual(['W_FRAME_RATE']);
  });

  it('is held to 0..1, and says so', () => {
    const face = read(
      csv()
        .replace(/0\.0000000000/, '-0.02')
        .replace(/0\.3200000000/g, '100'),
    );
    expect(codes(face)).toEqual(['W_CURVE_RANGE']);
    expect(Math.max(...face.clip.curves)).toBe(1);
    expect(Math.min(...face.clip.curves)).toBe(0);
  });

  it.each([
    ['', 'E_FACE_CSV'],
    ['a,b\n1,2', 'E_FACE_CSV'],
    ['Timecode,BlendshapeCount,Happy\n00:00:00:00.000,1,0', 'E_FACE_CSV'],
    ['Timecode,BlendshapeCount,JawOpen\n', 'E_FACE_CSV'],
    ['Timecode,BlendshapeCount,JawOpen\n25:00:00:00.000,1,0', 'E_FACE_CSV'],
    [
      'Timecode,BlendshapeCount,JawOpen\n00:00:00:00.000,1,0\n00:00:00:01.000,1,0\n11:00:01:00.000,1,0',
      'E_LIMIT',
    ],
  ])('is refused with a code where there is nothing to read: %j', (text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it('is known by its first word', () => {
    expect(isLiveLinkFaceCsv(new TextEncoder().encode(`\uFEFF${csv()}`))).toBe(true);
    expect(isLiveLinkFaceCsv(new TextEncoder().encode('{"frames": []}'))).toBe(false);
  });

  it('survives damage: a coded error or finite values within 0..1', () => {
    const bytes = new TextEncoder().encode(csv({ times: [0, 1, 2, 60, 61, 62] }));
    const random = createRandom(20);
    for (let run = 0; run < 400; run++) {
      const damaged = run < 100 ? bytes.slice(0, random.integer(bytes.length)) : mutate(bytes, random);
      try {
        const { clip } = readLiveLinkFaceCsv(damaged, 'x.csv');
        expect(clip.curves.length).toBe(clip.frameCount * clip.curveNames.length);
        expect(clip.curves.every((value) => value >= 0 && value <= 1)).toBe(true);
      } catch (error) {
        expect(error, `run ${run}`).toBeInstanceOf(TegnError);
      }
    }
  });
});
