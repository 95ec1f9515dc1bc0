import { describe, expect, it } from 'vitest';
import type { FrameMeasures } from '../../src/calibrate/measure-frames.ts';
import { type Judgement, readAudit } from '../../src/calibrate/read-audit.ts';
import { suggestThresholds } from '../../src/calibrate/suggest-thresholds.ts';
import { TegnError } from '../../src/issues/issues.ts';

const frames = (...values: [confidence: number, reprojection: number][]): FrameMeasures[] =>
  values.map(([confidence, reprojection]) => ({ confidence, reprojection }));

const judge = (file: string, verdicts: string): Judgement[] =>
  Array.from(verdicts, (verdict, frame) => ({ file, frame, isGood: verdict === 'g' }));

describe('thresholds from judged frames', () => {
  it('part good frames from bad ones in the middle of the gap', () => {
    const measures = new Map([['a.pose', frames([0.9, 0.02], [0.8, 0.05], [0.4, 0.3], [0.2, 0.2])]]);
    const found = suggestThresholds(judge('a.pose', 'ggbb'), measures);
    expect(found.confidence.threshold).toBeCloseTo(0.6, 12);
    expect(found.reprojection.threshold).toBeCloseTo(0.125, 12);
    for (const { wronglyKept, wronglyDropped } of [found.confidence, found.reprojection])
      expect([wronglyKept, wronglyDropped]).toEqual([0, 0]);
    expect([found.good, found.bad, found.unmatched]).toEqual([2, 2, 0]);
  });

  it('count what they get wrong, and what the profiles would', () => {
    const measures = new Map([['a.pose', frames([0.95, 0], [0.6, 0], [0.9, 0], [0.55, 0], [0.1, 0])]]);
    const { confidence, profiles } = suggestThresholds(judge('a.pose', 'ggbbb'), measures);
    expect(confidence.wronglyKept + confidence.wronglyDropped).toBe(1);
    expect(profiles.strict).toEqual({ threshold: 0.8, wronglyKept: 1, wronglyDropped: 1 });
    expect(profiles.balanced).toEqual({ threshold: 0.5, wronglyKept: 2, wronglyDropped: 0 });
  });

  it('judge a file without frame by its median, found by the end of its path from any system', () => {
    const measures = new Map([
      ['signs/good.pose', frames([0.9, 0], [0.9, 0], [0.1, 0])],
      ['signs/bad.pose', frames([0.2, 0])],
    ]);
    const audit = [
      { file: 'C:\\archive\\signs\\good.pose', isGood: true },
      { file: 'bad.pose', isGood: false },
      { file: 'other.pose', isGood: false },
    ];
    const found = suggestThresholds(audit, measures);
    expect(found.confidence.threshold).toBeCloseTo(0.55, 12);
    expect(found.unmatched).toBe(1);
  });

  it('need a judgement of a file that was read', () => {
    expect(() => suggestThresholds(judge('a.pose', 'g'), new Map())).toThrowError(TegnError);
  });
});

describe('a list of judged frames', () => {
  const expected = [
    { file: 'a;b.pose', frame: 3, isGood: true },
    { file: 'c.pose', isGood: false },
  ];

  it('is read from a spreadsheet and from JSON', () => {
    const csv = '\ufeffFile;Frame;Verdict\r\n"a;b.pose";3;Good\r\nc.pose;;bad\r\n';
    expect(readAudit(csv, 'audit.csv')).toEqual(expected);
    const json = JSON.stringify([
      { file: 'a;b.pose', frame: 3, verdict: 'good' },
      { file: 'c.pose', verdict: 'bad' },
    ]);
    expect(readAudit(json, 'audit.json')).toEqual(expected);
  });

  it.each([
    ['name,verdict\na.pose,good\n', /audit: line 1: expected the columns file and verdict/],
    ['file,verdict\na.pose,good\nb.pose,maybe\n', /audit: line 3: verdict/],
    ['file,frame,verdict\na.pose,x,good\n', /audit: line 2: frame/],
    ['[{"file":"a.pose"}]', /audit: entry 0: verdict/],
    ['[', /audit: expected a JSON list/],
  ])('is refused with the place of the fault: %j', (text, message) => {
    expect(() => readAudit(text, 'audit')).toThrowError(message);
  });
});
