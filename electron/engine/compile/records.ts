import type { Condition, Value, VariableReference } from '../../../shared/schemas/condition.ts';
import type { Join } from '../../../shared/schemas/indicator.ts';
import { type SqlDialect, sqlText } from './dialect.ts';

/** The table of a register's year. */
export type TableOf = (register: string, year: number) => string;

/** A join with where it starts, the year it leads to, and what it is called in the query. */
interface Reached {
  readonly alias: string;
  readonly parent: Reached | null;
  readonly key: string;
  readonly table: string;
  readonly year: number;
  readonly many: boolean;
}

const OPERATOR = { '<': '<', '<=': '<=', '=': '=', '!=': '<>', '>=': '>=', '>': '>' } as const;

/**
 * The records of one register in a year, with what they join, as SQL. SQL's own three-valued logic is the one of the definitions (after
 * Kleene), NULL the missing value; numbers are double precision throughout, so that the same additions give the same sums.
 */
export class Records {
  readonly #dialect: SqlDialect;
  readonly #table: TableOf;
  readonly #register: string;
  readonly #year: number;
  readonly #joins = new Map<string, Reached>();
  /** Members counted per record, each a join of its own. */
  readonly #counts: string[] = [];
  readonly #alias: string;
  readonly #written: readonly Join[];

  constructor(
    dialect: SqlDialect,
    table: TableOf,
    from: { readonly register: string; readonly year: number; readonly joins: readonly Join[] },
    alias = 'p',
  ) {
    this.#dialect = dialect;
    this.#table = table;
    this.#register = from.register;
    this.#year = from.year;
    this.#alias = alias;
    this.#written = from.joins;
    for (const [i, { name, register, key, from: above, many, yearsBack = 0 }] of from.joins.entries()) {
      const parent = above === undefined ? null : (this.#joins.get(above) ?? null);
      const year = (parent?.year ?? from.year) - yearsBack;
      this.#joins.set(name, {
        alias: `${alias}j${String(i)}`,
        parent,
        key,
        table: table(register, year),
        year,
        many: many === true,
      });
    }
  }

  /** The tables of the query, with every join that a condition or value has asked for. */
  from(): string {
    const { quoted } = this.#dialect;
    const own = `${quoted(this.#table(this.#register, this.#year))} ${this.#alias}`;
    const joined = [...this.#joins.values()]
      .filter(({ many }) => !many)
      .map(
        ({ alias, parent, key, table }) =>
          `left join ${quoted(table)} ${alias} on ${alias}.${quoted(key)} = ${parent?.alias ?? this.#alias}.${quoted(key)}`,
      );
    return [own, ...joined, ...this.#counts].join('\n    ');
  }

  column({ variable, join }: VariableReference): string {
    const reached = join === undefined ? undefined : this.#reached(join);
    return `${reached?.alias ?? this.#alias}.${this.#dialect.quoted(variable)}`;
  }

  value(value: Value): string {
    const { number } = this.#dialect;
    if (typeof value === 'number') return number(String(value));
    if ('variable' in value) return number(this.column(value));
    if ('count' in value) return this.#count(value.count, value.where);
    if ('nationalQuantile' in value) return this.#nationalQuantile(value);
    const chained = (parts: readonly Value[], sign: string): string =>
      `(${parts.map((part) => this.value(part)).join(` ${sign} `)})`;
    if ('add' in value) return chained(value.add, '+');
    if ('subtract' in value) return chained(value.subtract, '-');
    if ('multiply' in value) return chained(value.multiply, '*');
    if ('divide' in value) return `(${this.value(value.divide[0])} / nullif(${this.value(value.divide[1])}, 0))`;
    if ('roundUp' in value) return number(`ceil(${this.value(value.roundUp)})`);
    return number(`floor(${this.value(value.roundDown)})`);
  }

  condition(condition: Condition): string {
    if ('all' in condition)
      return condition.all.length === 0
        ? '(1 = 1)'
        : `(${condition.all.map((part) => this.condition(part)).join(' and ')})`;
    if ('any' in condition) return `(${condition.any.map((part) => this.condition(part)).join(' or ')})`;
    if ('not' in condition) return `(not ${this.condition(condition.not)})`;
    if ('compare' in condition) {
      const [left, operator, right] = condition.compare;
      return `(${this.value(left)} ${OPERATOR[operator]} ${this.value(right)})`;
    }
    if ('between' in condition) {
      const [least, most] = condition.between;
      return `(${this.value(condition.value)} between ${this.value(least)} and ${this.value(most)})`;
    }
    if ('missing' in condition) return `(${this.column(condition.missing)} is null)`;
    const { text, number } = this.#dialect;
    const column = this.column({ variable: condition.variable, join: condition.join });
    // Codes are compared as texts, numbers as numbers.
    if (condition.in.some((code) => typeof code === 'string'))
      return `(${text(column)} in (${condition.in.map((code) => sqlText(String(code))).join(', ')}))`;
    return `(${number(column)} in (${condition.in.map(String).join(', ')}))`;
  }

  #reached(name: string): Reached {
    const found = this.#joins.get(name);
    if (found === undefined) throw new RangeError('the definition has not been checked: unknown join');
    return found;
  }

  #count(name: string, where: Condition): string {
    const { quoted, number } = this.#dialect;
    const { parent, key, table, year } = this.#reached(name);
    const alias = `${this.#alias}c${String(this.#counts.length)}`;
    const members = new Records(this.#dialect, () => table, { register: table, year, joins: [] }, `${alias}m`);
    const condition = members.condition(where);
    this.#counts.push(
      `left join (select ${alias}m.${quoted(key)} as k, count(*) as c from ${members.from()} where ${condition} group by ${alias}m.${quoted(key)}) ${alias} on ${alias}.k = ${parent?.alias ?? this.#alias}.${quoted(key)}`,
    );
    const counted = number(`coalesce(${alias}.c, 0)`);
    return parent === null
      ? counted
      : `(case when ${parent.alias}.${quoted(parent.key)} is not null then ${counted} end)`;
  }

  #nationalQuantile(value: Extract<Value, { readonly nationalQuantile: number }>): string {
    const { nationalQuantile: p, of, where, yearsBack = 0 } = value;
    const whole = new Records(
      this.#dialect,
      this.#table,
      { register: this.#register, year: this.#year - yearsBack, joins: yearsBack === 0 ? this.#written : [] },
      'q',
    );
    const [x, condition] = [whole.value(of), whole.condition(where)];
    return `(select ${this.#dialect.quantile(p, 'x')} from (select ${x} as x from ${whole.from()} where ${condition}) nation)`;
  }
}
