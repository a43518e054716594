import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MASK } from '../../../../../electron/engine/preview/describeTable.ts';
import { previewFile } from '../../../../../electron/engine/preview/previewFile.ts';
import { specificationFrom } from '../../../../../electron/engine/preview/specificationFrom.ts';
import { type Preview, type PreviewOptions, previewSchema } from '../../../../../shared/schemas/preview.ts';
import { specificationSchema } from '../../../../../shared/schemas/specification.ts';
import { write } from '../../../../support/deliveries.ts';
import { temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const previewed = async (name: string, content: string | Uint8Array, options: PreviewOptions = {}): Promise<Preview> =>
  previewSchema.parse(await previewFile(write(folder.path, name, content), options));

const rolesOf = (preview: Preview): Record<string, string> =>
  Object.fromEntries(preview.columns.map(({ name, type, role }) => [name, `${type.value} ${role.value}`]));

const PERSONS = [
  'LopNr;Ar;DeSO;Kon;Alder;Inkomst;Personnr',
  '11;2023;6001C1010;1;34;2510,5;191212121212',
  '12;2023;6001C1020;2;..;-12,25;189001019802',
  '13;2023;;1;0;99,5;191212121212',
].join('\r\n');

describe('previewFile', () => {
  it('tells how a file is written and what its columns hold', async () => {
    const preview = await previewed('utdrag.csv', `${PERSONS}\r\n`);
    expect(preview.dialect).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      decimal: ',',
      thousands: '',
      lineEnd: 'crlf',
      header: true,
      headerLine: 1,
      firstDataLine: 2,
      footnoteLines: 0,
    });
    expect(preview.rows).toEqual({ count: 3, exact: true });
    expect(preview.year).toEqual({ value: 2023, from: 'column', column: 'Ar' });
    expect(rolesOf(preview)).toEqual({
      LopNr: 'key person-key',
      Ar: 'year year',
      DeSO: 'area deso',
      Kon: 'category sex',
      Alder: 'integer age',
      Inkomst: 'decimal value',
      Personnr: 'key identifier',
    });
    expect(preview.columns[4]).toMatchObject({ min: 0, max: 34, missingCodes: [{ code: '..', count: 1 }] });
  });

  it('masks a column that identifies people, and says nothing of its values', async () => {
    const preview = await previewed('utdrag.csv', PERSONS);
    expect(preview.columns[6]).toMatchObject({ masked: true, min: null, max: null });
    expect(preview.firstRows[0]).toEqual(['11', '2023', '6001C1010', '1', '34', '2510,5', MASK]);
    expect(preview.problems).toContainEqual({ rule: 'identifier', count: 3, column: 'Personnr' });
    expect(JSON.stringify(preview)).not.toMatch(/1912|189001/u);
  });

  it('finds the table between a title and footnotes, as Statistikdatabasen writes it', async () => {
    const preview = await previewed(
      'folkmangd.csv',
      Buffer.from(
        [
          '"Folkmängden efter region, ålder och år"',
          '',
          '"region","ålder","2023"',
          '"6001R001 Påhitt (Norra)","totalt ålder","1 234"',
          '"6001R002 Påhitt (Södra)","totalt ålder","12 034"',
          '"6001R003 Påhitt (Östra)","totalt ålder",".."',
          '',
          '"Uppgifterna avser 31 december, och är avrundade."',
          'Källa: SCB, Registret över totalbefolkningen',
          '',
        ].join('\r\n'),
        'latin1',
      ),
    );
    expect(preview.dialect).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ',',
      quoted: true,
      thousands: ' ',
      preambleLines: 2,
      headerLine: 3,
      firstDataLine: 4,
      footnoteLines: 3,
    });
    expect(preview.columns.map(({ name }) => name)).toEqual(['region', 'ålder', '2023']);
    expect(preview.columns[2]).toMatchObject({ type: { value: 'integer' }, min: 1234, max: 12034 });
    expect(preview.rows.count).toBe(3);
  });

  it('tells ragged rows, quotes and fields that are no numbers by line', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${String(i + 1)};${String(i * 3)};x`);
    rows[4] = '5;12';
    rows[9] = '10;"2"3;x';
    rows[12] = '13;tolv;x';
    const { problems } = await previewed('fel_2023.csv', `LopNr;Poang;Slag\n${rows.join('\n')}\n`);
    expect(problems).toContainEqual({ rule: 'ragged', count: 1, line: 6 });
    expect(problems).toContainEqual({ rule: 'quote', count: 1, line: 11 });
    expect(problems).toContainEqual({ rule: 'type', count: 1, line: 14, column: 'Poang' });
  });

  it('sees a file without a header row and one packed with gzip', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${String(i + 100)}|2023|6001C10${String(10 + i)}|${String((i % 2) + 1)}`,
    );
    const preview = await previewed('utan.txt.gz', gzipSync(rows.join('\n')));
    expect(preview).toMatchObject({ file: { gzip: true }, rows: { count: 30, exact: true } });
    expect(preview.dialect).toMatchObject({ delimiter: '|', header: false, headerLine: 0, firstDataLine: 1 });
    expect(preview.columns.map(({ name }) => name)).toEqual(['K1', 'K2', 'K3', 'K4']);
    expect(preview.columns[2]?.role.value).toBe('deso');
  });

  it('takes what a person says for true', async () => {
    const preview = await previewed('a_2020.csv', 'a;b\n1.234;x\n2.345;y\n', {
      thousands: '.',
      decimal: ',',
      types: { b: 'text' },
      roles: { a: 'value' },
    });
    expect(preview.columns[0]).toMatchObject({ type: { value: 'integer' }, min: 1234 });
    expect(preview.columns[1]?.type).toEqual({ value: 'text', confidence: 1, why: ['chosen'] });
    const unsaid = await previewed('b_2020.csv', 'a;b\n1.234;x\n2.345;y\n');
    expect(unsaid.problems).toContainEqual({ rule: 'ambiguousThousands', count: 2 });
  });

  it('takes a number beyond all numbers for a fault and no bound', async () => {
    const preview = await previewed(
      'a_2020.csv',
      `a;belopp\n1,5;${'9'.repeat(400)}\n1,0e999;2\n${'2,5;3\n'.repeat(20)}`,
    );
    expect(preview.columns[0]).toMatchObject({ min: 1.5, max: 2.5 });
  });

  it('reads no more than a sample of a large file, and says so', async () => {
    const line = (i: number): string => `${String(i)};2023;6001C1010;1;34\n`;
    const content = `LopNr;Ar;DeSO;Kon;Alder\n${Array.from({ length: 120_000 }, (_, i) => line(i + 1)).join('')}`;
    const preview = await previewed('stor.csv', content);
    expect(preview.sample).toMatchObject({ whole: false, parts: 8 });
    expect(preview.sample.bytes).toBeLessThan(700_000);
    expect(preview.rows.exact).toBe(false);
    expect(Math.abs(preview.rows.count - 120_000)).toBeLessThan(6000);
    expect(preview.columns[0]?.max).toBe(120_000);
  });

  it.each<[string, Uint8Array | string, string]>([
    ['xlsx', Buffer.from('PK\u0003\u0004......[Content_Types].xml', 'latin1'), 'formats.excel'],
    ['zip', Buffer.from('PK\u0003\u0004......person.csv', 'latin1'), 'formats.zip'],
    ['sav', '$FL2@(#) SPSS DATA FILE', 'formats.spss'],
    ['dta', '<stata_dta><header>', 'formats.stata'],
    ['old dta', Buffer.from([115, 2, 1, 0, 5, 0]), 'formats.stata'],
    ['xpt', 'HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000', 'formats.sas'],
    [
      'sas7bdat',
      Buffer.from(`000000000000000000000000c2ea8160b31411cfbd92080009c7318c181f1011${'00'.repeat(64)}`, 'hex'),
      'formats.sas',
    ],
    ['rds', gzipSync(Buffer.from('X\n\0\0\0\u0003', 'latin1')), 'formats.r'],
    ['json', '{"a": 1}', 'formats.json'],
    ['html', '<html><table>', 'formats.html'],
    ['nothing', '', 'delimited.emptyFile'],
  ])('refuses %s with a sentence of its own', async (_what, content, key) => {
    await expect(previewed('data.csv', content)).rejects.toMatchObject({ name: 'DataError', key });
  });
});

describe('specificationFrom', () => {
  it('makes a specification that holds to its schema, and no value of the file', async () => {
    const specification = specificationFrom(await previewed('utdrag.csv', PERSONS), {
      register: 'person',
      columns: { Alder: { missing: ['..', '999'], variable: 'Aldersar' } },
    });
    expect(specificationSchema.parse(specification)).toEqual(specification);
    expect(specification).toMatchObject({
      kind: 'register',
      register: 'person',
      year: { column: 'Ar' },
      unique: ['LopNr'],
    });
    if (specification.kind !== 'register') return;
    expect(specification.columns[4]).toEqual({
      source: 'Alder',
      variable: 'Aldersar',
      type: 'integer',
      missing: ['..', '999'],
    });
    expect(specification.columns[6]?.type).toBe('ignore');
  });

  it('goes by a shipped specification that fits, under the names of the file', async () => {
    const rows = ['9;2023;6001C1010;6001R001;Våld;1', '10;2023;;6001R001;Övrigt;12'];
    const preview = await previewed('brott.csv', `handelselopnr;AR;DeSO;RegSO;Brottstyp;Månad\n${rows.join('\n')}\n`);
    expect(preview.fits[0]).toMatchObject({ specification: 'brott', score: 1 });
    expect(specificationFrom(preview)).toMatchObject({
      register: 'brott',
      year: { column: 'AR' },
      unique: ['HandelseLopNr'],
      columns: [
        { source: 'handelselopnr', variable: 'HandelseLopNr', type: 'key' },
        { source: 'AR', variable: 'Ar', min: 1990 },
        {},
        {},
        { codes: { Våld: 'våld' } },
        { source: 'Månad', variable: 'Manad' },
      ],
    });
  });
});
