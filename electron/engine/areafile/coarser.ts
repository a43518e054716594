import { weightedMean } from '../../../shared/domain/areas/combine.ts';
import { countyOf, DESO_CODE, municipalityOf, NATION, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { AreaFile } from './areaFile.ts';

/*
 * Coarser areas from a file of areas, where there are no records to count from. A mean or share is put together by what it is a mean of,
 * never by averaging areas; what it is a mean of only a person can know, so each column is named with its weight or as a sum.
 */

export const COARSER_LEVELS = ['municipality', 'county', 'nation'] as const;
export type CoarserLevel = (typeof COARSER_LEVELS)[number];

/** What becomes of columns: `means` by their weights, `sums` added up. */
export interface CoarserColumns {
  readonly means: readonly { readonly value: string; readonly weight: string }[];
  readonly sums: readonly string[];
}

export interface CoarserAreas {
  readonly areas: readonly string[];
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
  /** Areas of the file behind each. */
  readonly members: Float64Array;
}

const MUNICIPALITY_CODE = /^\d{4}$/u;
const COUNTY_CODE = /^\d{2}$/u;

/** The code of the area that holds this one; undefined when the code is none, or none below that level. */
function holderOf(code: string, to: CoarserLevel): string | undefined {
  const small = DESO_CODE.test(code) || REGSO_CODE.test(code);
  if (to === 'municipality') return small ? municipalityOf(code) : undefined;
  const town = small || MUNICIPALITY_CODE.test(code);
  if (to === 'county') return town ? countyOf(code) : undefined;
  return town || COUNTY_CODE.test(code) ? NATION : undefined;
}

/**
 * Puts the areas of a file together: a mean is sum of weight x value / sum of weights, a sum is the sum. A value that is missing where there is
 * weight, or a missing part of a sum, leaves the coarser area without one: what is not known cannot be left out silently. All areas of the file must be of
 * one level, or somebody would count twice.
 * @throws DataError at an area that lies in none of the coarser ones, at mixed levels, and at a weight that is missing or below 0
 */
export function coarserAreas(file: AreaFile, to: CoarserLevel, { means, sums }: CoarserColumns): CoarserAreas {
  const length = file.areas[0]?.length;
  const members = new Map<string, number[]>();
  for (const [i, code] of file.areas.entries()) {
    const holder = holderOf(code, to);
    if (holder === undefined) throw new DataError(file.placeOf({ area: code }), 'areafile.notWithin', { code, to });
    if (code.length !== length || DESO_CODE.test(code) !== DESO_CODE.test(file.areas[0] ?? ''))
      throw new DataError(file.placeOf({ area: code }), 'areafile.mixedLevels', { code });
    const own = members.get(holder) ?? [];
    own.push(i);
    members.set(holder, own);
  }
  const areas = [...members.keys()].sort();
  const each = (of: (own: readonly number[]) => number): Float64Array =>
    Float64Array.from(areas, (code) => of(members.get(code) ?? []));
  const picked = (values: Float64Array, own: readonly number[]): Float64Array =>
    Float64Array.from(own, (i) => values[i] as number);
  const weightsOf = (column: string): Float64Array => {
    const weights = file.numbers(column);
    const bad = weights.findIndex((weight) => !(weight >= 0));
    if (bad >= 0) throw new DataError(file.placeOf({ area: file.areas[bad], column }), 'areafile.badWeight');
    return weights;
  };
  return {
    areas,
    members: each((own) => own.length),
    columns: [
      ...means.map(({ value, weight }) => {
        const [values, weights] = [file.numbers(value), weightsOf(weight)];
        return { name: value, values: each((own) => weightedMean(picked(values, own), picked(weights, own))) };
      }),
      ...sums.map((name) => {
        const values = file.numbers(name);
        return { name, values: each((own) => picked(values, own).reduce((sum, value) => sum + value, 0)) };
      }),
    ],
  };
}
