import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, sigill } from '../support/sigill.ts';

/* Rules for missing values, exclusions, and input that makes no sense, through the command line. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-edges-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const write = (name: string, content: unknown): string => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  return at(name);
};
let runs = 0;
const assess = async (
  areas: string,
  method: unknown,
  ...more: string[]
): Promise<Outcome & { readonly folder: string }> => {
  runs += 1;
  const out = at(`out${runs}`);
  const files = ['--areas', write('areas.csv', areas), '--method', write('method.json', method), '--out', out];
  return { ...(await sigill('assess', ...files, ...more)), folder: out };
};
const read = (got: { readonly folder: string }, name: string): string =>
  readFileSync(path.join(got.folder, name), 'utf8').trim();
const one = (id: string, more: object = {}): object => ({ id, direction: 1, weight: 1, ...more });
const index = (indicators: object[], more: object = {}): object => ({
  version: 1,
  kind: 'index',
  normalisation: { kind: 'none' },
  indicators,
  ...more,
});

describe('missing values and exclusions', () => {
  // Municipality 6001: a 10, 20, -; 6002: a 40, -.
  const AREAS =
    'code,a,b,c,young\n6001R001,10,1,1,5\n6001R002,20,1,2,5\n6001R003,,4,3,5\n6002R001,40,1,4,70\n6002R002,,,5,5\n';

  it('fills gaps by the rule of the group, marks every filled value, and leaves a group with too little alone', async () => {
    const method = index([one('a'), one('b'), one('c')], {
      missing: { leastShare: 0, rules: [{ for: ['a', 'b'], leastShare: 0.5, impute: 'municipality' }] },
    });
    const got = await assess(AREAS, method);
    expect(got.code, got.err).toBe(0);
    // 6001R003 has one of two, so a becomes (10 + 20) / 2; 6002R002 has neither and keeps its gaps: c alone.
    expect(read(got, 'scores.csv').split('\n')).toEqual([
      'area,score,rank,level,contribution_a,contribution_b,contribution_c,imputed,excluded',
      expect.stringMatching(/^6001R001,4,5,,.*,0,$/u),
      expect.stringMatching(/^6001R002,7.66666666666667,2,,.*,0,$/u),
      expect.stringMatching(/^6001R003,7.33333333333333,3,,5,1.33333333333333,1,1,$/u),
      expect.stringMatching(/^6002R001,15,1,,.*,0,$/u),
      '6002R002,5,4,,,,5,0,',
    ]);
    expect(read(got, 'imputed.csv').split('\n')).toEqual(['area,indicator,value,by', '6001R003,a,15,municipality']);
    expect(JSON.parse(read(got, 'summary.json'))).toMatchObject({
      imputed: [{ indicator: 'a', by: 'municipality', areas: 1 }],
      excluded: [],
    });
    expect(got.err).toContain('1 missing value of “a” has been filled in (mean of the municipality)');
    const named = ['--areas', at('areas.csv'), '--method', at('method.json'), '--area', '6001R003', '--top', '0.2'];
    const why = await sigill('explain', ...named);
    expect(why.out).toMatch(/a +15\*/u);
    expect(why.out).toContain('* filled-in value: a (mean of the municipality)');
  });

  it('fills from neighbours and from last year too, and says what it lacks', async () => {
    const rule = (impute: string, more: object = {}): object =>
      index([one('a')], { missing: { leastShare: 0, rules: [{ for: ['a'], impute }], ...more } });
    const pairs = write('pairs.csv', 'a,b\n6001R003,6001R001\n6002R001,6001R003\n');
    const near = await assess(AREAS, rule('neighbours'), '--contiguity', pairs);
    expect(read(near, 'imputed.csv')).toContain('6001R003,a,25,neighbours');
    write('last.csv', 'code,a\n6002R002,33\n6001R003,\n');
    const last = await assess(AREAS, rule('last-year', { lastYear: { name: '2021', areas: 'last.csv' } }));
    expect(read(last, 'imputed.csv').split('\n').slice(1)).toEqual(['6002R002,a,33,last-year']);
    const types = await assess(AREAS, rule('area-type'), '--area-types', 'b');
    // Type 1: 10, 20 and 40, so nothing for type 4 but its own gap.
    expect(read(types, 'imputed.csv').split('\n').slice(1)).toEqual([]);
    for (const [by, sentence] of [
      ['neighbours', 'It is not known which areas are neighbours'],
      ['last-year', 'There are no values of last year'],
      ['area-type', 'Area types are not known'],
    ] as const) {
      const refused = await assess(AREAS, rule(by));
      expect([refused.code, refused.err.includes(sentence)]).toEqual([2, true]);
    }
  });

  it('excludes areas with a reason that stays in sight, and lets them count for nothing', async () => {
    const method = index([one('c')], {
      normalisation: { kind: 'min-max' },
      exclude: [
        { reason: 'studentområde', where: { column: 'young', above: 50 } },
        { reason: 'gränsområde', areas: ['6001R001'] },
      ],
    });
    const got = await assess(AREAS, method);
    expect(got.code, got.err).toBe(0);
    // 2, 3 and 5 remain.
    expect(read(got, 'scores.csv').split('\n').slice(1)).toEqual([
      '6001R001,,,,,0,gränsområde',
      '6001R002,0,3,,0,0,',
      '6001R003,0.333333333333333,2,,0.333333333333333,0,',
      '6002R001,,,,,0,studentområde',
      '6002R002,1,1,,1,0,',
    ]);
    expect(JSON.parse(read(got, 'summary.json'))).toMatchObject({
      areas: 3,
      excluded: [
        { area: '6001R001', reason: 'gränsområde' },
        { area: '6002R001', reason: 'studentområde' },
      ],
    });
    expect(got.err).toContain('1 area is excluded: studentområde');
    const files = ['--areas', at('areas.csv'), '--method', at('method.json')];
    const why = await sigill('explain', ...files, '--area', '6002R001');
    expect([why.code, why.out.trim()]).toEqual([0, 'Area 6002R001 is excluded from the assessment: studentområde.']);
    const elsewhere = await sigill('uncertainty', ...files, '--out', at('u'), '--replicates', '10');
    expect([elsewhere.code, elsewhere.err.includes('1 area is excluded: studentområde')]).toEqual([0, true]);
  });

  it.each([
    [{ exclude: [{ reason: 'x', areas: ['nowhere'] }] }, 'The area nowhere, which is to be excluded'],
    [{ exclude: [{ reason: 'x', where: { column: 'none', above: 1 } }] }, 'The column “none”'],
    [{ exclude: [{ reason: 'x', where: { column: 'c', above: 0 } }] }, 'All areas are excluded'],
    [{ exclude: [{ reason: 'x' }] }, 'method.json'],
    [{ missing: { leastShare: 0, rules: [{ for: ['none'] }] } }, '“none” is neither an indicator'],
  ])('refuses %j', async (more, sentence) => {
    const got = await assess(AREAS, index([one('c')], more));
    expect(got.code).toBe(2);
    expect(got.err).toContain(sentence);
    expect(readdirSync(folder)).not.toContain(path.basename(got.folder));
  });
});

describe('input that makes no sense', () => {
  const THREE = 'code,a,b\nX,1,3\nY,2,3\nZ,3,3\n';
  const group = (id: string, parent: string | null): object => ({ id, parent });

  it.each([
    [
      'a constant indicator',
      THREE,
      index([one('b')], { normalisation: { kind: 'z' } }),
      'does not tell the areas apart',
    ],
    ['a column without a value', 'code,a\nX,\nY,\n', index([one('a')]), 'has not a single value'],
    [
      'one area, where spread is needed',
      'code,a\nX,1\n',
      index([one('a')], { normalisation: { kind: 'z' } }),
      'does not tell the areas apart',
    ],
    [
      'one area, area types',
      'code,a,b,c\nX,1,2,3\n',
      { version: 1, kind: 'sei', indicators: ['a', 'b', 'c'] },
      'no spread',
    ],
    ['infinity', 'code,a\nX,Infinity\nY,2\n', index([one('a')]), 'areas.csv'],
    ['a number beyond all bounds', 'code,a\nX,1e999\nY,2\n', index([one('a')]), 'areas.csv'],
    ['weights that are all zero', THREE, index([one('a', { weight: 0 })]), 'All weights below “indicators” are zero'],
    ['a negative weight', THREE, index([one('a', { weight: -1 })]), 'method.json'],
    [
      'a circle in the tree',
      THREE,
      index([one('a', { parent: 'g1' })], { groups: [group('top', null), group('g1', 'g2'), group('g2', 'g1')] }),
      'method.json',
    ],
    ['an unknown key', THREE, index([one('a')], { wieghts: {} }), 'method.json'],
    ['an area twice', 'code,a\nX,1\nX,2\n', index([one('a')]), 'areas.csv'],
    ['no areas', 'code,a\n', index([one('a')]), ''],
    [
      'a threshold beyond reason',
      THREE,
      {
        version: 1,
        kind: 'problem-count',
        k: 1,
        levels: [],
        indicators: [one('a', { threshold: { percentile: 101 } })],
      },
      'method.json',
    ],
  ])('refuses %s', async (_name, areas, method, sentence) => {
    const got = await assess(areas, method);
    expect(got.code, got.err).toBe(2);
    expect(got.err).toContain(sentence);
    expect(readdirSync(folder)).not.toContain(path.basename(got.folder));
  });

  it('takes NaN in a file for a missing value, and says that it is missing', async () => {
    const got = await assess('code,a\nX,NaN\nY,2\nZ,3\n', index([one('a')]));
    expect(got.code).toBe(0);
    expect(read(got, 'scores.csv').split('\n')[1]).toBe('X,,,,');
    expect(got.err).toContain('1 area');
  });

  it('gives the stated result for one area, two areas, and ties everywhere', async () => {
    expect(read(await assess('code,a\nX,7\n', index([one('a')])), 'scores.csv')).toContain('X,7,1,,7');
    const two = await assess('code,a\nX,7\nY,9\n', index([one('a')], { normalisation: { kind: 'min-max' } }));
    expect(read(two, 'scores.csv').split('\n').slice(1)).toEqual(['X,0,2,,0', 'Y,1,1,,1']);
    const tied = await assess('code,a\nZ,4\nX,4\nY,4\n', index([one('a')]));
    expect(read(tied, 'scores.csv').split('\n').slice(1)).toEqual(['Z,4,1,,4', 'X,4,1,,4', 'Y,4,1,,4']);
    const beaten = await assess('code,a\nZ,4\nX,4\nY,4\n', index([one('a')], { aggregation: { kind: 'copeland' } }));
    expect(read(beaten, 'scores.csv').split('\n')[1]).toMatch(/^Z,0,1,/u);
    const count = {
      version: 1,
      kind: 'problem-count',
      k: 1,
      levels: [],
      indicators: [{ id: 'a', direction: 1, threshold: 4 }],
    };
    expect(read(await assess('code,a\nZ,4\nX,4\n', count), 'scores.csv').split('\n')[1]).toBe('Z,0,1,,0');
  });
});
