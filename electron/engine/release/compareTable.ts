import type { Certificate } from '../../../shared/schemas/certificate.ts';

/**
 * Cells of counts that break the certificate's own limit: a small count that is shown, or a hidden one that can be told to be small.
 * What the rule set lets out is looked up there; a changed number says nothing small for certain, which the attack sees.
 */
export function smallCells({ about, rules, values, intervals, bounds, waived }: Certificate): number {
  if (about.measure.kind !== 'count') return 0;
  const excused = new Set([...(waived ?? []), ...(bounds ?? []).map(({ cell }) => cell)]);
  const shown = values.filter(
    (value, cell) => value !== null && value > 0 && value < rules.minFrequency && !excused.has(cell),
  );
  const own = intervals.filter(({ cell }) => cell < values.length);
  const told = own.filter(({ max }) => max !== null && max < rules.minFrequency);
  return shown.length + told.length;
}
