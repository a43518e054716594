import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { definitionHash } from '../indicators/identity.ts';
import { type DialectName, dialectOf, type SqlDialect, sqlText } from './dialect.ts';
import { takenBy, type Taken } from './measures.ts';

/*
 * From the records of each area to one row per level and area. Levels coarser than RegSO go by the area key; the nation holds every
 * record, also those without an area.
 */

/** The columns of the area statistics file, in its order (docs/production.md). */
export const STATISTICS_COLUMNS = [
  'indicator',
  'definition',
  'year',
  'level',
  'area',
  'stratum',
  'contributors',
  'n',
  'numerator',
  'largest',
  'second_largest',
  'absolute',
  'squares',
  'base_squares',
  'product',
  'records',
  'value',
  'low',
  'high',
  'left_out',
] as const;
export type StatisticsColumn = (typeof STATISTICS_COLUMNS)[number];

export interface CompileOptions {
  readonly dialect: DialectName;
  readonly year: number;
  /** The division that the year stands on, as the key's Version says. */
  readonly division: string;
  /** The table with the area key. */
  readonly areas: string;
}

/** Normal 97.5 % percentile, as shared/domain/smallAreas/standardErrors.ts has it. */
const Z = '1.959963984540054';

/** Which area each RegSO belongs to, per level. */
function placesOf({ quoted, text }: SqlDialect, { areas, division }: CompileOptions): string {
  const column = (level: string, name: string): string =>
    `select distinct '${level}' as level, ${text(quoted('RegSO'))} as code, ${text(quoted(name))} as area from ${quoted(areas)} where ${text(quoted('Version'))} = ${sqlText(division)}`;
  return [column('regso', 'RegSO'), column('municipality', 'Kommun'), column('county', 'Lan')].join('\n  union all ');
}

type Row = Partial<Record<StatisticsColumn, string>>;

/** One select with every column of the file; what a measure has none of is null. */
function selected(
  { number }: SqlDialect,
  definition: IndicatorDefinition,
  hash: string,
  year: number,
  row: Row,
): string {
  const known: Row = { indicator: sqlText(definition.id), definition: sqlText(hash), year: String(year), ...row };
  return STATISTICS_COLUMNS.map((column) => `${known[column] ?? number('null')} as ${column}`).join(', ');
}

const LEVELS = `l as (select place.level as level, place.area as area, r.* from r join place on place.code = r.code
  union all select 'nation', 'R', r.* from r)`;

function pairsQuery(taken: Taken, say: (row: Row) => string): string {
  return `r as (${taken.rows.join('\n    union all ')}),
g as (select code, count(x) as contributors, sum(x) as n, sum(y) as numerator, sum(abs(y)) as absolute, sum(y * y) as squares,
    sum(x * x) as base_squares, sum(x * y) as product, sum(case when y is null and x is null then 0 else 1 end) as records, sum(lost) as left_out
  from r group by code),
t as (select code, a from (select code, abs(y) as a, row_number() over (partition by code order by abs(y) desc) as i
  from r where y is not null) ranked where i <= 2),
ga as (select place.level as level, place.area as area, g.* from g join place on place.code = g.code
  union all select 'nation', 'R', g.* from g),
ta as (select place.level as level, place.area as area, t.a as a from t join place on place.code = t.code
  union all select 'nation', 'R', t.a from t),
two as (select level, area, max(case when i = 1 then a end) as largest, max(case when i = 2 then a end) as second_largest
  from (select level, area, a, row_number() over (partition by level, area order by a desc) as i from ta) ordered group by level, area)
select ${say({
    level: 'ga.level',
    area: 'ga.area',
    contributors: 'sum(ga.contributors)',
    n: 'coalesce(sum(ga.n), 0)',
    numerator: 'coalesce(sum(ga.numerator), 0)',
    largest: 'coalesce(max(two.largest), 0)',
    second_largest: 'coalesce(max(two.second_largest), 0)',
    absolute: 'coalesce(sum(ga.absolute), 0)',
    squares: 'coalesce(sum(ga.squares), 0)',
    base_squares: 'coalesce(sum(ga.base_squares), 0)',
    product: 'coalesce(sum(ga.product), 0)',
    records: 'sum(ga.records)',
    left_out: 'sum(ga.left_out)',
  })}
from ga left join two on two.level = ga.level and two.area = ga.area group by ga.level, ga.area`;
}

/** The values around the quantile at q: type 7, h = (m - 1) q. */
function quantileAt(q: string, { number }: SqlDialect): string {
  const h = `(${number('m - 1')} * ${q})`;
  const at = (offset: string): string => `max(case when i = floor(${h})${offset} then v end)`;
  return `(${at('')} + (${h} - floor(${h})) * coalesce(${at(' + 1')} - ${at('')}, 0))`;
}

function valuesQuery(
  taken: Extract<Taken, { kind: 'values' }>,
  dialect: SqlDialect,
  say: (row: Row) => string,
): string {
  const one = (p: number, stratum: number): string => {
    const reach = `(${dialect.number(Z)} * sqrt(${dialect.number(String(p * (1 - p)))} / m))`;
    const q = dialect.number(String(p));
    return `select ${say({
      level: 'level',
      area: 'area',
      stratum: String(stratum),
      contributors: 'm',
      n: 'm',
      value: quantileAt(q, dialect),
      low: quantileAt(`greatest(${dialect.number('0')}, ${q} - ${reach})`, dialect),
      high: quantileAt(`least(${dialect.number('1')}, ${q} + ${reach})`, dialect),
      left_out: "case when level = 'nation' then (select count(*) from r where v is null) end",
    })}
from o group by level, area, m`;
  };
  return `r as (${taken.rows.join('\n    union all ')}),
${LEVELS},
o as (select level, area, v, row_number() over (partition by level, area order by v) - 1 as i,
    count(*) over (partition by level, area) as m from l where v is not null)
${taken.p.map(one).join('\nunion all ')}`;
}

function strataQuery(taken: Extract<Taken, { kind: 'strata' }>, say: (row: Row) => string): string {
  const counted = { contributors: 'count(*)', n: 'count(*)', numerator: 'sum(y)', stratum: 'stratum' };
  const lost = "case when level = 'nation' then (select count(*) from r where y is null or stratum is null) end";
  return `r as (${taken.rows.join('\n    union all ')}),
s as (${taken.standard}),
${LEVELS}
select ${say({ level: 'level', area: 'area', ...counted, left_out: lost })}
from l where y is not null and stratum is not null group by level, area, stratum
union all select ${say({ level: "'standard'", area: "'R'", ...counted })}
from s where y is not null and stratum is not null group by stratum`;
}

/** The query that gives a definition's rows of the area statistics file for a year. */
export function queryOf(definition: IndicatorDefinition, options: CompileOptions): string {
  const dialect = dialectOf(options.dialect);
  const table = (register: string, year: number): string => `${register}_${String(year)}`;
  const taken = takenBy(dialect, table, definition, options.year);
  const hash = definitionHash({ definition, file: '' });
  const say = (row: Row): string => selected(dialect, definition, hash, options.year, row);
  const body =
    taken.kind === 'pairs'
      ? pairsQuery(taken, say)
      : taken.kind === 'values'
        ? valuesQuery(taken, dialect, say)
        : strataQuery(taken, say);
  return `with place as (${placesOf(dialect, options)}),\n${body}`;
}
