import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';

/* `sigill explain`, `sigill calibrate` and thresholds of a base year on files, as a person or another program runs them. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown): string => {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const sigill = async (
  language: 'sv' | 'en',
  ...parts: string[][]
): Promise<{ code: number; out: string; err: string }> => {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => err.push(String(line)) > 0),
  ];
  try {
    return { code: await run(parts.flat(), { SIGILL_LANGUAGE: language }), out: out.join(''), err: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};
const AREAS =
  'code,poor,votes,people\n6001R001,30,60,100\n6001R002,20,70,100\n6002R001,10,80,200\n6002R002,8,85,200\n6002R003,5,90,\n';
const method = {
  version: 1,
  kind: 'index',
  normalisation: { kind: 'min-max' },
  indicators: [
    { id: 'poor', direction: 1, weight: 1 },
    { id: 'votes', direction: -1, weight: 1 },
  ],
};

describe('sigill explain', () => {
  it('tells in Swedish why an area ranks where it does, with parts that add up', async () => {
    const got = await sigill(
      'sv',
      ['explain', '--areas', write('a.csv', AREAS), '--method', write('m.json', method)],
      ['--area', '6001R001', '--top', '0.4'],
    );
    expect(got.err).toBe('');
    expect(got.code).toBe(0);
    expect(got.out).toContain(
      'Område 6001R001 har rang 1 av 5 och hör till de 40 procent av områdena som har högst index. ' +
        'Området hamnar högt främst för att det ligger högre än genomsnittet i fråga om poor (30 mot 14,6) och lägre än ' +
        'genomsnittet i fråga om votes (60 mot 77).',
    );
    // (1 + 1) / 2 = 1; means: poor (1 + .6 + .2 + .12 + 0) / 5 = .384, votes (1 + 2/3 + 1/3 + 1/6 + 0) / 5 = .43333.
    expect(got.out).toMatch(/poor +30 +0,500 +\+0,308/u);
    expect(got.out).toMatch(/votes +60 +0,500 +\+0,283/u);
    expect(got.out).toContain('Kommun 6001');
  });

  it('writes the same as JSON, whose parts add up, with both languages', async () => {
    const out = path.join(folder, 'why.json');
    const got = await sigill(
      'en',
      ['explain', '--areas', write('a.csv', AREAS), '--method', write('m.json', method)],
      ['--area', '6002R001', '--top', '0.4', '--out', out],
    );
    expect([got.code, got.err]).toEqual([0, '']);
    const { why, sentence } = JSON.parse(readFileSync(out, 'utf8')) as {
      sentence: { sv: string; en: string };
      why: {
        waterfall: { from: number; to: number; parts: { part: number }[] };
        line: { over: boolean; score: number };
        changes: { weights: unknown[]; indicators: { id: string; to: number }[] };
        neighbours: { area: string }[];
        places: { kind: string; code: string; rank: number; values: number[] }[];
      };
    };
    const { from, to, parts } = why.waterfall;
    expect(from + parts.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(to, 12);
    expect(sentence.en).toContain('Area 6002R001 has rank 3 of 5');
    expect(sentence.sv).toContain('rang 3 av 5');
    expect(why.neighbours.map(({ area }) => area)).toEqual(['6001R001', '6001R002', '6002R002', '6002R003']);
    // Second is (.6 + 2/3) / 2; the third has (.2 + 1/3) / 2 and needs .36667 more: .7333 of poor's 25 percent is 18.3.
    expect(why.line).toMatchObject({ over: false, score: expect.closeTo((0.6 + 2 / 3) / 2, 12) });
    expect(why.changes.indicators.find(({ id }) => id === 'poor')?.to).toBeCloseTo(10 + (11 / 15) * 25, 9);
    expect(why.places.find(({ kind }) => kind === 'municipality')).toMatchObject({
      code: '6002',
      rank: 1,
      values: [expect.closeTo(23 / 3, 12), 85],
    });
  });

  it.each([
    [['--area', 'nowhere'], 'There is no area nowhere in a.csv.'],
    [['--area', '6001R001', '--top', '0'], '--top must be a number between 0 and 1'],
    [['--area', '6001R001', '--project', 'x.sigill'], 'Give either --areas or --project.'],
    [['--area', '6002R003', '--population', 'people'], 'The population is missing or negative.'],
  ])('refuses %j', async (more, sentence) => {
    const got = await sigill('en', [
      'explain',
      '--areas',
      write('a.csv', AREAS),
      '--method',
      write('m.json', method),
      ...more,
    ]);
    expect(got.code).toBe(2);
    expect(got.err).toContain(sentence);
  });

  it('says of an area without a score which values are missing', async () => {
    const got = await sigill(
      'en',
      ['explain', '--areas', write('gap.csv', 'code,poor,votes\nA,,\nB,1,2\nC,2,3\n')],
      ['--method', write('m.json', method), '--area', 'A'],
    );
    expect([got.code, got.out.trim()]).toEqual([0, 'Area A gets no score. Missing values: poor, votes.']);
  });
});

describe('sigill calibrate', () => {
  // Areas 1-8 by a: 10, 20 … 80; b the other way round.
  const base = `code,a,b\n${Array.from({ length: 8 }, (_none, i) => `R${i + 1},${10 * (i + 1)},${80 - 10 * i}`).join('\n')}\n`;
  const count = {
    version: 1,
    kind: 'problem-count',
    k: 1,
    levels: [{ from: 1, name: 'stor' }],
    indicators: [
      { id: 'a', direction: 1, threshold: 5 },
      { id: 'b', direction: 1, threshold: 5 },
    ],
  };

  it('finds the thresholds that give a list, writes a method and says how well it fits', async () => {
    const out = path.join(folder, 'calibrated');
    // R7, R8 by a from 70; R1 by b from 80: any threshold within [60, 70) and [70, 80).
    const got = await sigill(
      'en',
      ['calibrate', '--areas', write('base.csv', base), '--method', write('count.json', count)],
      ['--list', write('list.csv', 'code\nR1\nR7\nR8\n'), '--out', out],
    );
    expect([got.code, got.err]).toEqual([0, '']);
    expect(got.out).toContain('Jaccard 1: 3 of 3 flagged areas are reproduced, 0 are missed and 0 are added.');
    expect(got.out).toContain('not official');
    const { indicators } = JSON.parse(readFileSync(path.join(out, 'method.json'), 'utf8')) as typeof count;
    expect(indicators.map(({ threshold }) => threshold)).toEqual([60, 70]);
    const { fit } = JSON.parse(readFileSync(path.join(out, 'summary.json'), 'utf8')) as { fit: object };
    expect(fit).toMatchObject({
      jaccard: 1,
      confusion: { flaggedInBoth: 3, flaggedInListOnly: 0, flaggedByThresholdsOnly: 0, flaggedInNeither: 5 },
      missed: [],
      extra: [],
    });
  });

  it.each([
    [['--counts', '1:3', '--list', 'x'], 'Give either --list or --counts.'],
    [['--counts', '1-3'], '--counts must be pairs such as 3:180'],
    [['--counts', '1:3', '1:4'], '--counts must be pairs such as 3:180'],
  ])('refuses %j', async (more, sentence) => {
    const got = await sigill(
      'en',
      ['calibrate', '--areas', write('base.csv', base), '--method', write('count.json', count)],
      ['--out', path.join(folder, 'none'), ...more],
    );
    expect(got.code).toBe(2);
    expect(got.err).toContain(sentence);
  });

  it('takes percentiles of a base year from the file beside the method, and gives every k at once', async () => {
    const out = path.join(folder, 'based');
    write('base.csv', base);
    const relative = {
      ...count,
      baseYear: { name: '2018', areas: 'base.csv' },
      indicators: [
        { id: 'a', direction: 1, threshold: { percentile: 50, of: 'base-year' } },
        { id: 'b', direction: 1, threshold: 20 },
      ],
    };
    // The base year's middle is 45; this year only R2 is above it, and R2 and R3 above 20.
    const now = write('now.csv', 'code,a,b,people\nR1,1,20,100\nR2,46,30,300\nR3,45,30,600\n');
    const got = await sigill('en', [
      'assess',
      '--areas',
      now,
      '--method',
      write('relative.json', relative),
      '--out',
      out,
      '--population',
      'people',
    ]);
    expect([got.code, got.err]).toEqual([0, '']);
    expect(readFileSync(path.join(out, 'scores.csv'), 'utf8')).toContain('R2,2,1,stor,1,1');
    expect(readFileSync(path.join(out, 'k-curve.csv'), 'utf8').split('\n').slice(0, 4)).toEqual([
      'weighting,k,flagged,H,A,M0,raw_a,raw_b,censored_a,censored_b,contribution_a,contribution_b',
      'areas,1,2,0.666666666666667,0.75,0.5,0.333333333333333,0.666666666666667,0.333333333333333,0.666666666666667,0.333333333333333,0.666666666666667',
      'areas,2,1,0.333333333333333,1,0.333333333333333,0.333333333333333,0.666666666666667,0.333333333333333,0.333333333333333,0.5,0.5',
      // People: (300 + 600) / 1000; c / W: (300 + 600 / 2) / 900.
      'people,1,2,0.9,0.666666666666667,0.6,0.3,0.9,0.3,0.9,0.25,0.75',
    ]);
    const without = { ...relative, baseYear: { name: '2018' } };
    const refused = await sigill('en', ['assess', '--areas', now, '--method', write('w.json', without), '--out', out]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Give in “areas” the file with the areas of the base year');
  });
});
