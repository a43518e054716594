import { contributorsOf, innerSums } from '../../shared/domain/tables/contributions.ts';
import type { Dimension } from '../../shared/domain/tables/dimension.ts';
import type { Part } from '../../shared/domain/tables/system.ts';
import { strides, withMargins } from '../../shared/domain/tables/table.ts';

export interface Row {
  readonly codes: readonly string[];
  readonly value: number;
  readonly unit?: string;
  readonly holding?: string;
  readonly weight?: number;
}

/** A magnitude table from rows whose values are whole multiples of 10^-decimals. */
export function magnitudeTable(
  dimensions: readonly Dimension[],
  rows: readonly Row[],
  decimals = 0,
  measure = 'value',
): Part {
  const steps = strides(dimensions);
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name) ?? 0;
  };
  const nodeIn = (codes: readonly string[], d: number): number => dimensions[d]?.codes.indexOf(codes[d] ?? '') ?? -1;
  const contributions = {
    cell: Int32Array.from(rows, ({ codes }) => steps.reduce((cell, step, d) => cell + nodeIn(codes, d) * step, 0)),
    amount: Float64Array.from(rows, ({ value }) => Math.round(value * 10 ** decimals)),
    weight: rows.some(({ weight }) => weight !== undefined)
      ? Float64Array.from(rows, ({ weight }) => weight ?? 1)
      : null,
    unit: Int32Array.from(rows, ({ unit }, row) => numberOf(`u${unit ?? String(row)}`)),
    holding: Int32Array.from(rows, ({ unit, holding }, row) =>
      numberOf(holding === undefined ? `u${unit ?? String(row)}` : `h${holding}`),
    ),
  };
  return {
    title: 'magnitude',
    dimensions,
    measure: { name: measure, kind: 'sum', decimals, signed: rows.some(({ value }) => value < 0) },
    values: withMargins(dimensions, innerSums(dimensions, contributions)),
    contributors: contributorsOf(dimensions, contributions),
  };
}
