import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { EarlierDivision } from '../../areas/earlierDivision.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import { pooledYears } from '../needs.ts';
import type { DefinitionSource } from '../problem.ts';
import type { LevelValues } from './levelValues.ts';
import type { BaseLevel } from './places.ts';

/** The divisions of the years that stand on an earlier one than the values, by how many years from the computed year. */
export type EarlierYears = Readonly<Record<BaseLevel, ReadonlyMap<number, EarlierDivision>>>;

export const NONE_EARLIER: EarlierYears = { deso: new Map(), regso: new Map() };

/**
 * Areas of a level of which a definition does not know all people, since some of its years stand on an earlier division and the area's
 * border has moved since. Undefined when it knows all.
 */
export function unknownAreas(
  { definition }: DefinitionSource,
  year: number,
  earlier: ReadonlyMap<number, EarlierDivision>,
  areas: AreaFrame,
  level: Level,
): readonly number[] {
  const divisions = new Set(pooledYears(definition, year).flatMap((own) => earlier.get(own - year) ?? []));
  const known = [...divisions].map(({ whole }) => whole(level));
  if (known.length === 0) return [];
  return areas.areas[level].flatMap(({ code }, i) => (known.every((codes) => codes.has(code)) ? [] : [i]));
}

/** The values with nothing in these areas: what part of their people did is not what they did. */
export function without(values: LevelValues, areas: readonly number[]): LevelValues {
  if (areas.length === 0) return values;
  const emptied = (column: Float64Array): Float64Array => {
    const out = column.slice();
    for (const area of areas) out[area] = Number.NaN;
    return out;
  };
  return {
    value: emptied(values.value),
    n: emptied(values.n),
    numerator: emptied(values.numerator),
    contributors: emptied(values.contributors),
    largest: emptied(values.largest),
    second: emptied(values.second),
    effective: emptied(values.effective),
    standardError: emptied(values.standardError),
  };
}
