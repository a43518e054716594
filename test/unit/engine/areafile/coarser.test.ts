import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAreaFile } from '../../../../electron/engine/areafile/areaFile.ts';
import { coarserAreas } from '../../../../electron/engine/areafile/coarser.ts';
import { sigill } from '../../../support/sigill.ts';

/*
 * Area statistics as an agency publishes them, without records. 6001: incomes 200 of 1 000 people, 300 of 3 000: (200 + 900) / 4 = 275, not 250.
 */

const N = Number.NaN;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-coarser-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const written = (name: string, content: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

const CSV = `RegSO;inkomst;folkmangd
6001R001;200;1000
6001R002;300;3000
6002R001;;500
6002R002;400;100
7001R001;100;0
7001R002;250;10
`;

/** The same first municipality as a PX file. */
const PX = `CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="sv";
CREATION-DATE="20240101 09:00";
DECIMALS=0;
SHOWDECIMALS=0;
MATRIX="X";
SUBJECT-CODE="BE";
SUBJECT-AREA="Befolkning";
TITLE="Inkomst efter region och tabellinnehåll";
CONTENTS="Inkomst";
UNITS="tkr";
STUB="region";
HEADING="tabellinnehåll";
VALUES("region")="Åkanten","Backen";
VALUES("tabellinnehåll")="inkomst","folkmangd";
CODES("region")="6001R001","6001R002";
CODES("tabellinnehåll")="inkomst","folkmangd";
DATA=
200 1000
300 3000
;
`;

describe('coarser areas from area statistics', () => {
  const columns = { means: [{ value: 'inkomst', weight: 'folkmangd' }], sums: ['folkmangd'] };

  it('weigh a mean by what it is a mean of, and miss a value where a part with weight misses it', () => {
    const found = coarserAreas(readAreaFile(written('a.csv', CSV)), 'municipality', columns);
    expect(found.areas).toEqual(['6001', '6002', '7001']);
    expect([...found.members]).toEqual([2, 2, 2]);
    expect([...(found.columns[0]?.values ?? [])]).toEqual([275, N, 250]);
    expect([...(found.columns[1]?.values ?? [])]).toEqual([4000, 600, 10]);
    const counties = coarserAreas(readAreaFile(written('a.csv', CSV)), 'county', columns);
    expect([counties.areas, [...(counties.columns[0]?.values ?? [])]]).toEqual([
      ['60', '70'],
      [N, 250],
    ]);
    expect([
      ...(coarserAreas(readAreaFile(written('a.csv', CSV)), 'nation', columns).columns[1]?.values ?? []),
    ]).toEqual([4610]);
  });

  it('come from a PX file as from a delimited one', () => {
    const found = coarserAreas(
      readAreaFile(written('a.px', PX), { select: new Map([['tabellinnehåll', '*']]) }),
      'municipality',
      columns,
    );
    expect([found.areas, ...found.columns.map(({ values }) => [...values])]).toEqual([['6001'], [275], [4000]]);
  });

  it('refuse areas of mixed levels, areas that lie in none, and weights that are none', () => {
    const of = (content: string) => () =>
      coarserAreas(readAreaFile(written('b.csv', content)), 'municipality', columns);
    expect(of('RegSO;inkomst;folkmangd\n6001R001;1;2\n6001A0010;1;2\n')).toThrow('areafile.mixedLevels');
    expect(of('RegSO;inkomst;folkmangd\n6001;1;2\n')).toThrow('areafile.notWithin');
    expect(of('RegSO;inkomst;folkmangd\n6001R001;1;-2\n')).toThrow('areafile.badWeight');
    expect(of('RegSO;inkomst;folkmangd\n6001R001;1;\n')).toThrow('areafile.badWeight');
  });

  it('are written by sigill combine, which asks what each column is', async () => {
    const [file, out] = [written('c.csv', CSV), path.join(folder, 'ut.csv')];
    const asked = ['combine', file, '--to', 'municipality', '--out', out];
    const done = await sigill(...asked, '--mean', 'inkomst=folkmangd', '--sum', 'folkmangd');
    expect(done.code).toBe(0);
    expect(done.out).toContain('inkomst: 1 area has no value');
    expect(readFileSync(out, 'utf8')).toBe('area,inkomst,folkmangd\n6001,275,4000\n6002,,600\n7001,250,10\n');
    expect((await sigill(...asked)).code).toBe(2);
    expect((await sigill(...asked, '--mean', 'inkomst')).code).toBe(2);
    expect((await sigill('combine', file, '--to', 'kommun', '--out', out, '--sum', 'folkmangd')).code).toBe(2);
  });
});
