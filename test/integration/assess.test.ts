import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';

/* `sigill assess` and `sigill groups` on files, as a person or another program runs them. */

const CLI = path.resolve(import.meta.dirname, '../../electron/cli/index.ts');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-assess-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const sigill = (...given: string[]): { code: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...given], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, SIGILL_LANGUAGE: 'en' },
  });
  return { code: status, out: stdout, err: stderr };
};
/** The same in this process: much faster, and enough for what is refused. */
const refusal = async (...given: string[]): Promise<{ code: number; err: string }> => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  try {
    return { code: await run(given, { SIGILL_LANGUAGE: 'en' }), err: written.join('') };
  } finally {
    spy.mockRestore();
  }
};
const write = (name: string, content: unknown): string => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 1));
  return name;
};
const AREAS = 'code,name,a,b,people\nR3,Third,1,10,100\nR1,First,3,30,300\nR2,Second,5,,200\nR4,Fourth,5,20,400\n';

const one = (id: string, more: object = {}): object => ({ id, direction: 1, weight: 1, ...more });
const index = (indicators: object[], more: object = {}): object => ({
  version: 1,
  kind: 'index',
  normalisation: { kind: 'min-max' },
  indicators,
  ...more,
});

describe('sigill assess', () => {
  it('min-max index by hand, with a missing value', () => {
    write('areas.csv', AREAS);
    // a: (1, 3, 5, 5) -> 0, .5, 1, 1. b turned: (-10, -30, -, -20) -> 1, 0, -, .5. Weights 3/4 and 1/4.
    // R3 0 + .25; R1 .375 + 0; R2 1 (a alone); R4 .75 + .125.
    write('method.json', index([one('a', { weight: 3 }), { id: 'b', direction: -1, weight: 1 }]));
    const got = sigill('assess', '--areas', 'areas.csv', '--method', 'method.json', '--out', 'o1', '--json');
    expect(got.code, got.err).toBe(0);
    expect(readFileSync(at('o1/scores.csv'), 'utf8')).toBe(
      [
        'area,score,rank,level,contribution_a,contribution_b',
        'R3,0.25,4,,0,0.25',
        'R1,0.375,3,,0.375,0',
        'R2,1,1,,1,',
        'R4,0.875,2,,0.75,0.125',
        '',
      ].join('\n'),
    );
    const summary = JSON.parse(got.out) as { indicators: { effectiveWeight: number; missing: number }[] };
    expect(summary.indicators.map(({ effectiveWeight, missing }) => [effectiveWeight, missing])).toEqual([
      [0.75, 0],
      [0.25, 1],
    ]);
    expect(JSON.parse(readFileSync(at('o1/summary.json'), 'utf8'))).toEqual(summary);
    expect(readdirSync(at('o1')).sort()).toEqual(['scores.csv', 'summary.json']);
  });

  it('z index by hand, from a semicolon file with decimal comma', () => {
    write('comma.csv', 'code;x;y\nA;0,5;1\nB;1,5;1\nC;2,5;4\n');
    // x: mean 1.5, sd 1: -1, 0, 1. y: mean 2, sd sqrt((1 + 1 + 4) / 2) = sqrt 3: -1/sqrt 3, the same, 2/sqrt 3.
    write('z.json', index([one('x'), one('y')], { normalisation: { kind: 'z' } }));
    expect(sigill('assess', '--areas', 'comma.csv', '--method', 'z.json', '--out', 'o2').code).toBe(0);
    const scores = readFileSync(at('o2/scores.csv'), 'utf8')
      .split('\n')
      .slice(1, 4)
      .map((line) => Number(line.split(',')[1]));
    const root = Math.sqrt(3);
    [(-1 - 1 / root) / 2, -1 / root / 2, (1 + 2 / root) / 2].forEach((want, i) =>
      expect(scores[i]).toBeCloseTo(want, 14),
    );
  });

  it('problem count by hand, also by people', () => {
    write('count.json', {
      version: 1,
      kind: 'problem-count',
      indicators: [
        { id: 'a', direction: 1, threshold: 3 },
        { id: 'b', direction: -1, threshold: 25 },
      ],
      k: 1,
      levels: [
        { from: 1, name: 'stor' },
        { from: 2, name: 'särskilt stor' },
      ],
    });
    const got = sigill(
      'assess',
      '--areas',
      'areas.csv',
      '--method',
      'count.json',
      '--out',
      'o3',
      '--population',
      'people',
    );
    expect(got.code, got.err).toBe(0);
    // a > 3: R2, R4. b < 25: R3, R4 (R2 has none, which is no problem).
    expect(readFileSync(at('o3/scores.csv'), 'utf8')).toBe(
      [
        'area,score,rank,level,contribution_a,contribution_b',
        'R3,1,2,stor,0,1',
        'R1,0,4,,0,0',
        'R2,1,2,stor,1,',
        'R4,2,1,särskilt stor,1,1',
        '',
      ].join('\n'),
    );
    const { measures, byPopulation } = JSON.parse(readFileSync(at('o3/summary.json'), 'utf8')) as {
      measures: { headcount: number };
      byPopulation: { measures: { headcount: number } };
    };
    expect(measures.headcount).toBe(0.75);
    expect(byPopulation.measures.headcount).toBe(0.7);
  });

  const doubleRoot = index([one('a', { parent: 'g' })], {
    groups: [
      { id: 'g', parent: null },
      { id: 'h', parent: null },
    ],
  });
  it.each<[string, string, string | object, string]>([
    [
      'duplicate area',
      'code,a\nX,1\nX,2\n',
      index([one('a')]),
      'areas.csv, line 3, column “code”: The area is already on line 2.',
    ],
    [
      'bad number',
      'code,a\nX,1\nY,2x\n',
      index([one('a')]),
      'areas.csv, line 3, column “a”: The field is not a number.',
    ],
    [
      'missing column',
      AREAS,
      index([one('c')]),
      'method.json, line 9, column 10: The indicator “c” is not a column of areas.csv.',
    ],
    ['two roots', AREAS, doubleRoot, 'method.json, line 22, column 14: Both “g” and “h” are at the top.'],
    ['all weights zero', AREAS, index([one('a', { weight: 0 })]), 'method.json, line 8, column 3: All weights below'],
    [
      'constant column',
      'code,a\nX,1\nY,1\n',
      index([one('a')]),
      'areas.csv, column “a”: The indicator “a” does not tell the areas apart',
    ],
    [
      'column without values',
      'code,a\nX,\nY,..\n',
      index([one('a')]),
      'areas.csv, column “a”: The indicator “a” has not a single value.',
    ],
    ['empty area file', '', index([one('a')]), 'areas.csv: The file is empty.'],
    ['header only', 'code,a\n', index([one('a')]), 'areas.csv: The file has only a header row'],
    [
      'ragged row',
      'code,a\nX,1,2\n',
      index([one('a')]),
      'areas.csv, line 2: The row has 3 fields, but the header row has 2.',
    ],
    [
      'wrong JSON',
      AREAS,
      '{"version":1,\n"kind" "index"}',
      'method.json, line 2, column 8: The file is not valid JSON',
    ],
    ['unknown key', AREAS, index([one('a', { wait: 1 })]), 'method.json, line 12, column 4: The key “wait” is unknown'],
    [
      'what is not built',
      AREAS,
      index([one('a')], { aggregation: { kind: 'median' } }),
      'aggregation.kind” must be one of',
    ],
  ])('refuses with the place: %s', async (_what, areas, method, sentence) => {
    write('areas.csv', areas);
    write('method.json', method);
    const got = await refusal(
      'assess',
      '--areas',
      at('areas.csv'),
      '--method',
      at('method.json'),
      '--out',
      at('refused'),
    );
    expect(got.err).toContain(sentence);
    expect(got.code).toBe(2);
    expect(existsSync(at('refused'))).toBe(false);
  });
});

describe('sigill groups', () => {
  const spec = (more: object = {}): object => ({
    version: 1,
    algorithm: 'k-means',
    k: 2,
    starts: 5,
    seed: 7,
    standardise: 'none',
    indicators: [{ id: 'x' }],
    ...more,
  });

  it('by hand, the same bytes twice, with a choice of k', () => {
    write('points.csv', 'code,x\nD,0\nC,1\nB,2\nA,11\n');
    write('spec.json', spec());
    for (const out of ['g1', 'g2'])
      expect(
        sigill('groups', '--areas', 'points.csv', '--spec', 'spec.json', '--out', out, '--choose-k', '2..3').code,
      ).toBe(0);
    // Means 1 and 11. D: own 1, other 11. C: 0 and 10. B: 1 and 9. A alone: 0 and 10.
    expect(readFileSync(at('g1/groups.csv'), 'utf8')).toBe(
      `area,group,margin\nD,1,${(10 / 11).toPrecision(15)}\nC,1,1\nB,1,${(8 / 9).toPrecision(15)}\nA,2,1\n`,
    );
    for (const name of ['groups.csv', 'summary.json'])
      expect(readFileSync(at(`g1/${name}`), 'utf8')).toBe(readFileSync(at(`g2/${name}`), 'utf8'));
    const summary = JSON.parse(readFileSync(at('g1/summary.json'), 'utf8')) as {
      k: number;
      sizes: number[];
      inertia: number;
      foundTimes: number;
      chooseK: { k: number; inertia: number }[];
    };
    expect([summary.k, summary.sizes, summary.inertia, summary.foundTimes]).toEqual([2, [3, 1], 2, 5]);
    expect(summary.chooseK.map(({ k, inertia }) => [k, inertia])).toEqual([
      [2, 2],
      [3, 0.5],
    ]);
  });

  it.each<[string, string, object, string[], string]>([
    [
      'k larger than the areas',
      'code,x\nA,1\nB,2\n',
      spec({ k: 3 }),
      [],
      'spec.json, line 4, column 7: 3 groups cannot be formed of 2 areas.',
    ],
    [
      'a missing value',
      'code,x\nA,1\nB,\n',
      spec(),
      [],
      'areas.csv, line 3, column “x”: A value is missing for the indicator “x”.',
    ],
    [
      'no spread',
      'code,x\nA,1\nB,1\n',
      spec({ standardise: 'z' }),
      [],
      'areas.csv, column “x”: The indicator “x” has no spread',
    ],
    [
      'what is not built',
      'code,x\nA,1\nB,2\n',
      spec({ algorithm: 'dbscan' }),
      [],
      '“algorithm” must be one of: k-means, ward, pam, gaussian-mixture, skater.',
    ],
    ['a bad choice of k', 'code,x\nA,1\nB,2\n', spec(), ['--choose-k', '9..3'], '--choose-k must be two whole numbers'],
  ])('refuses with the place: %s', async (_what, areas, content, more, sentence) => {
    write('areas.csv', areas);
    write('spec.json', content);
    const given = ['--areas', at('areas.csv'), '--spec', at('spec.json'), '--out', at('refused'), ...more];
    const got = await refusal('groups', ...given);
    expect(got.err).toContain(sentence);
    expect(got.code).toBe(2);
    expect(existsSync(at('refused'))).toBe(false);
  });

  it('leaves earlier results as they were when it refuses, and says when it cannot write', async () => {
    mkdirSync(at('kept'));
    write('kept/groups.csv', 'old');
    write('areas.csv', 'code,x\nA,1\nB,\n');
    write('spec.json', spec());
    const given = ['groups', '--areas', at('areas.csv'), '--spec', at('spec.json'), '--out'];
    expect((await refusal(...given, at('kept'))).code).toBe(2);
    expect(readFileSync(at('kept/groups.csv'), 'utf8')).toBe('old');
    write('areas.csv', 'code,x\nA,1\nB,2\n');
    const got = await refusal(...given, at('areas.csv'));
    expect([got.code, got.err]).toEqual([2, expect.stringContaining('Cannot write')]);
  });
});
