import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../src/batch/inputs/csv.ts';
import { canonical, outputKey, recipeKey } from '../../src/batch/keys.node.ts';
import type { ReportRow } from '../../src/batch/report/report-row.ts';
import { resultsCsv, resultsParquet } from '../../src/batch/report/tables.ts';
import { totalsOf } from '../../src/batch/report/totals.ts';
import type { Recipe } from '../../src/batch/work/task.ts';

const done: ReportRow = {
  job: '1',
  input: 'C:\\tegn\\blåbær; rød.pose',
  word: 'blåbær',
  filename: 'blåbær; rød.pose',
  status: 'done',
  outputs: ['blåbær.glb', 'blåbær.fbx'],
  frames: 55,
  fps: 25,
  durationSeconds: 2.2,
  source: 'pose-0.2',
  score: 0.8125,
  trackingScore: 0.5,
  hands: 'right',
  sign: [5, 50],
  findings: [
    {
      type: 'hand_missing',
      severity: 'error',
      frameStart: 7,
      frameEnd: 9,
      message: 'Not "seen".',
      cost: 0.3,
    },
    {
      type: 'hand_missing',
      severity: 'error',
      frameStart: 12,
      frameEnd: 13,
      message: 'Nor here.',
      cost: 0.3,
    },
  ],
  issues: [],
};
const failed: ReportRow = {
  job: '2',
  input: 'b.pose',
  word: 'b',
  filename: 'b.pose',
  status: 'failed',
  outputs: [],
  findings: [],
  issues: [],
  error: { code: 'E_POSE_TRUNCATED', message: 'It ends early.' },
};

describe('results', () => {
  it('are a spreadsheet with the delimiter of the list', () => {
    const { delimiter, rows } = parseCsv(resultsCsv([done, failed], ';').slice(1));
    const table = rows.slice(1).map((row) => Object.fromEntries(rows[0].map((name, i) => [name, row[i]])));
    expect(delimiter).toBe(';');
    expect(table[0]).toMatchObject({
      word: 'blåbær',
      filename: 'blåbær; rød.pose',
      score: '0.8125',
      findings: 'hand_missing hand_missing',
      worst_finding: 'Not "seen".',
    });
    expect(table[1]).toMatchObject({
      status: 'failed',
      score: '',
      error: 'E_POSE_TRUNCATED: It ends early.',
    });
  });

  it('are a Parquet table that another reader reads, with nothing where there is nothing', async () => {
    const bytes = resultsParquet([done, failed]);
    expect(resultsParquet([done, failed])).toEqual(bytes);
    const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
    expect(rows[0]).toMatchObject({
      word: 'blåbær',
      score: 0.8125,
      quality_score: 0.5,
      frames: 55,
      sign_start: 5,
    });
    expect(rows[1]).toMatchObject({ word: 'b', status: 'failed', score: null, frames: null });
  });

  it('have totals that count clips, not findings', () => {
    const totals = totalsOf([done, failed, { ...done, score: 1, trackingScore: 1, findings: [] }]);
    expect(totals).toMatchObject({
      clips: 3,
      byStatus: { done: 2, failed: 1 },
      frames: 110,
      score: { mean: 0.90625, min: 0.8125, max: 1 },
      findings: [{ type: 'hand_missing', clips: 1 }],
      errors: { E_POSE_TRUNCATED: 1 },
    });
    expect(totals.histogram.reduce((a, b) => a + b)).toBe(2);
    expect([totals.histogram[16], totals.histogram[19]]).toEqual([1, 1]);
    expect(totalsOf([])).toMatchObject({ clips: 0, score: null });
  });
});

describe('the key of a clip', () => {
  const recipe: Recipe = { clip: { fps: 30, target: 'manny' }, lift: true, write: {}, metahumanFace: false };
  const order = { filename: 'a.pose', word: 'a' };

  it('is the same for the same options in any order, and another for any other option, word, name, content, format', () => {
    const key = recipeKey(recipe);
    expect(recipeKey({ ...recipe, clip: { target: 'manny', fps: 30 } })).toBe(key);
    const keys = [
      outputKey(key, 'x', order, 'glb'),
      outputKey(key, 'y', order, 'glb'),
      outputKey(key, 'x', { ...order, word: 'b' }, 'glb'),
      outputKey(key, 'x', { ...order, word: undefined }, 'glb'),
      outputKey(key, 'x', { ...order, filename: 'b.pose' }, 'glb'),
      outputKey(key, 'x', order, 'fbx'),
      ...[
        { ...recipe, lift: false },
        { ...recipe, metahumanFace: true },
        { ...recipe, licence: 'CC0' },
        { ...recipe, write: { glb: { reduceKeys: true } } },
        { ...recipe, clip: { ...recipe.clip, trim: [0, Number.POSITIVE_INFINITY] as const } },
      ].map((other) => outputKey(recipeKey(other), 'x', order, 'glb')),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tells arrays of numbers apart by what they hold', () => {
    expect(canonical({ a: new Float32Array([1, 2]) })).toBe(canonical({ a: new Float32Array([1, 2]) }));
    expect(canonical({ a: new Float32Array([1, 2]) })).not.toBe(canonical({ a: new Float32Array([1, 3]) }));
  });
});
