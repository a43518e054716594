import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import type { Accumulator } from './accumulator.ts';
import { type JoinMap, resolveJoins } from './joins.ts';
import { countsByArea, sumsByArea } from './levels.ts';
import type { Places } from './places.ts';
import type { Program } from './program.ts';
import { countShare, type ShareAccumulator } from './shares.ts';
import { type SumAccumulator, sumUp } from './sums.ts';
import { keepValues, type ValueAccumulator } from './keptValues.ts';
import { all } from './truth.ts';

/** The values of one indicator for all areas of a level, in the order of the areas. */
export interface LevelValues {
  /** NaN where there is nothing to compute from. */
  readonly value: Float64Array;
  /** The denominator: records, or the denominator's sum for a ratio. */
  readonly n: Float64Array;
  /** NaN where the measure has none. */
  readonly numerator: Float64Array;
  /** Records behind the value. */
  readonly contributors: Float64Array;
  /** The two largest contributions to a sum or mean as absolute amounts; NaN where that has no meaning. */
  readonly largest: Float64Array;
  readonly second: Float64Array;
}

/** One definition at work in the passes of a year. */
export interface Evaluation {
  readonly leftOut: () => number;
  /** The values of a level; `areaOf` gives for each place of the base level its area, -1 for none. */
  values(areaOf: Int32Array, areas: number): LevelValues;
}

/** The program and the places of a register; the same object for the same register. */
export type Passes = (register: string) => { readonly program: Program; readonly places: Places };

const nothing = (areas: number): Float64Array => new Float64Array(areas).fill(Number.NaN);

const divided = (numerator: Float64Array, n: Float64Array, per: number): Float64Array =>
  numerator.map((sum, i) => (n[i] === 0 ? Number.NaN : (per * sum) / (n[i] as number)));

const shareValues =
  (share: ShareAccumulator, per: number): Evaluation['values'] =>
  (areaOf, areas) => {
    const n = countsByArea(share.n(), areaOf, areas);
    const numerator = countsByArea(share.numerator(), areaOf, areas);
    const value = divided(numerator, n, per);
    return { value, n, numerator, contributors: n, largest: nothing(areas), second: nothing(areas) };
  };

/** `per` x one sum / another; without a denominator the sum, or its mean over the records. */
const sumValues =
  (
    top: SumAccumulator,
    bottom: SumAccumulator | null,
    kind: 'sum' | 'mean' | 'quotient',
    per: number,
  ): Evaluation['values'] =>
  (areaOf, areas) => {
    const sums = sumsByArea(top.sums, areaOf, areas);
    const under = bottom === null ? null : sumsByArea(bottom.sums, areaOf, areas);
    const n = under === null ? sums.n : under.sum;
    return {
      value: kind === 'sum' ? sums.sum : divided(sums.sum, n, per),
      n,
      numerator: sums.sum,
      contributors: under === null ? sums.n : under.n,
      largest: sums.largest,
      second: sums.second,
    };
  };

const quantileValues =
  (kept: ValueAccumulator, p: number): Evaluation['values'] =>
  (areaOf, areas) => {
    const { value, n } = kept.quantiles(p, areaOf, areas);
    const none = nothing(areas);
    return { value, n, numerator: none, contributors: n, largest: none, second: none };
  };

/** An accumulator that may have to leave records out. */
type Gatherer = Accumulator & { readonly leftOut: () => number };

/** Puts a checked definition into the passes of the registers that it reads. */
export function evaluate(definition: IndicatorDefinition, passes: Passes): Evaluation {
  const joins: JoinMap = resolveJoins(definition.joins ?? []);
  const { program, places } = passes(definition.population.register);
  const population = program.truth(definition.population.where, joins);
  const keepUnknown = definition.missing === 'count-as-no';
  const used: Gatherer[] = [];
  const inPass = <A extends Gatherer>(accumulator: A, pass = program): A => {
    used.push(accumulator);
    return pass.gather(accumulator);
  };
  const leftOut = (): number => used.reduce((sum, accumulator) => sum + accumulator.leftOut(), 0);
  const { measure } = definition;
  switch (measure.kind) {
    case 'share': {
      const numerator = program.truth(measure.numerator, joins);
      return { leftOut, values: shareValues(inPass(countShare(places, population, numerator, keepUnknown)), 100) };
    }
    case 'rate': {
      const { register, where = { all: [] } } = measure.numerator;
      if (register === undefined || register === definition.population.register) {
        const share = inPass(countShare(places, population, program.truth(where, joins), keepUnknown));
        return { leftOut, values: shareValues(share, measure.per) };
      }
      const events = passes(register);
      const top = inPass(sumUp(events.places, events.program.truth(where, new Map()), null), events.program);
      const bottom = inPass(sumUp(places, population, null));
      return { leftOut, values: sumValues(top, bottom, 'quotient', measure.per) };
    }
    case 'count':
      return { leftOut, values: sumValues(inPass(sumUp(places, population, null)), null, 'sum', 1) };
    case 'sum':
    case 'mean': {
      const value = program.numbers(measure.value, joins);
      return { leftOut, values: sumValues(inPass(sumUp(places, population, value)), null, measure.kind, 1) };
    }
    case 'median':
    case 'quantile': {
      const kept = inPass(keepValues(places, population, program.numbers(measure.value, joins)));
      return { leftOut, values: quantileValues(kept, measure.kind === 'median' ? 0.5 : measure.p) };
    }
    case 'ratio':
      break;
  }
  const side = ({ where, value }: typeof measure.numerator): SumAccumulator => {
    const chosen = where === undefined ? population : all([population, program.truth(where, joins)]);
    return inPass(sumUp(places, chosen, value === undefined ? null : program.numbers(value, joins)));
  };
  const top = side(measure.numerator);
  const bottom = side(measure.denominator);
  return { leftOut, values: sumValues(top, bottom, 'quotient', measure.per) };
}
