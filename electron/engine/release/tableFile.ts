import { assertChecked, type CheckedTable } from '../../../shared/domain/disclosure/checkedTable.ts';
import type { Certificate, DerivedFrom, TableDescription } from '../../../shared/schemas/certificate.ts';
import { packagedJson } from './seal.ts';

/** The published attack problem: what anyone needs to repeat the proof. Nothing stands in it that is not public. */
export function certificateFile(
  table: CheckedTable,
  about: TableDescription,
  borders: Certificate['borders'] = null,
  statement?: DerivedFrom,
): Buffer {
  assertChecked(table);
  const { hidden, intervals, bounds, equations, others, least, waived } = table.certificate;
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
    method: { ...table.method },
    leastHidden: least,
    dimensions: table.dimensions.map(({ column, codes, parents }) => ({
      column,
      codes: [...codes],
      parents: [...parents],
    })),
    borders,
    values: [...table.values],
    // Of what is worked out from other tables no interval is claimed: what can be known of it follows from theirs.
    intervals: hidden.flatMap((cell, i) => {
      const own = intervals[i];
      return own === undefined ? [] : [{ cell, min: own.min, max: own.max }];
    }),
    ...(bounds.length === 0 ? {} : { bounds: bounds.map((bound) => ({ ...bound })) }),
    equations: equations.map(({ total, parts, coefficients }) => ({
      total,
      parts: [...parts],
      ...(coefficients === undefined ? {} : { coefficients: [...coefficients] }),
    })),
    ...(others.length === 0 ? {} : { others: others.map((other) => ({ ...other })) }),
    ...(statement === undefined ? {} : { statement }),
    ...(waived.length === 0 ? {} : { waived: [...waived] }),
  };
  return packagedJson(certificate satisfies Certificate);
}
