import type { IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import type { IndicatorColumn } from '../../../../app/state/indicatorTable.ts';
import type { Outcome } from '../model/editor.ts';

/** What a try gave, as any other indicator is shown. */
export const columnOf = (definition: IndicatorDefinition, outcome: Outcome): IndicatorColumn => ({
  meta: {
    id: definition.id === '' ? 'new' : definition.id,
    version: definition.revision,
    name: definition.name,
    note: definition.note,
    source: definition.source,
    factor: definition.factor,
    direction: definition.direction,
    unit: definition.unit,
    decimals: Math.min(6, Math.max(0, Math.round(definition.decimals))),
    problemVariable: definition.problemVariable,
    exampleThreshold: definition.exampleThreshold,
  },
  values: outcome.values,
  n: outcome.n,
  numerator: outcome.numerator,
  nation: outcome.nation.value,
});

/** How many areas have another value than before, and the ones that moved the most, the largest move first. */
export function movedAreas(
  before: Float64Array,
  now: Float64Array,
  most: number,
): { readonly changed: number; readonly first: readonly number[] } {
  const moved = [...now.keys()].filter((area) => !Object.is(before[area], now[area]));
  const move = (area: number): number => Math.abs((now[area] ?? Number.NaN) - (before[area] ?? Number.NaN));
  const first = moved
    .filter((area) => !Number.isNaN(move(area)))
    .sort((a, b) => move(b) - move(a) || a - b)
    .slice(0, most);
  return { changed: moved.length, first };
}
