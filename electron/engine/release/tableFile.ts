import { assertChecked, type CheckedTable } from '../../../shared/domain/disclosure/checkedTable.ts';
import type { Certificate, TableDescription } from '../../../shared/schemas/certificate.ts';
import { csvText } from './csvText.ts';
import { packagedJson } from './seal.ts';

/** What stands instead of a hidden count, as in PX files. One symbol, whatever the reason. */
export const HIDDEN_SYMBOL = '..';

/** First line of every table. */
export const HEADER = 'omrade,omradesnamn,overordnat,kategori,kategorinamn,antal';

/** A checked table as CSV: one row per cell, UTF-8, comma, the hidden ones as "..". */
export function tableCsv(table: CheckedTable): Buffer {
  assertChecked(table);
  const [area, division] = table.dimensions;
  if (area === undefined || division === undefined || table.dimensions.length !== 2)
    throw new RangeError('a release table has areas and one division');
  const lines = [HEADER];
  area.codes.forEach((code, a) => {
    const place = [code, area.labels?.[a] ?? code, area.parents[a] ?? ''].map(csvText).join(',');
    division.codes.forEach((category, c) => {
      const value = table.values[a * division.codes.length + c] ?? null;
      const named = [category, division.labels?.[c] ?? category].map(csvText).join(',');
      lines.push(`${place},${named},${value === null ? HIDDEN_SYMBOL : String(value)}`);
    });
  });
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
}

/** The published attack problem: what anyone needs to repeat the proof. Nothing stands in it that is not public. */
export function certificateFile(table: CheckedTable, about: TableDescription): Buffer {
  assertChecked(table);
  const certificate = {
    version: 1 as const,
    title: table.title,
    measure: table.measure,
    about,
    rules: {
      id: table.rules.ruleSet.name,
      version: table.rules.ruleSet.version,
      minFrequency: table.rules.minFrequency,
    },
    leastHidden: table.rules.knowledge === 'default' && !table.rules.zeroUnsafe ? 1 : 0,
    dimensions: table.dimensions.map(({ column, codes, parents }) => ({
      column,
      codes: [...codes],
      parents: [...parents],
    })),
    values: [...table.values],
    intervals: table.certificate.hidden.map((cell, i) => {
      const { min, max } = table.certificate.intervals[i] ?? { min: 0, max: null };
      return { cell, min, max };
    }),
    equations: table.certificate.equations.map(({ total, parts }) => ({ total, parts: [...parts] })),
  };
  return packagedJson(certificate satisfies Certificate);
}
