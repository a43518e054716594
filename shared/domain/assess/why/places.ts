import { countyOf, DESO_CODE, municipalityOf, REGSO_CODE } from '../../areas/level.ts';
import type { Place, PlaceKind } from './areaWhy.ts';

/** Areas that belong together, and how. */
export interface Belonging {
  readonly kind: PlaceKind;
  /** Code of each area's place; empty = none. */
  readonly codes: readonly string[];
  readonly nameOf: (code: string) => string;
  /** Statistics of a place itself, one per indicator, where there are any. */
  readonly statistics?: (code: string) => readonly number[] | undefined;
}

/** Municipality and county by the digits of the codes, where every code is one of RegSO or DeSO, and the nation. */
export function belongingsByCode(areas: readonly string[]): Belonging[] {
  const own = (code: string): string => code;
  const regular = areas.length > 0 && areas.every((code) => REGSO_CODE.test(code) || DESO_CODE.test(code));
  const within: Belonging[] = regular
    ? [
        { kind: 'municipality', codes: areas.map(municipalityOf), nameOf: own },
        { kind: 'county', codes: areas.map(countyOf), nameOf: own },
      ]
    : [];
  return [...within, { kind: 'nation', codes: areas.map(() => 'R'), nameOf: own }];
}

/**
 * The place that an area belongs to: rank within it, mean score, and its value of every indicator: its own statistics where there are
 * any, else the mean over its areas, weighted by `people` where given.
 */
export function placeOf(
  belonging: Belonging,
  area: number,
  given: {
    readonly scores: Float64Array;
    readonly columns: readonly Float64Array[];
    readonly people?: Float64Array | undefined;
  },
): Place | undefined {
  const code = belonging.codes[area] ?? '';
  if (code === '') return undefined;
  const { scores, columns, people } = given;
  const members = belonging.codes.flatMap((one, i) => (one === code ? [i] : []));
  const own = scores[area] as number;
  const ranked = members.filter((i) => !Number.isNaN(scores[i]));
  const statistics = belonging.statistics?.(code);
  const meanOver = (column: Float64Array, weights?: Float64Array): number => {
    let sum = 0;
    let total = 0;
    for (const i of members) {
      const value = column[i] as number;
      const weight = weights === undefined ? 1 : (weights[i] as number);
      if (Number.isNaN(value) || !(weight > 0)) continue;
      sum += weight * value;
      total += weight;
    }
    return total > 0 ? sum / total : Number.NaN;
  };
  return {
    kind: belonging.kind,
    code,
    name: belonging.nameOf(code),
    areas: members.length,
    rank: Number.isNaN(own) ? 0 : 1 + ranked.filter((i) => (scores[i] as number) > own).length,
    ranked: ranked.length,
    score: meanOver(scores),
    values: statistics ?? columns.map((column) => meanOver(column, people)),
    basis: statistics === undefined ? (people === undefined ? 'areas' : 'population') : 'statistics',
  };
}
