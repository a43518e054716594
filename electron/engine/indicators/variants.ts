import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';

/** The span of register years that a definition or a variant holds for; a bound that is left out is open. */
export interface YearSpan {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export const holdsIn = ({ from = -Infinity, to = Infinity }: YearSpan, year: number): boolean =>
  year >= from && year <= to;

export const overlap = (a: YearSpan, b: YearSpan): boolean =>
  Math.max(a.from ?? -Infinity, b.from ?? -Infinity) <= Math.min(a.to ?? Infinity, b.to ?? Infinity);

/** The number of the variant that holds in a register year; -1 for the definition's own parts. */
export const variantOf = ({ variants = [] }: IndicatorDefinition, year: number): number =>
  variants.findIndex(({ years }) => holdsIn(years, year));

/** The definition as it is measured in a register year, without variants. */
export function definitionIn(definition: IndicatorDefinition, year: number): IndicatorDefinition {
  const { variants = [], ...own } = definition;
  const { years: _years, ...instead } = variants[variantOf(definition, year)] ?? { years: {} };
  return { ...own, ...Object.fromEntries(Object.entries(instead).filter(([, part]) => part !== undefined)) };
}
