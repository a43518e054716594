import { countyOf, DESO_CODE, municipalityOf, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { AreaKeySpecification } from '../../../shared/schemas/specification.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { columnAt, readDelimited } from '../delimited/table.ts';
import type { AreaKeyRow } from './frame.ts';

export interface AreaKey {
  readonly version: string;
  readonly rows: readonly AreaKeyRow[];
}

const PARTS = [
  'deso',
  'regso',
  'regsoName',
  'municipality',
  'municipalityName',
  'county',
  'countyName',
  'version',
] as const satisfies readonly (keyof AreaKeySpecification['columns'])[];
type Part = (typeof PARTS)[number];

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
export function readAreaKeys(file: string, { columns, dialect = {} }: AreaKeySpecification): readonly AreaKey[] {
  const table = readDelimited(file, dialect);
  const parts = PARTS.map((part) => [part, columnAt(table, columns[part])] as const);
  const positions = new Map(parts);
  const keys = new Map<string, Held>();
  for (const [i, cells] of table.rows.entries()) {
    const of = (part: Part): string => (cells[positions.get(part) ?? -1] ?? '').trim();
    const fault = (part: Part, key: TextKey): DataError =>
      new DataError({ file: table.file, line: table.lineOf(i), column: columns[part] }, key);
    for (const part of PARTS) if (of(part) === '') throw fault(part, 'areas.keyEmpty');
    const row: AreaKeyRow = {
      deso: of('deso'),
      regso: of('regso'),
      regsoName: of('regsoName'),
      municipality: of('municipality').padStart(4, '0'),
      municipalityName: of('municipalityName'),
      county: of('county').padStart(2, '0'),
      countyName: of('countyName'),
    };
    if (!DESO_CODE.test(row.deso)) throw fault('deso', 'areas.badDeso');
    if (!REGSO_CODE.test(row.regso)) throw fault('regso', 'areas.badRegso');
    if (municipalityOf(row.regso) !== row.municipality || municipalityOf(row.deso) !== row.municipality)
      throw fault('municipality', 'areas.otherMunicipality');
    if (countyOf(row.municipality) !== row.county) throw fault('county', 'areas.otherCounty');
    const version = of('version');
    const key: Held = keys.get(version) ?? { rows: [], deso: new Set<string>(), names: new Map<string, string>() };
    keys.set(version, key);
    if (key.deso.has(row.deso)) throw fault('deso', 'areas.desoTwice');
    key.deso.add(row.deso);
    const named = [
      ['regsoName', row.regso, row.regsoName],
      ['municipalityName', row.municipality, row.municipalityName],
      ['countyName', row.county, row.countyName],
    ] as const;
    for (const [part, code, name] of named) {
      const known = key.names.get(code);
      if (known !== undefined && known !== name) throw fault(part, 'areas.twoNames');
      key.names.set(code, name);
    }
    key.rows.push(row);
  }
  return [...keys].map(([version, { rows }]) => ({ version, rows })).sort((a, b) => (a.version < b.version ? -1 : 1));
}
