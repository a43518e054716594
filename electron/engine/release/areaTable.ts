import { type Dimension, flatDimension, hierarchicalDimension } from '../../../shared/domain/tables/dimension.ts';
import { cellCount, type FrequencyTable, frequencyTable } from '../../../shared/domain/tables/table.ts';
import type { ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import type { Counts } from './countRegister.ts';

/** An area with everything above it. At level municipality the area is its own municipality. */
export interface AreaPlace {
  readonly code: string;
  readonly name: string;
  readonly municipalityCode: string;
  readonly municipalityName: string;
  readonly countyCode: string;
  readonly countyName: string;
}

/** Code of the whole: every area, and every category. */
export const TOTAL = 'Totalt';

/** The categories of a share: its numerator, and the rest of its population. */
export const YES = { code: 'ja', label: { sv: 'ja', en: 'yes' } };
export const NO = { code: 'nej', label: { sv: 'nej', en: 'no' } };

export function areaDimension(areas: readonly AreaPlace[]): Dimension {
  const parents = new Map<string, string>();
  const names = new Map<string, string>([[TOTAL, 'Riket']]);
  for (const area of areas) {
    names
      .set(area.countyCode, area.countyName)
      .set(area.municipalityCode, area.municipalityName)
      .set(area.code, area.name);
    parents.set(area.countyCode, TOTAL).set(area.municipalityCode, area.countyCode);
    if (area.code !== area.municipalityCode) parents.set(area.code, area.municipalityCode);
  }
  const pairs = [...parents].map(([child, parent]) => ({ child, parent }));
  const built = hierarchicalDimension('omrade', pairs, TOTAL);
  if (!built.ok) throw new RangeError(`area key is no hierarchy: ${built.faults[0]?.fault ?? 'empty'}`);
  return { ...built.dimension, labels: built.dimension.codes.map((code) => names.get(code) ?? code) };
}

function divisionDimension(categories: Counts['categories']): Dimension {
  const flat = flatDimension(
    'kategori',
    categories.map(({ code }) => code),
    TOTAL,
  );
  const names = new Map(categories.map(({ code, label }) => [code, label.sv]));
  return { ...flat, labels: flat.codes.map((code) => names.get(code) ?? 'Totalt') };
}

/**
 * The frequency table of counts by area and category, with municipality, county and nation as margins.
 * `counted.counts[area * categories + category]`, areas in the order of `areas`.
 */
export function areaTable(table: ReleaseTable, areas: readonly AreaPlace[], counted: Counts): FrequencyTable {
  const dimensions = [areaDimension(areas), divisionDimension(counted.categories)] as const;
  const [area, division] = dimensions;
  const row = new Map(area.codes.map((code, i) => [code, i]));
  const column = new Map(division.codes.map((code, i) => [code, i]));
  const inner = new Float64Array(cellCount(dimensions));
  areas.forEach(({ code }, a) => {
    counted.categories.forEach((category, c) => {
      const cell = (row.get(code) ?? 0) * division.codes.length + (column.get(category.code) ?? 0);
      inner[cell] = counted.counts[a * counted.categories.length + c] ?? 0;
    });
  });
  return frequencyTable({ title: table.title.sv, measure: 'antal', dimensions }, inner);
}
