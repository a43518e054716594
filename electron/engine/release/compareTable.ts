import type { Certificate } from '../../../shared/schemas/certificate.ts';

/** Cells that break the certificate's own limit: a small count that is shown, or a hidden one that can be told to be small. */
export function smallCells({ rules, values, intervals }: Certificate): number {
  const shown = values.filter((value) => value !== null && value > 0 && value < rules.minFrequency);
  const told = intervals.filter(({ max }) => max !== null && max < rules.minFrequency);
  return shown.length + told.length;
}
