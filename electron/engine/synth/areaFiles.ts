import path from 'node:path';
import type { AreaChange, AreaChangeKind } from '../../../shared/domain/areas/change.ts';
import type { Divisions } from './divisions/divisions.ts';
import { FIRST_DIVISION, SECOND_DIVISION } from './divisions/divisions.ts';
import { geojson, writeWhole } from './geojson.ts';
import { COLUMNS } from './registers.ts';
import { RowFile } from './row-file.ts';

/** A file as it was written; `rows` where it has such. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows?: number;
}

/** What each kind of change is called in the files (docs/registers.md). */
const CHANGE_WORDS: Readonly<Record<AreaChangeKind, string>> = {
  renamed: 'Namnändrad',
  sea: 'Utvidgad till territorialvattnet',
  extended: 'Utvidgad',
  reduced: 'Minskad',
  redrawn: 'Utvidgad och minskad',
  part: 'Ger del till befintlig',
  partToNew: 'Ger del till nybildad',
  ended: 'Upphör, till befintlig',
  endedToNew: 'Upphör, till nybildad',
  recoded: 'Kodändrad',
};

interface KeyRow {
  readonly deso: string;
  readonly regso: string;
  /** Persons of the DeSO in the first year. */
  readonly population: number;
}

type Described = Pick<
  Divisions['after'][number],
  'code' | 'name' | 'municipality' | 'municipalityName' | 'county' | 'countyName'
>;

function writeKey(folder: string, version: string, areas: readonly Described[], rows: readonly KeyRow[]): WrittenFile {
  const name = `omradesnyckel_${version}.csv`;
  const file = new RowFile(path.join(folder, name), { end: '\r\n', mark: true });
  file.header(COLUMNS.omradesnyckel);
  const byArea = Map.groupBy(rows, ({ regso }) => regso);
  for (const area of areas)
    for (const { deso, population } of byArea.get(area.code) ?? []) {
      const { municipality, municipalityName, county, countyName } = area;
      for (const value of [deso, area.code, area.name, municipality, municipalityName, county, countyName, version])
        file.text(value);
      file.integer(population);
      file.endRow();
    }
  return { name, rows: file.rows, ...file.close() };
}

function writeChanges(
  folder: string,
  name: string,
  changes: readonly AreaChange[],
  nameOf: (code: string, version: 'before' | 'after') => string,
): WrittenFile {
  const file = new RowFile(path.join(folder, name), { end: '\r\n', mark: true });
  file.header(COLUMNS.forandringar);
  for (const { from, to, kind } of changes) {
    file.text(FIRST_DIVISION);
    file.text(SECOND_DIVISION);
    for (const value of [from, nameOf(from, 'before'), to, nameOf(to, 'after'), CHANGE_WORDS[kind]]) file.text(value);
    file.endRow();
  }
  return { name, rows: file.rows, ...file.close() };
}

/** Writes the area keys and the lists of changes. `counts[i][p]`: persons in part p of area i in the first year. */
export function writeAreaFiles(
  folder: string,
  { areas, after, homes, codeAfter, changes }: Divisions,
  counts: readonly Int32Array[],
): readonly WrittenFile[] {
  const before: KeyRow[] = [];
  const later = new Map<string, { regso: string; population: number }>();
  for (const [i, area] of areas.entries()) {
    const population = new Int32Array(area.deso.length);
    for (const [p, part] of homes[i]!.parts.entries()) {
      const persons = counts[i]![p]!;
      population[part.deso]! += persons;
      const known = later.get(part.after.deso);
      if (known === undefined) later.set(part.after.deso, { regso: codeAfter[part.after.area]!, population: persons });
      else known.population += persons;
    }
    for (const [d, deso] of area.deso.entries()) before.push({ deso, regso: area.code, population: population[d]! });
  }
  const sorted = [...later]
    .map(([deso, { regso, population }]): KeyRow => ({ deso, regso, population }))
    .sort((a, b) => (a.deso < b.deso ? -1 : 1));
  const names = {
    before: new Map(areas.map(({ code, name }) => [code, name])),
    after: new Map(after.map(({ code, name }) => [code, name])),
  };
  // DeSO have no names of their own.
  const nameOf = (code: string, version: 'before' | 'after'): string => names[version].get(code) ?? '';
  return [
    writeKey(folder, FIRST_DIVISION, areas, before),
    writeKey(folder, SECOND_DIVISION, after, sorted),
    writeChanges(folder, 'forandringar_regso.csv', changes.regso, nameOf),
    writeChanges(folder, 'forandringar_deso.csv', changes.deso, () => ''),
  ];
}

/** Writes the borders of the RegSO of both divisions. */
export function writeGeometry(folder: string, { areas, after }: Divisions): readonly WrittenFile[] {
  return [[FIRST_DIVISION, areas] as const, [SECOND_DIVISION, after] as const].map(([version, shapes]) => {
    const name = `regso_${version}.geojson`;
    return { name, ...writeWhole(path.join(folder, name), geojson(`RegSO_${version}`, shapes)) };
  });
}
