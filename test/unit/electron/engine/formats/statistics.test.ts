import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAreaFile } from '../../../../../electron/engine/areafile/areaFile.ts';
import { readJsonStat } from '../../../../../electron/engine/formats/statistics/jsonStat.ts';
import { readPx } from '../../../../../electron/engine/formats/statistics/px.ts';
import { previewFile } from '../../../../../electron/engine/preview/previewFile.ts';
import { DataError, UserError } from '../../../../../shared/errors/errors.ts';
import { write } from '../../../../support/deliveries.ts';
import { temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string, content: string | Uint8Array): string => write(folder.path, name, content);

/** Two regions by sex, two kinds of figures and two years, as Statistikdatabasen lets a PX file out. */
const PX = `CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="iso-8859-15";
LANGUAGE="sv";
LANGUAGES="sv","en";
TITLE="Folkmängd efter region, kön, "
"tabellinnehåll och år";
TITLE[en]="Population";
CONTENTS="Folkmängd";
STUB="region","kön";
STUB[en]="region","sex";
HEADING="tabellinnehåll","år";
CONTVARIABLE="tabellinnehåll";
VARIABLECODE("region")="Region";
VALUES("region")="6001R001 Norra","6001R002 Södra";
CODES("region")="6001R001_RegSO2025","6001R002_RegSO2025";
VALUES("kön")="män","kvinnor";
CODES("kön")="1","2";
VALUES("tabellinnehåll")="Folkmängd","Andel, procent";
CODES("tabellinnehåll")="BE01","BE02";
VALUES("år")="2022","2023";
TIMEVAL("år")=TLIST(A1),"2022","2023";
DATA=
100 101 1.5 "..."
102 103 "-" 2.5
200 201 ".." 3.5
202 203 4 4.5;
`;

const select = (...pairs: [string, string][]): { select: ReadonlyMap<string, string> } => ({ select: new Map(pairs) });

describe('PX', () => {
  it('is read with its codes, kinds of figures, missing ones and zeros', () => {
    const cube = readPx(file('folk.px', Buffer.from(PX, 'latin1')));
    expect(cube.dimensions.map(({ code, role, codes }) => [code, role, codes.length])).toEqual([
      ['Region', 'other', 2],
      ['kön', 'other', 2],
      ['tabellinnehåll', 'contents', 2],
      ['år', 'time', 2],
    ]);
    const nan = Number.NaN;
    expect([...cube.values]).toEqual([100, 101, 1.5, nan, 102, 103, 0, 2.5, 200, 201, nan, 3.5, 202, 203, 4, 4.5]);
  });

  it('is a file of areas once it is said which sex and year are meant', () => {
    const path = file('folk.px', Buffer.from(PX, 'latin1'));
    const areas = readAreaFile(path, select(['kön', 'kvinnor'], ['år', '2023']));
    expect(areas.areas).toEqual(['6001R001', '6001R002']);
    expect([...areas.numbers('BE01')]).toEqual([103, 203]);
    expect([...areas.numbers('BE02')]).toEqual([2.5, 4.5]);
    const wide = readAreaFile(path, select(['KÖN', '2'], ['år', '*'], ['tabellinnehåll', 'Folkmängd']));
    expect([...wide.numbers('BE01_2022')]).toEqual([102, 202]);
    expect([...wide.numbers('BE01_2023')]).toEqual([103, 203]);
  });

  it('says what must be chosen, and how', () => {
    const path = file('folk.px', Buffer.from(PX, 'latin1'));
    const why = (input: Parameters<typeof readAreaFile>[1]): unknown => {
      try {
        readAreaFile(path, input);
      } catch (cause) {
        return cause instanceof UserError
          ? [cause.key, cause.parameters['variable'], cause.parameters['codes']]
          : cause;
      }
      return 'nothing was refused';
    };
    expect(why({})).toEqual(['statistics.choose', 'kön', '1, 2']);
    expect(why(select(['kön', '1']))).toEqual(['statistics.choose', 'år', '2022, 2023']);
    expect(why(select(['kön', '3']))).toEqual(['statistics.noSuchValue', 'kön', '1, 2']);
    expect(why(select(['ålder', '3']))).toEqual(['statistics.noSuchVariable', 'ålder', undefined]);
  });

  it('takes one level and one version of the areas', () => {
    const codes = [
      '00',
      '01',
      '6001',
      '6001R001_RegSO2020',
      '6001R001_RegSO2025',
      '6001R002_RegSO2025',
      '6001A0010_DeSO2025',
    ];
    const px = `CHARSET="ANSI";CODEPAGE="utf-8";STUB="region";HEADING="år";VALUES("region")=${codes
      .map((code) => `"${code}"`)
      .join(',')};VALUES("år")="2023";CONTENTS="Antal";DATA=1 2 3 4 5 6 7;`;
    const path = file('nivå.px', px);
    const all = select(['region', 'RegSO2025']);
    expect(readAreaFile(path, all).areas).toEqual(['6001R001', '6001R002']);
    expect([...readAreaFile(path, all).numbers('Antal')]).toEqual([5, 6]);
    expect(readAreaFile(path, select(['region', 'DeSO'])).areas).toEqual(['6001A0010']);
    expect(readAreaFile(path, select(['region', 'län'])).areas).toEqual(['00', '01']);
    expect(() => readAreaFile(path)).toThrow('statistics.chooseAreas');
  });

  it('is read from rows with keys, in code page 850 and with several headings', () => {
    const keyed = `CHARSET="ANSI";CODEPAGE="utf-8";STUB="a","b";HEADING="c";VALUES("a")="6001","6002";VALUES("b")="x","y";
VALUES("c")="1","2";KEYS("a")=VALUES;KEYS("b")=VALUES;DATA=
"6001","y",1 2
"6002","x",3 ".."
;`;
    expect([...readPx(file('k.px', keyed)).values]).toEqual([0, 0, 1, 2, 3, Number.NaN, 0, 0]);
    const old = 'STUB="l\u0084n";VALUES("l\u0084n")="01","03";CONTENTS="M\u0084ngd";DATA=1 2;';
    const cube = readPx(file('o.px', Buffer.from(old, 'latin1')));
    expect([cube.dimensions[0]?.code, cube.contents]).toEqual(['län', 'Mängd']);
  });

  it.each([
    ['AXIS-VERSION="2013";\nSTUB="a";\nVALUES("a")="1","2";\nDATA=1;', 'px.tooFewFigures', 4],
    ['AXIS-VERSION="2013";\nSTUB="a";\nVALUES("a")="1";\nDATA=\n1 2;', 'px.tooManyFigures', 5],
    ['AXIS-VERSION="2013";\nSTUB="a";\nVALUES("a")="1";\nDATA=\n\nx;', 'px.badFigure', 6],
    ['AXIS-VERSION="2013";\nSTUB="a";\nVALUES("a")="1";\nDATA=1', 'px.unclosedData', 4],
    ['AXIS-VERSION="2013";\nSTUB="a', 'px.unclosedText', 2],
    ['AXIS-VERSION="2013";\nSTUB="a";\n', 'px.noData', 3],
    ['AXIS-VERSION="2013";\n=3;', 'px.badKeyword', 2],
    ['AXIS-VERSION="2013";\nSTUB="a";\nVALUES("a")="1","1";\nDATA=1 2;', 'px.doubledCode', 3],
    ['AXIS-VERSION="2013";\nSTUB="__proto__";\nDATA=1;', 'px.noValues', undefined],
  ])('that is wrong is refused with its line: %j', (content, key, line) => {
    let caught: unknown;
    try {
      readPx(file('fel.px', content));
    } catch (cause) {
      caught = cause;
    }
    expect(caught).toBeInstanceOf(DataError);
    expect([(caught as DataError).key, (caught as DataError).place.line]).toEqual([key, line]);
  });
});

const STAT = {
  version: '2.0',
  class: 'dataset',
  label: 'Folkmängd',
  id: ['Region', 'ContentsCode', 'Tid'],
  size: [2, 2, 1],
  dimension: {
    Region: {
      label: 'region',
      category: { index: { '6001R002': 1, '6001R001': 0 }, label: { '6001R001': 'Norra', '6001R002': 'Södra' } },
    },
    ContentsCode: { category: { index: ['A', 'B'] } },
    Tid: { category: { label: { '2023': '2023' } } },
  },
  role: { geo: ['Region'], metric: ['ContentsCode'], time: ['Tid'] },
  value: [1, 2.5, null, 4] as unknown,
};

describe('JSON-stat 2', () => {
  it('is a file of areas, with figures as a list or by position', () => {
    const dense = readAreaFile(file('a.json', JSON.stringify(STAT)));
    expect(dense.areas).toEqual(['6001R001', '6001R002']);
    expect([...dense.numbers('A')]).toEqual([1, Number.NaN]);
    expect([...dense.numbers('B')]).toEqual([2.5, 4]);
    const sparse = { ...STAT, value: { '0': 1, '3': 4 }, status: { '1': '..' } };
    expect([...readAreaFile(file('b.json', JSON.stringify(sparse))).numbers('B')]).toEqual([Number.NaN, 4]);
  });

  it.each<[string, object | string, string]>([
    ['broken off', '{"version":"2.0","class":"dataset","id":[', 'json.syntax'],
    ['of version 1', { dataset: { dimension: {}, value: [] } }, 'jsonstat.old'],
    ['a collection', { version: '2.0', class: 'collection', link: {} }, 'jsonstat.collection'],
    ['with too few figures', { ...STAT, value: [1, 2, 3] }, 'jsonstat.values'],
    ['with a figure outside', { ...STAT, value: { '4': 1 } }, 'jsonstat.values'],
    ['with a wrong size', { ...STAT, size: [2, 3, 1] }, 'jsonstat.categories'],
    ['with sizes missing', { ...STAT, size: [2, 2] }, 'jsonstat.sizes'],
    ['without a dimension', { ...STAT, dimension: { Region: STAT.dimension.Region } }, 'jsonstat.noDimension'],
    ['with too many cells', { ...STAT, size: [1e6, 1e6, 1e6] }, 'statistics.tooManyCells'],
    ['nested deep', `{"version":"2.0","class":"dataset","id":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'json.tooDeep'],
  ])('that is %s is refused', (_what, content, key) => {
    const path = file('fel.json', typeof content === 'string' ? content : JSON.stringify(content));
    expect(() => readJsonStat(path)).toThrow(key);
  });
});

it('previews a statistical table by its dimensions', async () => {
  const preview = await previewFile(file('folk_2023.px', Buffer.from(PX, 'latin1')));
  expect(preview).toMatchObject({ format: 'px', rows: { count: 16, exact: true } });
  expect(preview.columns.map(({ name, distinct, declared }) => [name, distinct.count, declared])).toEqual([
    ['Region', 2, 'area'],
    ['kön', 2, 'other'],
    ['tabellinnehåll', 2, 'contents'],
    ['år', 2, 'time'],
    ['Folkmängd', 14, 'value'],
  ]);
});
