import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAreaKeys } from '../../../electron/engine/areas/areaKey.ts';
import { frameOf, frameOfCodes } from '../../../electron/engine/areas/frame.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import { temporaryFolder } from '../../support/project.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});

const HEADER = 'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd';
const ROWS = [
  '6001C1020;6001R001;Åkanten;6001;Ålunda;60;Norrmark;2020;900',
  '6001C1010;6001R001;Åkanten;6001;Ålunda;60;Norrmark;2020;1100',
  '6002A0010;6002R001;Byn;6002;Ängsvik;60;Norrmark;2020;800',
];
const written = (rows: readonly string[], header = HEADER): string => {
  const file = path.join(folder.path, 'omradesnyckel.csv');
  writeFileSync(file, `\uFEFF${[header, ...rows].join('\r\n')}\r\n`);
  return file;
};
const faultOf = (rows: readonly string[]): unknown => {
  try {
    readAreaKeys(written(rows));
  } catch (cause) {
    if (cause instanceof DataError) return [cause.key, cause.place.line, cause.place.column];
    throw cause;
  }
  return 'read';
};

describe('area key', () => {
  it('gives the hierarchy, sorted by code, with names', () => {
    const [key] = readAreaKeys(written(ROWS));
    const frame = frameOf(key?.version ?? '', key?.rows ?? [], 'Riket');
    expect(frame.version).toBe('2020');
    expect(frame.areas.deso.map(({ code }) => code)).toEqual(['6001C1010', '6001C1020', '6002A0010']);
    expect(frame.areas.regso).toEqual([
      { code: '6001R001', name: 'Åkanten' },
      { code: '6002R001', name: 'Byn' },
    ]);
    expect(frame.within('deso', '6001C1010', 'regso')).toBe('6001R001');
    expect(frame.within('regso', '6002R001', 'municipality')).toBe('6002');
    expect(frame.within('municipality', '6001', 'county')).toBe('60');
    expect(frame.within('county', '60', 'nation')).toBe('R');
    expect(frame.within('regso', '9999R001', 'municipality')).toBeUndefined();
  });

  it('keeps versions apart', () => {
    const newer = ROWS.map((row) => row.replace(';2020;', ';2025;'));
    expect(readAreaKeys(written([...newer, ...ROWS])).map(({ version, rows }) => [version, rows.length])).toEqual([
      ['2020', 3],
      ['2025', 3],
    ]);
  });

  it.each([
    ['an empty name', '6001C1030;6001R001;;6001;Ålunda;60;Norrmark;2020;1', ['areas.keyEmpty', 5, 'RegSOnamn']],
    ['a bad DeSO', '6001X1030;6001R001;Åkanten;6001;Ålunda;60;Norrmark;2020;1', ['areas.badDeso', 5, 'DeSO']],
    ['a bad RegSO', '6001C1030;6001001;Åkanten;6001;Ålunda;60;Norrmark;2020;1', ['areas.badRegso', 5, 'RegSO']],
    [
      'another municipality',
      '6001C1030;6001R001;Åkanten;6002;Ängsvik;60;Norrmark;2020;1',
      ['areas.otherMunicipality', 5, 'Kommun'],
    ],
    ['another county', '6001C1030;6001R001;Åkanten;6001;Ålunda;61;Sydmark;2020;1', ['areas.otherCounty', 5, 'Lan']],
    ['a DeSO twice', ROWS[0] ?? '', ['areas.desoTwice', 5, 'DeSO']],
    [
      'two names for a code',
      '6001C1030;6001R001;Strand;6001;Ålunda;60;Norrmark;2020;1',
      ['areas.twoNames', 5, 'RegSOnamn'],
    ],
  ])('refuses %s by line and column', (_what, row, expected) => {
    expect(faultOf([...ROWS, row])).toEqual(expected);
  });

  it('makes areas from nothing but codes where there is no key', () => {
    const frame = frameOfCodes(['6002R001', '6001R001'], ['6001C1010'], 'Riket');
    expect(frame.areas.municipality.map(({ code }) => code)).toEqual(['6001', '6002']);
    expect(frame.within('deso', '6001C1010', 'county')).toBe('60');
    expect(frame.within('deso', '6001C1010', 'regso')).toBeUndefined();
    expect(frame.areas.deso).toEqual([{ code: '6001C1010', name: '6001C1010' }]);
  });
});
