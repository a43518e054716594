import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { needsOf } from '../indicators/needs.ts';
import type { DefinitionSource } from '../indicators/problem.ts';
import { holdsIn } from '../indicators/variants.ts';
import { type CompileOptions, queryOf, STATISTICS_COLUMNS } from './query.ts';

export interface CompileRequest extends Omit<CompileOptions, 'year'> {
  readonly definitions: readonly DefinitionSource[];
  readonly years: readonly number[];
  /** Folder for the queries. */
  readonly out: string;
}

export interface Compiled {
  readonly files: readonly string[];
  readonly definitions: number;
  /** Every table that the queries read. */
  readonly tables: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = { indicator: 'text', definition: 'text', level: 'text', area: 'text' };

/** All queries of a dialect one after the other, so that one command gives the area statistics file. */
function wholeScript(dialect: CompileOptions['dialect'], queries: readonly string[]): string {
  const columns = STATISTICS_COLUMNS.join(', ');
  const head = `-- Sigill ${PRODUCT_VERSION}\n`;
  if (dialect === 'spark')
    return `${head}-- spark-sql -f statistics.sql: the file lies in the folder sigill-statistics\n${queries
      .map((query, i) => `create or replace temporary view sigill_${String(i)} as\n${query};\n`)
      .join('\n')}
insert overwrite directory 'sigill-statistics' using csv options ('header' = 'true', 'nullValue' = '')
select /*+ COALESCE(1) */ ${columns} from (
${queries.map((_query, i) => `  select * from sigill_${String(i)}`).join(' union all\n')}
) statistics;
`;
  const types = STATISTICS_COLUMNS.map((column) => `${column} ${TYPES[column] ?? 'double precision'}`).join(', ');
  return `${head}-- psql --quiet --file statistics.sql > statistics.csv
begin;
set local extra_float_digits = 3;
create temporary table sigill_statistics (${types}) on commit drop;
${queries.map((query) => `insert into sigill_statistics\n${query};\n`).join('\n')}
copy (select ${columns} from sigill_statistics order by indicator collate "C", year, level collate "C", area collate "C", stratum)
  to stdout with (format csv, header);
commit;
`;
}

/**
 * Writes one query per definition and year, and one script of them all whose output is the area statistics file that
 * `sigill import --statistics` takes.
 */
export async function compileFiles({ definitions, years, out, ...options }: CompileRequest): Promise<Compiled> {
  const files: { path: string; content: string }[] = [];
  const queries: string[] = [];
  const tables = new Set<string>([options.areas]);
  for (const { definition } of definitions)
    for (const year of years) {
      if (!holdsIn(definition.years ?? {}, year)) continue;
      const query = queryOf(definition, { ...options, year });
      queries.push(query);
      files.push({ path: path.join(out, `${definition.id}.${String(year)}.sql`), content: `${query};\n` });
      for (const need of needsOf(definition, year)) tables.add(`${need.register}_${String(need.year)}`);
    }
  if (queries.length === 0) throw new UserError('input', 'compile.nothing');
  files.push({ path: path.join(out, 'statistics.sql'), content: wholeScript(options.dialect, queries) });
  await writeWhole(files);
  return {
    files: files.map((file) => file.path),
    definitions: new Set(definitions.map(({ definition }) => definition.id)).size,
    tables: [...tables].sort(),
  };
}
