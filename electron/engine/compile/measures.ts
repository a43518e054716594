import type { Condition, Value } from '../../../shared/schemas/condition.ts';
import type { IndicatorDefinition, Measure } from '../../../shared/schemas/indicator.ts';
import { definitionIn } from '../indicators/variants.ts';
import { pooledYears } from '../indicators/needs.ts';
import { AREA_VARIABLE } from '../indicators/pass/places.ts';
import { type SqlDialect, sqlText } from './dialect.ts';
import { Records, type TableOf } from './records.ts';

/*
 * What each measure takes from its records: y over x for sums and quotients, v for quantiles, a stratum and a case for standardised
 * rates. `lost` tells a record of the population that is left out, since what decides is missing.
 */

export type Taken =
  | { readonly kind: 'pairs'; readonly rows: readonly string[] }
  | { readonly kind: 'values'; readonly rows: readonly string[]; readonly p: readonly number[] }
  | { readonly kind: 'strata'; readonly rows: readonly string[]; readonly standard: string };

interface Side {
  readonly register?: string | undefined;
  readonly where?: Condition | undefined;
  readonly value?: Value | undefined;
}

class Year {
  readonly dialect: SqlDialect;
  readonly #table: TableOf;
  readonly definition: IndicatorDefinition;
  readonly year: number;

  constructor(dialect: SqlDialect, table: TableOf, definition: IndicatorDefinition, year: number) {
    this.dialect = dialect;
    this.#table = table;
    this.definition = definitionIn(definition, year);
    this.year = year;
  }

  get nothing(): string {
    return this.dialect.number('null');
  }

  records(register: string = this.definition.population.register, own = true): Records {
    const joins = own ? (this.definition.joins ?? []) : [];
    return new Records(this.dialect, this.#table, { register, year: this.year, joins });
  }

  code(): string {
    return this.dialect.text(`p.${this.dialect.quoted(AREA_VARIABLE.regso)}`);
  }

  /** `select` of the population's records with what is worked out for each. */
  population(parts: (records: Records) => readonly string[]): string {
    const records = this.records();
    const where = records.condition(this.definition.population.where);
    const columns = parts(records);
    return `select ${[`${this.code()} as code`, ...columns].join(', ')}\n    from ${records.from()}\n    where ${where}`;
  }

  /** y and x per record of the population; both missing where it is left out. */
  pairs(of: (records: Records) => { readonly y: string; readonly x: string; readonly lost: string }): string {
    return this.population((records) => {
      const { y, x, lost } = of(records);
      return [`${y} as y`, `${x} as x`, `${lost} as lost`];
    });
  }
}

const whether = (condition: string, { number }: SqlDialect): string =>
  `case when ${condition} then ${number('1')} when not ${condition} then ${number('0')} end`;

/** Where an unknown verdict is no, or leaves the record out. */
function verdictPairs(year: Year, numerator: Condition): string {
  const keep = year.definition.missing === 'count-as-no';
  const { number } = year.dialect;
  return year.pairs((records) => {
    const verdict = whether(records.condition(numerator), year.dialect);
    if (keep) return { y: `coalesce(${verdict}, 0)`, x: number('1'), lost: '0' };
    return {
      y: verdict,
      x: `case when (${verdict}) is not null then ${number('1')} end`,
      lost: `case when (${verdict}) is null then 1 else 0 end`,
    };
  });
}

function amountPairs(year: Year, value: Value | null): string {
  const { number } = year.dialect;
  return year.pairs((records) => {
    if (value === null) return { y: number('1'), x: number('1'), lost: '0' };
    const y = records.value(value);
    return {
      y,
      x: `case when ${y} is not null then ${number('1')} end`,
      lost: `case when ${y} is null then 1 else 0 end`,
    };
  });
}

function weightedPairs(year: Year, weight: Value, of: (records: Records) => string): string {
  return year.pairs((records) => {
    const [w, v] = [records.value(weight), of(records)];
    const there = `(${w}) is not null and (${v}) is not null`;
    return {
      y: `case when ${there} then ${w} * ${v} end`,
      x: `case when ${there} then ${w} end`,
      lost: `case when ${there} then 0 else 1 end`,
    };
  });
}

/** One side of a quotient over all records of another register. */
function foreign(year: Year, { register = '', where, value }: Side, side: 'y' | 'x'): string {
  const records = year.records(register, false);
  const { number } = year.dialect;
  const amount = value === undefined ? number('1') : records.value(value);
  const condition = where === undefined ? '1 = 1' : records.condition(where);
  const [y, x] = side === 'y' ? [amount, year.nothing] : [year.nothing, amount];
  return `select ${year.code()} as code, ${y} as y, ${x} as x, case when ${amount} is null then 1 else 0 end as lost\n    from ${records.from()}\n    where ${condition}`;
}

/** One side of a quotient over the population's own records. */
function own(year: Year, { where, value }: Side, side: 'y' | 'x'): string {
  const { number } = year.dialect;
  return year.pairs((records) => {
    const chosen = where === undefined ? '1 = 1' : records.condition(where);
    const amount = value === undefined ? number('1') : records.value(value);
    const taken = `case when ${chosen} then ${amount} end`;
    const lost = `case when ${chosen} and ${amount} is null then 1 else 0 end`;
    return side === 'y' ? { y: taken, x: year.nothing, lost } : { y: year.nothing, x: taken, lost };
  });
}

function ratioRows(year: Year, { numerator, denominator }: Extract<Measure, { kind: 'ratio' }>): string[] {
  const { register } = year.definition.population;
  const isForeign = (side: Side): boolean => side.register !== undefined && side.register !== register;
  if (isForeign(numerator) || isForeign(denominator))
    return [
      isForeign(numerator) ? foreign(year, numerator, 'y') : own(year, numerator, 'y'),
      isForeign(denominator) ? foreign(year, denominator, 'x') : own(year, denominator, 'x'),
    ];
  const { number } = year.dialect;
  return [
    year.pairs((records) => {
      const side = ({ where, value }: Side): { readonly taken: string; readonly lost: string } => {
        const chosen = where === undefined ? '1 = 1' : records.condition(where);
        const amount = value === undefined ? number('1') : records.value(value);
        return {
          taken: `case when ${chosen} then ${amount} end`,
          lost: `case when ${chosen} and ${amount} is null then 1 else 0 end`,
        };
      };
      const [top, bottom] = [side(numerator), side(denominator)];
      return { y: top.taken, x: bottom.taken, lost: `${top.lost} + ${bottom.lost}` };
    }),
  ];
}

function strataRows(year: Year, measure: Extract<Measure, { kind: 'standardised' }>, cases: boolean): string {
  const { fromAges, sexes, age, sex, numerator } = measure;
  const { text } = year.dialect;
  return year.population((records) => {
    const years = records.value({ variable: age.variable, ...(age.join === undefined ? {} : { join: age.join }) });
    const own = text(records.column(sex));
    const stratum = sexes
      .flatMap((code, s) =>
        fromAges
          .map((from, a) => ({ from, at: s * fromAges.length + a }))
          .reverse()
          .map(({ from, at }) => `when ${own} = ${sqlText(code)} and ${years} >= ${String(from)} then ${String(at)}`),
      )
      .join(' ');
    const place = `case ${stratum} end`;
    const verdict = whether(records.condition(numerator), year.dialect);
    const kept = year.definition.missing === 'count-as-no' ? `coalesce(${verdict}, 0)` : verdict;
    return [`${place} as stratum`, `${cases ? kept : year.dialect.number('0')} as y`];
  });
}

function pairRows(year: Year): string[] {
  const { measure, population } = year.definition;
  switch (measure.kind) {
    case 'share':
      if (measure.weight === undefined) return [verdictPairs(year, measure.numerator)];
      return [
        weightedPairs(year, measure.weight, (records) => {
          const verdict = whether(records.condition(measure.numerator), year.dialect);
          return year.definition.missing === 'count-as-no' ? `coalesce(${verdict}, 0)` : `(${verdict})`;
        }),
      ];
    case 'rate': {
      const { register, where } = measure.numerator;
      if ((register ?? population.register) === population.register) return [verdictPairs(year, where ?? { all: [] })];
      return [foreign(year, { register, where }, 'y'), own(year, {}, 'x')];
    }
    case 'count':
      return [amountPairs(year, null)];
    case 'sum':
      return [amountPairs(year, measure.value)];
    case 'mean':
      if (measure.weight === undefined) return [amountPairs(year, measure.value)];
      return [weightedPairs(year, measure.weight, (records) => records.value(measure.value))];
    case 'ratio':
      return ratioRows(year, measure);
    case 'median':
    case 'quantile':
    case 'quantile-ratio':
    case 'standardised':
      break;
  }
  throw new RangeError('not a measure of sums');
}

/** What a definition takes from the records of a year, and of those that it pools. */
export function takenBy(
  dialect: SqlDialect,
  table: TableOf,
  definition: IndicatorDefinition,
  sourceYear: number,
): Taken {
  const years = pooledYears(definition, sourceYear).map((year) => new Year(dialect, table, definition, year));
  const [first] = years;
  if (first === undefined) throw new RangeError('a definition takes at least one year');
  const { measure } = first.definition;
  if (measure.kind === 'median' || measure.kind === 'quantile' || measure.kind === 'quantile-ratio') {
    const p =
      measure.kind === 'median' ? [0.5] : measure.kind === 'quantile' ? [measure.p] : [measure.upper, measure.lower];
    return { kind: 'values', p, rows: [first.population((records) => [`${records.value(measure.value)} as v`])] };
  }
  if (measure.kind !== 'standardised') return { kind: 'pairs', rows: years.flatMap(pairRows) };
  const rows = years.map((year) =>
    strataRows(year, year.definition.measure as Extract<Measure, { kind: 'standardised' }>, true),
  );
  const { standard } = measure;
  const given = typeof standard === 'object' && 'nationOf' in standard ? standard.nationOf : undefined;
  return {
    kind: 'strata',
    rows,
    standard:
      given === undefined ? (rows[0] ?? '') : strataRows(new Year(dialect, table, definition, given), measure, false),
  };
}
