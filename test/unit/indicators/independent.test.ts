import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOfCodes } from '../../../electron/engine/areas/frame.ts';
import { computeYear, type YearResult } from '../../../electron/engine/indicators/pass/year.ts';
import { shippedDefinitions } from '../../../electron/engine/indicators/shipped.ts';
import { silent } from '../../../electron/engine/jobs/progress.ts';
import { type Column, MISSING_INTEGER } from '../../../electron/engine/store/columns.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import {
  MIDDLE_INCOME,
  quotientOf,
  SQL_VIEWS,
  type SqlIndicator,
  sqlIndicators,
  type SqlQuantiles,
  type SqlSum,
  standardisedSql,
  strataSql,
} from '../../support/indicatorSql.ts';
import { madeUpRegisters } from '../../support/madeUpRegisters.ts';
import { memoryColumns } from '../../support/memoryColumns.ts';

// Every shipped indicator once more, in SQL over the same made-up registers (test/support/indicatorSql.ts).

const YEAR = 2022;
const PERSONS = 12_000;
const made = madeUpRegisters(PERSONS, 41, 20260);
/** The same people and pupils some years earlier. */
const EARLIER = [2021, 2020, 2019];
const earlier = EARLIER.flatMap((year) =>
  madeUpRegisters(PERSONS, 41, year, year).registers.filter(({ register }) => ['person', 'elever'].includes(register)),
);
const database = new Database(':memory:');

const cellOf = (column: Column, row: number): string | number | null => {
  if ('dictionary' in column) return column.dictionary[column.values[row] as number] || null;
  const value = column.values[row] as number;
  return Number.isNaN(value) || (column.type === 'integer' && value === MISSING_INTEGER) ? null : value;
};

const GROUPS: readonly (readonly [Level, string])[] = [
  ['regso', 'RegSO'],
  ['municipality', "case when RegSO <> '9999R001' then substr(RegSO, 1, 4) end"],
  ['county', "case when RegSO <> '9999R001' then substr(RegSO, 1, 2) end"],
  ['nation', "'R'"],
];

interface Answer {
  readonly area: string;
  readonly n: number;
  readonly numerator: number | null;
  readonly value: number | null;
}

/** A quantile of type 7 as the two neighbours weighed; the second quantile divides the first. */
function quantilesOf({ value, where, p }: SqlQuantiles, group: string, table = 'person'): readonly Answer[] {
  const columns = p.map((share, i) => {
    const at = `${String(share)} * (m - 1)`;
    const floor = `cast(${at} as integer)`;
    return `sum(case when i = ${floor} then x * (1 - (${at} - ${floor}))
      when i = ${floor} + 1 then x * (${at} - ${floor}) else 0 end) as q${String(i)}`;
  });
  const answer = p.length === 1 ? 'q0' : 'q0 / q1';
  return select(`select area, m as n, null as numerator, ${answer} as value from
    (select area, max(m) as m, ${columns.join(', ')} from
      (select area, x, row_number() over (partition by area order by x) - 1 as i,
        count(*) over (partition by area) as m from
        (select ${group} as area, ${value} as x from ${table} where ${where} and ${value} is not null)) group by area)`);
}

const select = (sql: string): Answer[] => database.prepare<[], Answer>(sql).all();

function sumsOf({ from, sum }: SqlSum, group: string): ReadonlyMap<string, number> {
  const rows = database
    .prepare<[], { area: string; x: number }>(`select ${group} as area, ${sum} as x from ${from} group by 1`)
    .all();
  return new Map(rows.map(({ area, x }) => [area, x]));
}

function answersOf(indicator: SqlIndicator, group: string): readonly Answer[] {
  if (indicator.kind === 'quantiles') return quantilesOf(indicator, group);
  if (indicator.kind === 'standardised') return select(standardisedSql(`(${strataSql(indicator)})`, group));
  const [below, above] = [sumsOf(indicator.n, group), sumsOf(indicator.y, group)];
  return [...new Set([...below.keys(), ...above.keys()])].map((area) => {
    const [n, numerator] = [below.get(area) ?? 0, above.get(area) ?? 0];
    return { area, n, numerator, value: quotientOf(indicator.per, n, numerator) };
  });
}

let indicators: Readonly<Record<string, SqlIndicator>> = {};
let result: YearResult;
const areas = frameOfCodes(made.regso, [], 'Riket');

beforeAll(() => {
  for (const { register, columns, rows, year } of [...made.registers, ...earlier]) {
    const names = [...columns.keys()];
    const table = year === YEAR ? register : `${register}_${String(YEAR - year)}`;
    database.exec(`create table ${table} (${names.join(', ')})`);
    const insert = database.prepare(`insert into ${table} values (${names.map(() => '?').join(', ')})`);
    const held = [...columns.values()];
    database.transaction(() => {
      for (let row = 0; row < rows; row += 1) insert.run(held.map((column) => cellOf(column, row)));
    })();
    const key = names[0] ?? '';
    database.exec(`create index ${table}_key on ${table} (${key})`);
  }
  database.exec('create index person_household on person (HushallLopNr)');
  for (const [view, sql] of Object.entries(SQL_VIEWS)) database.exec(`create table ${view} as ${sql}`);
  const medians = ['person', 'person_1', 'person_2', 'person_3'].map(
    (table) => quantilesOf(MIDDLE_INCOME, "'R'", table)[0]?.value ?? Number.NaN,
  );
  indicators = sqlIndicators(medians);
  const levels = GROUPS.map(([level]) => level);
  result = computeYear(
    memoryColumns([...made.registers, ...earlier], 1000),
    YEAR,
    areas,
    shippedDefinitions(),
    levels,
    silent,
  );
});

afterAll(() => {
  database.close();
});

/** Equal to 1e-12, relative to what is above 1. */
const isClose = (mine: number | undefined, other: number): boolean =>
  Object.is(mine, other) || Math.abs((mine ?? Number.NaN) - other) <= 1e-12 * Math.max(1, Math.abs(other));

describe('every shipped indicator, computed again in SQL', () => {
  it.each(shippedDefinitions().map(({ definition }) => definition.id))('%s', (id) => {
    const indicator = indicators[id];
    if (indicator === undefined) throw new Error(`no independent definition of ${id}`);
    const differing = GROUPS.flatMap(([level, group]) => {
      const answers = new Map(answersOf(indicator, group).map((answer) => [answer.area, answer]));
      const values = result.values.get(id)?.get(level);
      return areas.areas[level].flatMap(({ code }, i) => {
        const answer = answers.get(code) ?? { area: code, n: 0, numerator: null, value: null };
        const same =
          isClose(values?.value[i], answer.value ?? (id === 'population' ? 0 : Number.NaN)) &&
          isClose(values?.n[i], answer.n) &&
          (answer.numerator === null || isClose(values?.numerator[i], answer.numerator));
        return same ? [] : [`${level} ${code}`];
      });
    });
    expect(differing).toEqual([]);
  });

  it('had areas without people, people without an area, and codes that no key knows', () => {
    const population = result.values.get('population')?.get('regso')?.value;
    expect([...(population ?? [])].filter((persons) => persons === 0)).toHaveLength(1);
    const person = result.coverage.find(({ register }) => register === 'person');
    expect(person?.records).toBe(PERSONS);
    expect(person?.withoutArea).toBeGreaterThan(50);
    expect(person?.unknownArea).toBeGreaterThan(20);
  });
});
