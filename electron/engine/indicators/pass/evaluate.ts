import type { IndicatorDefinition, Measure } from '../../../../shared/schemas/indicator.ts';
import { joinsToSex } from '../bySex.ts';
import { definitionIn } from '../variants.ts';
import type { Accumulator } from './accumulator.ts';
import {
  finishPairs,
  finishQuantile,
  finishQuantileRatio,
  finishQuotient,
  finishShare,
  finishStandardised,
  finishSum,
} from './finish.ts';
import { type JoinMap, resolveJoins } from './joins.ts';
import { type LevelValues, withLeast } from './levelValues.ts';
import { weigh } from './moments.ts';
import { shifted } from './otherYears.ts';
import { pairOrCount } from './pairCounts.ts';
import type { Places } from './places.ts';
import type { Program } from './program.ts';
import type { SharedGatherings } from './shared.ts';
import { countShare } from './shares.ts';
import { standardOf, strataIn } from './standardPopulation.ts';

import { all, type Truth } from './truth.ts';

export type { LevelValues } from './levelValues.ts';

/** One definition at work in the passes of a year. */
export interface Evaluation {
  /** Records left out of a part of the population, of the first (the only one unless it is split) when not said. */
  readonly leftOut: (part?: number) => number;
  /** The values of a level; `areaOf` gives for each place of the base level its area, -1 for none. */
  values(areaOf: Int32Array, areas: number): LevelValues;
}

/** The programs of registers: that of the areas with its places, and that of the nation which runs before. */
export interface Passes {
  (register: string): { readonly program: Program; readonly places: Places };
  readonly nation: (register: string) => Program;
  readonly shared: SharedGatherings;
  /** The places of a register, split by the sex of its records. */
  readonly bySex: (register: string, bySex: NonNullable<IndicatorDefinition['bySex']>, joins: JoinMap) => Places;
}

/** An accumulator that may have to leave records out. */
type Gatherer = Accumulator & { readonly leftOut: (part: number) => number };

/** A definition at work on the registers of one of the years that it pools. */
interface OneYear<M extends Measure = Measure> {
  readonly measure: M;
  readonly joins: JoinMap;
  readonly program: Program;
  readonly places: Places;
  readonly population: Truth;
  /** The name of a register of that year. */
  readonly named: (register: string) => string;
}

/**
 * Puts a checked definition into the passes of the registers that it reads to tell the value of `year`; its places split
 * by sex where that is asked for and the definition says where sex stands.
 */
export function evaluate(
  definition: IndicatorDefinition,
  passes: Passes,
  year: number,
  split: boolean = false,
): Evaluation {
  const bySex = split ? definition.bySex : undefined;
  const pooled = Array.from({ length: definition.reference.pool ?? 1 }, (_, back): OneYear => {
    const { joins: written = [], population, measure } = definitionIn(definition, year - back);
    const joins = resolveJoins(joinsToSex(bySex, written), -back);
    const named = (register: string): string => shifted(register, -back);
    const own = named(population.register);
    const { program, places: whole } = passes(own);
    const places = bySex === undefined ? whole : passes.bySex(own, bySex, joins);
    return { measure, joins, program, places, population: program.truth(population.where, joins), named };
  });
  const used: Gatherer[] = [];
  const use = <A extends Gatherer>(accumulator: A): A => {
    used.push(accumulator);
    return accumulator;
  };
  const inPass: InPass = Object.assign(
    <A extends Gatherer>(accumulator: A, program: Program): A => use(program.gather(accumulator)),
    {
      sums: (...parts: Parameters<SharedGatherings['sums']>) => use(passes.shared.sums(...parts)),
      values: (...parts: Parameters<SharedGatherings['values']>) => use(passes.shared.values(...parts)),
    },
  );
  const finish = evaluateKind(definition, pooled, passes, year, inPass);
  return {
    leftOut: (part = 0) => used.reduce((sum, accumulator) => sum + accumulator.leftOut(part), 0),
    values: (areaOf, areas) => withLeast(finish(areaOf, areas), definition.leastN),
  };
}

/** Has something gathered for the definition, by itself or together with others. */
interface InPass extends SharedGatherings {
  <A extends Gatherer>(accumulator: A, program: Program): A;
}

/** The years of a pooled indicator have one kind of measure (checked beforehand). */
const ofKind = <K extends Measure['kind']>(
  pooled: readonly OneYear[],
  kind: K,
): readonly OneYear<Extract<Measure, { readonly kind: K }>>[] =>
  pooled.filter((one): one is OneYear<Extract<Measure, { readonly kind: K }>> => one.measure.kind === kind);

function evaluateKind(
  definition: IndicatorDefinition,
  pooled: readonly OneYear[],
  passes: Passes,
  year: number,
  inPass: InPass,
): Evaluation['values'] {
  const keepUnknown = definition.missing === 'count-as-no';
  const { measure } = definition;
  switch (measure.kind) {
    case 'share': {
      const years = ofKind(pooled, 'share');
      if (measure.weight === undefined)
        return finishShare(
          years.map(({ measure: own, program, places, population, joins }) =>
            inPass(countShare(places, population, program.truth(own.numerator, joins), keepUnknown), program),
          ),
          100,
        );
      return finishPairs(
        years.map(({ measure: own, program, places, population, joins }) => {
          const numerator = program.truth(own.numerator, joins);
          const weight = program.numbers(own.weight ?? 1, joins);
          return inPass(weigh(places, population, { numerator, keepUnknown }, weight), program);
        }),
        100,
      );
    }
    case 'rate':
      return rates(ofKind(pooled, 'rate'), definition.population.register, measure, keepUnknown, passes, inPass);
    case 'count':
      return finishSum(
        pooled.map(({ program, places, population }) => inPass.sums(program, places, population, null)),
        'count',
      );
    case 'sum':
      return finishSum(
        ofKind(pooled, 'sum').map(({ measure: own, program, places, population, joins }) =>
          inPass.sums(program, places, population, program.numbers(own.value, joins)),
        ),
        'sum',
      );
    case 'mean': {
      const years = ofKind(pooled, 'mean');
      if (measure.weight === undefined)
        return finishSum(
          years.map(({ measure: own, program, places, population, joins }) =>
            inPass.sums(program, places, population, program.numbers(own.value, joins)),
          ),
          'mean',
        );
      return finishPairs(
        years.map(({ measure: own, program, places, population, joins }) => {
          const value = program.numbers(own.value, joins);
          return inPass(weigh(places, population, { value }, program.numbers(own.weight ?? 1, joins)), program);
        }),
        1,
      );
    }
    case 'median':
    case 'quantile':
    case 'quantile-ratio': {
      const [own] = pooled;
      if (own === undefined || !('value' in own.measure)) throw new RangeError('the definition has not been checked');
      const { program, places, population, joins } = own;
      const kept = inPass.values(program, places, population, program.numbers(own.measure.value, joins));
      const now = own.measure;
      if (now.kind === 'quantile-ratio') return finishQuantileRatio(kept, now.upper, now.lower);
      return finishQuantile(kept, now.kind === 'quantile' ? now.p : 0.5);
    }
    case 'ratio':
      return ratios(ofKind(pooled, 'ratio'), passes, inPass);
    case 'standardised':
      break;
  }
  const { strata, counts } = strataIn(ofKind(pooled, 'standardised'), keepUnknown, inPass);
  const standard = standardOf(definitionIn(definition, year), passes, year, counts);
  return finishStandardised(counts, strata, standard, measure.per);
}

type Rate = Extract<Measure, { readonly kind: 'rate' }>;

function rates(
  years: readonly OneYear<Rate>[],
  own: string,
  { per }: Rate,
  keepUnknown: boolean,
  passes: Passes,
  inPass: InPass,
): Evaluation['values'] {
  const everyone = { all: [] };
  if (years.every(({ measure: { numerator } }) => (numerator.register ?? own) === own))
    return finishShare(
      years.map(({ measure: { numerator }, program, places, population, joins }) =>
        inPass(countShare(places, population, program.truth(numerator.where ?? everyone, joins), keepUnknown), program),
      ),
      per,
    );
  const tops = years.map(({ measure: { numerator }, named }) => {
    const events = passes(named(numerator.register ?? own));
    const where = events.program.truth(numerator.where ?? everyone, new Map());
    return inPass.sums(events.program, events.places, where, null);
  });
  const bottoms = years.map(({ program, places, population }) => inPass.sums(program, places, population, null));
  return finishQuotient(tops, bottoms, per, true);
}

type Ratio = Extract<Measure, { readonly kind: 'ratio' }>;

function ratios(years: readonly OneYear<Ratio>[], passes: Passes, inPass: InPass): Evaluation['values'] {
  const per = years[0]?.measure.per ?? 1;
  const isForeign = ({ measure, program, named }: OneYear<Ratio>, side: 'numerator' | 'denominator'): boolean => {
    const { register } = measure[side];
    return register !== undefined && named(register) !== program.register;
  };
  const parts = (one: OneYear<Ratio>, side: 'numerator' | 'denominator') => {
    const { register, where, value } = one.measure[side];
    const foreign = isForeign(one, side);
    const pass = foreign && register !== undefined ? passes(one.named(register)) : one;
    const joins: JoinMap = foreign ? new Map() : one.joins;
    const { program, places } = pass;
    const chosen = where === undefined ? [] : [program.truth(where, joins)];
    return {
      program,
      places,
      where: all(foreign ? chosen : [one.population, ...chosen]),
      value: value === undefined ? null : program.numbers(value, joins),
    };
  };
  if (years.every((one) => !isForeign(one, 'numerator') && !isForeign(one, 'denominator')))
    return finishPairs(
      years.map((one) =>
        inPass(pairOrCount(one.places, parts(one, 'numerator'), parts(one, 'denominator')), one.program),
      ),
      per,
    );
  const gathered = (side: 'numerator' | 'denominator') =>
    years.map((one) => {
      const { program, places, where, value } = parts(one, side);
      return inPass.sums(program, places, where, value);
    });
  return finishQuotient(gathered('numerator'), gathered('denominator'), per, false);
}
