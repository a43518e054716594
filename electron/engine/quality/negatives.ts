import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { type ColumnProfile, holdsCodes } from './columnProfile.ts';
import type { Negatives } from './findings.ts';
import { isBelowZero } from './fineBins.ts';

/** Counts the numbers below 0 of each column of numbers, exactly, from what is kept of it. Dates count from 1970 and are none. */
export function negatives(specification: RegisterSpecification, columns: readonly ColumnProfile[]): Negatives {
  const dates = new Set(
    specification.columns.flatMap((column) => (column.type === 'date' ? [column.variable ?? column.source] : [])),
  );
  return new Map(
    columns.flatMap((profile) =>
      holdsCodes(profile) || profile.type === 'key' || dates.has(profile.variable)
        ? []
        : [
            [
              profile.variable,
              profile.bins.reduce((sum, [bin, count]) => sum + (isBelowZero(bin) ? count : 0), 0),
            ] as const,
          ],
    ),
  );
}
