import { assertChecked, type CheckedTable } from '../../../shared/domain/disclosure/checkedTable.ts';
import type { Certificate, TableDescription } from '../../../shared/schemas/certificate.ts';
import { packagedJson } from './seal.ts';

/** The published attack problem: what anyone needs to repeat the proof. Nothing stands in it that is not public. */
export function certificateFile(
  table: CheckedTable,
  about: TableDescription,
  borders: Certificate['borders'] = null,
): Buffer {
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
    borders,
    values: [...table.values],
    intervals: table.certificate.hidden.map((cell, i) => {
      const { min, max } = table.certificate.intervals[i] ?? { min: 0, max: null };
      return { cell, min, max };
    }),
    equations: table.certificate.equations.map(({ total, parts }) => ({ total, parts: [...parts] })),
  };
  return packagedJson(certificate satisfies Certificate);
}
