import type { Level } from '../../../shared/domain/areas/level.ts';
import { FACTORS, type IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { definitionHash } from './identity.ts';
import type { LevelValues } from './pass/evaluate.ts';
import type { DefinitionSource } from './problem.ts';

/** The columns of the table, each with the array of values that it holds. */
const COLUMNS = [
  ['value', 'value'],
  ['n', 'n'],
  ['numerator', 'numerator'],
  ['contributors', 'contributors'],
  ['largest', 'largest'],
  ['second', 'second'],
  ['effective', 'effective'],
  ['standard_error', 'standardError'],
] as const;
const COLUMN_NAMES = COLUMNS.map(([column]) => column);

/** What a stored value was computed from; it stands as long as all of it does. */
export interface Provenance {
  readonly hash: string;
  readonly year: number;
  readonly sourceYear: number;
  readonly version: string;
  readonly areasHash: string;
  readonly dataHash: string;
}

export interface StoredValues extends LevelValues {
  readonly sourceYear: number;
  readonly leftOut: number;
}

type Row = Readonly<Record<(typeof COLUMNS)[number][0], Uint8Array>> & {
  readonly source_year: number;
  readonly left_out: number;
};

const bytesOf = (values: Float64Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
const numbersOf = (bytes: Uint8Array): Float64Array<ArrayBuffer> => new Float64Array(Uint8Array.from(bytes).buffer);

/** Makes these the definitions that the project goes by; values of earlier ones stay until theirs are replaced. */
export function storeDefinitions(project: Project, sources: readonly DefinitionSource[]): void {
  const database = databaseOf(project);
  database.prepare('update indicator_definition set current = 0').run();
  const insert = database.prepare(
    `insert into indicator_definition (hash, id, revision, file, definition, own, current) values (?, ?, ?, ?, ?, ?, 1)
     on conflict (hash) do update set revision = excluded.revision, file = excluded.file,
       definition = excluded.definition, own = excluded.own, current = 1`,
  );
  for (const source of sources) {
    const { definition, file, own = false } = source;
    const { id, revision } = definition;
    insert.run(definitionHash(source), id, revision, file, JSON.stringify(definition), Number(own));
  }
}

/** The order of a catalogue: by factor, problem variables first, then by id. */
export const inCatalogueOrder = (a: IndicatorDefinition, b: IndicatorDefinition): number =>
  FACTORS.indexOf(a.factor) - FACTORS.indexOf(b.factor) ||
  Number(b.problemVariable) - Number(a.problemVariable) ||
  (a.id < b.id ? -1 : 1);

/** The definitions that the project goes by, in the order of the catalogue; none before the first computation. */
export const currentDefinitions = (project: Project): readonly { hash: string; definition: IndicatorDefinition }[] =>
  databaseOf(project)
    .prepare<[], { hash: string; definition: string }>(
      'select hash, definition from indicator_definition where current = 1',
    )
    .all()
    .map(({ hash, definition }) => ({ hash, definition: JSON.parse(definition) as IndicatorDefinition }))
    .sort((a, b) => inCatalogueOrder(a.definition, b.definition));

/** True when the project holds this value for the level, computed from just this. */
export function isStored(project: Project, from: Provenance, level: Level): boolean {
  return (
    databaseOf(project)
      .prepare(
        `select 1 from indicator_value where definition = :hash and year = :year and level = :level
         and source_year = :sourceYear and areas_hash = :areasHash and data_hash = :dataHash`,
      )
      .get({ ...from, level }) !== undefined
  );
}

export function storeValues(
  project: Project,
  from: Provenance,
  level: Level,
  values: LevelValues,
  leftOut: number,
): void {
  const blobs = Object.fromEntries(COLUMNS.map(([column, part]) => [column, bytesOf(values[part])]));
  databaseOf(project)
    .prepare(
      `insert or replace into indicator_value
         (definition, year, level, source_year, version, areas_hash, data_hash, left_out, ${COLUMN_NAMES.join(', ')})
       values (:hash, :year, :level, :sourceYear, :version, :areasHash, :dataHash, :leftOut,
         ${COLUMN_NAMES.map((column) => `:${column}`).join(', ')})`,
    )
    .run({ ...from, level, leftOut, ...blobs });
}

/** What the hash of the data begins with for values that came in an area statistics file; their records are not here. */
export const STATISTICS_HASH = 'statistics ';

/** Removes the values of current definitions for years in which they have none any more; those that were taken in as statistics stay. */
export function removeValues(project: Project, hash: string, year: number): void {
  databaseOf(project)
    .prepare(
      `delete from indicator_value where definition = ? and year = ? and data_hash not like '${STATISTICS_HASH}%'`,
    )
    .run(hash, year);
}

/** Reads the values of a definition; undefined when there are none or they belong to other areas than the present. */
export function readValues(
  project: Project,
  hash: string,
  level: Level,
  year: number,
  areasHash: string,
): StoredValues | undefined {
  const row = databaseOf(project)
    .prepare<[string, number, string, string], Row>(
      'select * from indicator_value where definition = ? and year = ? and level = ? and areas_hash = ?',
    )
    .get(hash, year, level, areasHash);
  if (row === undefined) return undefined;
  const columns = Object.fromEntries(COLUMNS.map(([column, part]) => [part, numbersOf(row[column])]));
  return { ...(columns as unknown as LevelValues), sourceYear: row.source_year, leftOut: row.left_out };
}

/** Years and levels for which current definitions have values. */
export const storedYears = (project: Project): readonly { year: number; level: Level; indicators: number }[] =>
  databaseOf(project)
    .prepare<[], { year: number; level: Level; indicators: number }>(
      `select year, level, count(*) as indicators from indicator_value
       join indicator_definition on hash = indicator_value.definition
       where current = 1 and id not like '%--%' group by year, level order by year, level`,
    )
    .all();
