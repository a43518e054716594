import { quantileRatioError } from '../../../shared/domain/smallAreas/standardErrors.ts';
import type { Measure } from '../../../shared/schemas/indicator.ts';
import { finishPairs, finishQuotient, finishShare, finishStandardised, finishSum } from '../indicators/pass/finish.ts';
import { type LevelValues, nothing } from '../indicators/pass/levelValues.ts';
import type { PairAccumulator } from '../indicators/pass/moments.ts';
import type { ShareAccumulator } from '../indicators/pass/shares.ts';
import type { StrataAccumulator } from '../indicators/pass/strata.ts';
import type { Sums } from '../indicators/pass/sums.ts';
import type { StatisticsColumn } from './query.ts';

/*
 * From the sums of an area statistics file to values, by the same functions that finish what was gathered from records here.
 */

/** A column of one indicator, level and stratum, in the order of the areas; 0 where the file has no row, NaN where it has no number. */
export type StatisticsOf = (column: StatisticsColumn, stratum?: number) => Float64Array;

/** The normal distribution's interval of 95 %, as the queries take it. */
const TWO_Z = 2 * 1.959963984540054;

const identity = (areas: number): Int32Array => Int32Array.from({ length: areas }, (_none, i) => i);

/** Only what finishing looks at: the other parts of an accumulator gather records, of which there are none here. */
const sumsOf = (of: StatisticsOf, count: StatisticsColumn, sum: StatisticsColumn): { readonly sums: Sums } => {
  const column = (name: StatisticsColumn): Float64Array<ArrayBuffer> => Float64Array.from(of(name));
  return {
    sums: {
      n: column(count),
      sum: column(sum),
      absolute: column('absolute'),
      squares: column('squares'),
      largest: column('largest'),
      second: column('second_largest'),
    },
  };
};

function pairsOf(of: StatisticsOf): Pick<PairAccumulator, 'pairs'> {
  const column = (name: StatisticsColumn): Float64Array<ArrayBuffer> => Float64Array.from(of(name));
  return {
    pairs: {
      n: column('records'),
      counted: column('contributors'),
      y: column('numerator'),
      yy: column('squares'),
      x: column('n'),
      xx: column('base_squares'),
      xy: column('product'),
      absolute: column('absolute'),
      largest: column('largest'),
      second: column('second_largest'),
    },
  };
}

const shareOf = (of: StatisticsOf): Pick<ShareAccumulator, 'n' | 'numerator'> => ({
  n: () => of('n'),
  numerator: () => of('numerator'),
});

function quantiles(of: StatisticsOf, measure: Extract<Measure, { value: unknown }>, areas: number): LevelValues {
  const n = of('n');
  const none = nothing(areas);
  const at = (stratum: number): { readonly value: Float64Array; readonly error: Float64Array } => {
    const [value, low, high] = (['value', 'low', 'high'] as const).map((column) => of(column, stratum));
    return {
      value: n.map((count, i) => (count === 0 ? Number.NaN : (value?.[i] ?? Number.NaN))),
      error: n.map((count, i) =>
        count < 2 ? Number.NaN : ((high?.[i] ?? Number.NaN) - (low?.[i] ?? Number.NaN)) / TWO_Z,
      ),
    };
  };
  const rest = { n, numerator: none, contributors: n, largest: none, second: none, effective: n };
  const first = at(0);
  if (measure.kind !== 'quantile-ratio') return { ...rest, value: first.value, standardError: first.error };
  const second = at(1);
  return {
    ...rest,
    value: first.value.map((upper, i) => (second.value[i] === 0 ? Number.NaN : upper / (second.value[i] as number))),
    standardError: first.value.map((upper, i) =>
      n[i] === 0
        ? Number.NaN
        : quantileRatioError(
            { p: measure.upper, value: upper, error: first.error[i] as number },
            { p: measure.lower, value: second.value[i] as number, error: second.error[i] as number },
          ),
    ),
  };
}

/** The values of a level from the file's sums. `standard`: people per stratum of the standard population. */
export function finishedFrom(
  measure: Measure,
  population: string,
  of: StatisticsOf,
  areas: number,
  standard: (stratum: number) => number,
): LevelValues {
  const [areaOf] = [identity(areas)];
  switch (measure.kind) {
    case 'share':
      return measure.weight === undefined
        ? finishShare([shareOf(of) as ShareAccumulator], 100)(areaOf, areas)
        : finishPairs([pairsOf(of) as PairAccumulator], 100)(areaOf, areas);
    case 'rate':
      return (measure.numerator.register ?? population) === population
        ? finishShare([shareOf(of) as ShareAccumulator], measure.per)(areaOf, areas)
        : quotient(of, measure.per, true, areas);
    case 'count':
    case 'sum':
      return finishSum([sumsOf(of, 'contributors', 'numerator')], measure.kind)(areaOf, areas);
    case 'mean':
      return measure.weight === undefined
        ? finishSum([sumsOf(of, 'contributors', 'numerator')], 'mean')(areaOf, areas)
        : finishPairs([pairsOf(of) as PairAccumulator], 1)(areaOf, areas);
    case 'ratio': {
      const foreign = [measure.numerator, measure.denominator].some(
        ({ register }) => register !== undefined && register !== population,
      );
      return foreign
        ? quotient(of, measure.per, false, areas)
        : finishPairs([pairsOf(of) as PairAccumulator], measure.per)(areaOf, areas);
    }
    case 'standardised':
      return standardised(measure, of, areas, standard);
    case 'median':
    case 'quantile':
    case 'quantile-ratio':
      break;
  }
  return quantiles(of, measure, areas);
}

const quotient = (of: StatisticsOf, per: number, events: boolean, areas: number): LevelValues =>
  finishQuotient(
    [sumsOf(of, 'records', 'numerator')],
    [sumsOf(of, 'contributors', 'n')],
    per,
    events,
  )(identity(areas), areas);

function standardised(
  measure: Extract<Measure, { kind: 'standardised' }>,
  of: StatisticsOf,
  areas: number,
  standardAt: (stratum: number) => number,
): LevelValues {
  const { fromAges, sexes, standard, per } = measure;
  const strata = fromAges.length * sexes.length;
  const counts = new Float64Array(2 * strata * areas);
  for (let stratum = 0; stratum < strata; stratum += 1) {
    const [people, cases] = [of('n', stratum), of('numerator', stratum)];
    for (let area = 0; area < areas; area += 1) {
      counts[2 * (area * strata + stratum)] = people[area] as number;
      counts[2 * (area * strata + stratum) + 1] = cases[area] as number;
    }
  }
  const given = new Float64Array(strata);
  if (typeof standard === 'object' && 'strata' in standard)
    for (const { fromAge, sex, persons } of standard.strata)
      given[sexes.indexOf(sex) * fromAges.length + fromAges.indexOf(fromAge)] = persons;
  else for (let stratum = 0; stratum < strata; stratum += 1) given[stratum] = standardAt(stratum);
  return finishStandardised([{ counts } as StrataAccumulator], strata, () => given, per)(identity(areas), areas);
}
