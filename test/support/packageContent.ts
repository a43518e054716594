import type { Solvers } from '../../shared/domain/disclosure/attack/intervals.ts';
import { checkPattern } from '../../shared/domain/disclosure/checkedTable.ts';
import { protectFrequencyTable } from '../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../shared/domain/disclosure/rules.ts';
import { type Dimension, flatDimension, hierarchicalDimension } from '../../shared/domain/tables/dimension.ts';
import { cellCount, frequencyTable } from '../../shared/domain/tables/table.ts';
import { certificateFile } from '../../electron/engine/release/tableFile.ts';
import { contentFiles, manifestOf } from '../../electron/engine/release/packageFiles.ts';
import { type Borders, bordersHash } from '../../electron/engine/release/writers/shown/borders.ts';
import type { PackageContent, PackagedTable, ReceivedPackage } from '../../electron/engine/release/writers/writer.ts';
import { type Certificate, certificateSchema } from '../../shared/schemas/certificate.ts';
import { descriptionOf } from './tableDescription.ts';

/** Names that files trip over: formulas, quotes, delimiters, line breaks, tags, Swedish letters. */
export const NASTY = ['=1+1', '+46', '@SUM(A1)', 'Åre; "norra", <b>&', "'citat'", '#rad'];

/** Areas in two levels under a country, of which two have the same name. */
export function areaDimension(areas = 6): Dimension {
  const pairs = Array.from({ length: areas }, (_, i) => ({
    child: `600${String(1 + Math.floor(i / 3))}R00${String((i % 3) + 1)}`,
    parent: `600${String(1 + Math.floor(i / 3))}`,
  }));
  const towns = [...new Set(pairs.map(({ parent }) => parent))].map((child) => ({ child, parent: 'Totalt' }));
  const built = hierarchicalDimension('omrade', [...pairs, ...towns], 'Totalt');
  if (!built.ok) throw new Error('the areas are a hierarchy');
  const labels = built.dimension.codes.map((_, i) => (i === 0 ? 'Riket' : (NASTY[i % NASTY.length] ?? '')));
  return { ...built.dimension, labels };
}

export const division = (column: string, codes: readonly string[]): Dimension => flatDimension(column, codes, 'Totalt');

/** A checked table over these dimensions, with counts from `count`. */
export function packagedTable(
  id: string,
  dimensions: readonly Dimension[],
  count: (cell: number) => number,
  more: Partial<PackagedTable> = {},
  solvers?: Solvers,
): PackagedTable {
  const inner = Float64Array.from({ length: cellCount(dimensions) }, (_, cell) => count(cell));
  const title = { sv: `Tabell ${id}`, en: `Table ${id}` };
  const table = frequencyTable({ title: title.sv, measure: 'antal', dimensions }, inner);
  const outcome = protectFrequencyTable(table, DEFAULT_RULES, undefined, solvers);
  if (!outcome.ok) throw new Error('the test table cannot be protected');
  const about = descriptionOf(outcome.checked, title);
  return { id, title, year: 2023, checked: outcome.checked, about, ...more };
}

export const contentOf = (tables: readonly PackagedTable[], more: Partial<PackageContent> = {}): PackageContent => ({
  title: { sv: 'Utanförskap', en: 'Exclusion' },
  stamp: null,
  synthetic: true,
  madeAt: new Date('2026-01-02T03:04:05Z'),
  productVersion: '0.1.0',
  tables,
  ...more,
});

/** The package as whoever received it sees it, without a folder. */
export async function received(content: PackageContent): Promise<ReceivedPackage> {
  const written = await contentFiles(content);
  const certificates = new Map<string, Certificate>(
    content.tables.map((table) => [
      table.id,
      certificateSchema.parse(
        JSON.parse(certificateFile(table.checked, table.about, bordersHash(table.borders)).toString('utf8')),
      ),
    ]),
  );
  return {
    manifest: manifestOf(content, written),
    certificates,
    files: new Map(written.map(({ name, bytes }) => [name, Buffer.from(bytes)])),
  };
}

/** Two tables with the same margins and the same four hidden cells, behind which other counts stand. */
export function twins(): readonly [PackagedTable, PackagedTable] {
  const dimensions = [areaDimension(3), division('kategori', ['x', 'y', 'z'])];
  const [areas, kinds] = dimensions as [Dimension, Dimension];
  const width = kinds.codes.length;
  const cellAt = (area: string, kind: string): number => areas.codes.indexOf(area) * width + kinds.codes.indexOf(kind);
  const square = [cellAt('6001R001', 'x'), cellAt('6001R001', 'y'), cellAt('6001R002', 'x'), cellAt('6001R002', 'y')];
  const hidden = new Uint8Array(cellCount(dimensions));
  for (const cell of square) hidden[cell] = 1;
  const title = { sv: 'Tvilling', en: 'Twin' };
  const made = (behind: readonly number[]): PackagedTable => {
    const inner = new Float64Array(hidden.length).fill(40);
    for (const [i, cell] of square.entries()) inner[cell] = behind[i] ?? 0;
    const table = frequencyTable({ title: title.sv, measure: 'antal', dimensions }, inner);
    const { checked, proof } = checkPattern(table, DEFAULT_RULES, hidden);
    if (checked === null) throw new Error(`the twins are not safe: ${JSON.stringify(proof.reasons)}`);
    return { id: 'tvilling', title, year: 2023, checked, about: descriptionOf(checked, title) };
  };
  return [made([2, 30, 30, 2]), made([4, 28, 28, 4])];
}

/** Square areas in a grid, the second with a hole in which the third lies, for the leaves of `areaDimension`. */
export function squareBorders(areas = 6): Borders {
  const [left, bottom, side] = [500_000, 6_600_000, 4000];
  const square = (x: number, y: number, size: number): Int32Array =>
    Int32Array.of(x, y, x + size, y, x + size, y + size, x, y + size, x, y);
  const codes = areaDimension(areas).codes.filter((code) => /R/u.test(code));
  return {
    level: 'regso',
    areas: codes.map((code, i) => {
      const [x, y] = [left + (i % 3) * side, bottom + Math.floor(i / 3) * side];
      const outer = square(x, y, side);
      const hole = Int32Array.of(
        x + 1000,
        y + 1000,
        x + 1000,
        y + 2000,
        x + 2000,
        y + 2000,
        x + 2000,
        y + 1000,
        x + 1000,
        y + 1000,
      );
      return { code, name: `Område ${code}`, polygons: i === 1 ? [[outer, hole]] : [[outer]] };
    }),
  };
}
