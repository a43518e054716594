import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { PASSPHRASE, reopen, seededPorts, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';
import { importPeople, people, smallCountry } from '../support/smallCountry.ts';

/* `sigill groups` over several years: the same groups in all of them, and how areas go from one to the next. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
const lines = (name: string): string[] => readFileSync(at(name), 'utf8').trim().split('\n');
const SPEC = {
  version: 1,
  algorithm: 'k-means',
  k: 2,
  starts: 5,
  standardise: 'z',
  indicators: [{ id: 'x' }, { id: 'y' }],
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-years-'));
  // Three areas low, two high; in 2023 B goes up, E is new and F gone; nobody else changes.
  writeFileSync(at('a21.csv'), 'code,x,y\nA,1,1\nB,2,1\nC,1,2\nD,9,9\nF,10,9\n');
  writeFileSync(at('a23.csv'), 'code,x,y\nA,1,1\nB,9,10\nC,1,2\nD,9,9\nE,10,10\n');
  writeFileSync(at('spec.json'), JSON.stringify(SPEC));
  writeFileSync(at('skater.json'), JSON.stringify({ ...SPEC, algorithm: 'skater' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (out: string, ...more: string[]) => {
  const spec = more.includes('--spec') ? [] : ['--spec', at('spec.json')];
  // Not in the order of the years, which is theirs to be put in.
  const files = more.includes('--areas-of') ? [] : ['--areas-of', `2023=${at('a23.csv')}`, `2021=${at('a21.csv')}`];
  return sigill('groups', ...spec, '--out', at(out), ...files, ...more);
};

describe('sigill groups over years', () => {
  it('puts the areas of other years to the groups of the first, and tells who moved', async () => {
    const got = await run('base');
    expect(got.code, got.err).toBe(0);
    expect(lines('base/groups.csv').map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      'area,year,group',
      'A,2021,1',
      'B,2021,1',
      'C,2021,1',
      'D,2021,2',
      'F,2021,2',
      'A,2023,1',
      'B,2023,2',
      'C,2023,1',
      'D,2023,2',
      'E,2023,2',
    ]);
    expect(lines('base/transitions.csv')).toEqual([
      'from,to,group_from,group_to,areas',
      '2021,2023,1,1,2',
      '2021,2023,1,2,1',
      '2021,2023,2,1,0',
      '2021,2023,2,2,1',
    ]);
    expect(JSON.parse(lines('base/summary.json').join('\n'))).toMatchObject({
      areas: 5,
      years: {
        fit: 2021,
        list: [
          { year: 2021, areas: 5, sizes: [3, 2], without: 0 },
          { year: 2023, areas: 5, sizes: [2, 3], without: 0 },
        ],
        transitions: [{ from: 2021, to: 2023, both: 4, stayed: 3 }],
      },
    });
    expect(got.out).toContain('2021 to 2023: 3 of 4 areas stay in their group');
  });

  it('makes them of another year, or of all years together, with the same values for the same area in both', async () => {
    const other = await run('other', '--fit', '2023');
    expect(other.out).toContain('Groups made of 2023');
    const pooled = await run('pooled', '--fit', 'pooled');
    expect(pooled.code, pooled.err).toBe(0);
    const groups = lines('pooled/groups.csv').map((line) => line.split(','));
    const of = (area: string): string[] =>
      groups.filter(([code]) => code === area).map((row) => row.slice(2).join(' '));
    for (const area of ['A', 'C', 'D']) expect(new Set(of(area)).size, area).toBe(1);
    expect(new Set(of('B')).size).toBe(2);
    expect(JSON.parse(lines('pooled/summary.json').join('\n'))).toMatchObject({ areas: 10, sizes: [5, 5] });
  });

  it.each([
    ['a year that is not there', ['--fit', '2022'], 'The year 2022 is not among those given.'],
    ['an algorithm without means', ['--spec', 'skater.json'], 'choose k-means, ward or pam'],
    ['an earlier grouping', ['--previous', 'x.csv'], '--year, --previous and --area-types are for a single year.'],
    ['the same year twice', ['--areas-of', '2021=a21.csv', '2021=a23.csv'], 'Give years as 2019..2023'],
  ])('refuses %s', async (_what, given, sentence) => {
    const got = await run('none', ...given.map((one) => (one.endsWith('.json') ? at(one) : one)));
    expect([got.code, got.err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('names the area, the column and the file where a value is missing', async () => {
    writeFileSync(at('a24.csv'), 'code,x,y\nA,1,\nB,2,3\n');
    const files = ['--areas-of', `2021=${at('a21.csv')}`, `2024=${at('a24.csv')}`];
    const refused = await run('gap', ...files);
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/a24\.csv.*2/u)]);
    writeFileSync(at('drop.json'), JSON.stringify({ ...SPEC, missing: 'drop' }));
    const dropped = await run('drop', '--spec', at('drop.json'), ...files);
    expect(dropped.code, dropped.err).toBe(0);
    expect(lines('drop/groups.csv').find((line) => line.startsWith('A,2024'))).toBe('A,2024,,');
  });
});

describe('sigill groups over the years of a project', () => {
  const home = temporaryFolder();
  const inside = (name: string): string => path.join(home.path, name);
  const INDICATORS = ['mean-age', 'share-65-plus'];
  beforeAll(async () => {
    const project = await smallCountry(home.path, 'land.sigill', seededPorts(1), people(1), 2022);
    // In 2023 everybody in the first area is old; the others are as they were.
    const aged = people(1).map((person) => (person.area === 0 ? { ...person, age: 80 } : person));
    await importPeople(project, home.path, aged, 2023);
    computeIndicators(project, { years: [2022, 2023] }, silent);
    project.close();
    writeFileSync(inside('pass.txt'), PASSPHRASE);
    const indicators = INDICATORS.map((id) => ({ id }));
    writeFileSync(inside('spec.json'), JSON.stringify({ ...SPEC, indicators }));
  });
  afterAll(() => home.remove());
  const from = (out: string, ...more: string[]) =>
    sigill(
      'groups',
      '--project',
      inside('land.sigill'),
      '--passphrase-file',
      inside('pass.txt'),
      '--spec',
      inside('spec.json'),
      '--out',
      inside(out),
      ...more,
    );
  const MARK = 'ej-rojandekontrollerad';
  const read = (out: string, name: string): string => readFileSync(path.join(inside(out), name), 'utf8').trim();

  it('puts both years to the groups of the first, as working copies that are logged; the area that aged is the one that moved', async () => {
    const refused = await from('refused', '--years', '2022..2023');
    expect([refused.code, existsSync(inside('refused'))]).toEqual([1, false]);
    const got = await from('years', '--years', '2022..2023', '--working-copy');
    expect([got.code, got.err]).toEqual([0, expect.not.stringContaining('error')]);
    const rows = read('years', `groups.${MARK}.csv`)
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(rows).toHaveLength(24);
    const groupIn = (year: string): Map<string, string> =>
      new Map(rows.filter((row) => row[1] === year).map(([area = '', , group = '']) => [area, group]));
    const [then, now] = [groupIn('2022'), groupIn('2023')];
    expect([...then.keys()].filter((area) => then.get(area) !== now.get(area))).toEqual(['6001R001']);
    expect(JSON.parse(read('years', `summary.${MARK}.json`))).toMatchObject({
      years: { fit: 2022, transitions: [{ from: 2022, to: 2023, both: 12, stayed: 11 }] },
    });
    const log = reopen(home.path, 'land.sigill');
    try {
      expect(JSON.stringify([...log.log()].findLast(({ action }) => action === 'working-copy'))).toContain('groups');
    } finally {
      log.close();
    }
  });

  it('makes the groups of another year or of both, and names a year without values', async () => {
    const other = await from('other', '--years', '2022..2023', '--fit', '2023', '--working-copy');
    expect([other.code, other.out]).toEqual([0, expect.stringContaining('Groups made of 2023')]);
    const pooled = await from('pooled', '--years', '2022..2023', '--fit', 'pooled', '--working-copy');
    expect([pooled.code, pooled.err]).toEqual([0, expect.not.stringContaining('error')]);
    expect(JSON.parse(read('pooled', `summary.${MARK}.json`))).toMatchObject({ areas: 24 });
    const none = await from('none', '--years', '2021..2023', '--working-copy');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('2021')]);
  });
});
