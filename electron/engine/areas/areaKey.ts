import { countyOf, DESO_CODE, municipalityOf, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { columnAt } from '../delimited/table.ts';
import { readTable } from '../formats/readTable.ts';
import type { AreaKeyRow } from './frame.ts';

export interface AreaKey {
  readonly version: string;
  readonly rows: readonly AreaKeyRow[];
}

export const AREA_KEY_COLUMNS = [
  'DeSO',
  'RegSO',
  'RegSOnamn',
  'Kommun',
  'Kommunnamn',
  'Lan',
  'Lannamn',
  'Version',
] as const;
type KeyColumn = (typeof AREA_KEY_COLUMNS)[number];

/** What has been read of one version. */
interface Held {
  readonly rows: AreaKeyRow[];
  readonly deso: Set<string>;
  /** Name of each code above DeSO. */
  readonly names: Map<string, string>;
}

/**
 * Reads an area key, one row per DeSO, and gives one key per version of the division. Every code must have its form,
 * stand in one place of the hierarchy only, and carry the codes of its municipality and county as its first digits.
 */
export function readAreaKeys(file: string, overrides: DialectOverrides = {}): readonly AreaKey[] {
  const table = readTable(file, overrides);
  const positions = new Map(AREA_KEY_COLUMNS.map((column) => [column, columnAt(table, column)]));
  const keys = new Map<string, Held>();
  for (const [i, cells] of table.rows.entries()) {
    const of = (column: KeyColumn): string => (cells[positions.get(column) ?? -1] ?? '').trim();
    const fault = (column: KeyColumn, key: TextKey): DataError =>
      new DataError({ file: table.file, line: table.lineOf(i), column }, key);
    for (const column of AREA_KEY_COLUMNS) if (of(column) === '') throw fault(column, 'areas.keyEmpty');
    const row: AreaKeyRow = {
      deso: of('DeSO'),
      regso: of('RegSO'),
      regsoName: of('RegSOnamn'),
      municipality: of('Kommun').padStart(4, '0'),
      municipalityName: of('Kommunnamn'),
      county: of('Lan').padStart(2, '0'),
      countyName: of('Lannamn'),
    };
    if (!DESO_CODE.test(row.deso)) throw fault('DeSO', 'areas.badDeso');
    if (!REGSO_CODE.test(row.regso)) throw fault('RegSO', 'areas.badRegso');
    if (municipalityOf(row.regso) !== row.municipality || municipalityOf(row.deso) !== row.municipality)
      throw fault('Kommun', 'areas.otherMunicipality');
    if (countyOf(row.municipality) !== row.county) throw fault('Lan', 'areas.otherCounty');
    const version = of('Version');
    const key: Held = keys.get(version) ?? { rows: [], deso: new Set<string>(), names: new Map<string, string>() };
    keys.set(version, key);
    if (key.deso.has(row.deso)) throw fault('DeSO', 'areas.desoTwice');
    key.deso.add(row.deso);
    const named = [
      ['RegSOnamn', row.regso, row.regsoName],
      ['Kommunnamn', row.municipality, row.municipalityName],
      ['Lannamn', row.county, row.countyName],
    ] as const;
    for (const [column, code, name] of named) {
      const known = key.names.get(code);
      if (known !== undefined && known !== name) throw fault(column, 'areas.twoNames');
      key.names.set(code, name);
    }
    key.rows.push(row);
  }
  return [...keys].map(([version, { rows }]) => ({ version, rows })).sort((a, b) => (a.version < b.version ? -1 : 1));
}
