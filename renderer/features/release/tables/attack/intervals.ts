import type { ProtectedTable } from '../model/results.ts';

/** What a reader can work out of one hidden cell, beside what it must not be closer than. */
export interface HiddenCell {
  readonly measure: number;
  readonly cell: number;
  readonly primary: boolean;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** What the interval must reach; the value itself for a cell that is not unsafe. */
  readonly low: number;
  readonly high: number;
  readonly verdict: 'ok' | 'short' | 'exact';
}

/** As far as two numbers count as one. */
const SLACK = 1e-6;

/**
 * The hidden cells of one measure, in the order of how little room they have beyond what is asked for: the tightest first, unsafe
 * ones before the others. A secondary that can be worked out is allowed, and told.
 */
export function hiddenCells({ measures }: ProtectedTable, measure: number): readonly HiddenCell[] {
  const own = measures[measure];
  if (own === undefined) return [];
  const cells: HiddenCell[] = [];
  for (const [cell, status] of own.statuses.entries()) {
    if (status === 0) continue;
    const primary = status === 1;
    const value = own.values[cell] ?? Number.NaN;
    const least = own.least[cell] ?? Number.NaN;
    const most = own.most[cell] ?? Number.NaN;
    const low = primary ? value - (own.levelDown[cell] ?? 0) : value;
    const high = primary ? value + (own.levelUp[cell] ?? 0) : value;
    const slack = SLACK * Math.max(1, Math.abs(value));
    const exact = !(most - least > slack);
    const short = primary && (least > low + slack || most < high - slack);
    cells.push({
      measure,
      cell,
      primary,
      value,
      least,
      most,
      low,
      high,
      verdict: exact ? 'exact' : short ? 'short' : 'ok',
    });
  }
  const room = ({ low, high, least, most }: HiddenCell): number => low - least + (most - high);
  return cells.sort(
    (a, b) => Number(b.primary) - Number(a.primary) || room(a) - room(b) || a.value - b.value || a.cell - b.cell,
  );
}

/** A scale that gives small numbers room and holds large ones: 0 and below its own sign, and logarithmic beyond one. */
export const bent = (value: number): number => Math.sign(value) * Math.log10(1 + Math.abs(value));

/** Round numbers to draw lines at, from the least to the most that is shown. */
export function ticks(least: number, most: number): readonly number[] {
  const steps = [0];
  for (let power = 0; 10 ** power <= Math.max(Math.abs(least), Math.abs(most)); power += 1)
    for (const factor of [1, 5]) steps.push(factor * 10 ** power, -factor * 10 ** power);
  return steps.filter((step) => step >= least && step <= most).sort((a, b) => a - b);
}
