import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { breather } from '../jobs/breath.ts';
import type { Progress } from '../jobs/progress.ts';
import {
  type FileHealth,
  healthOf,
  isWhole,
  type RegisterHealth,
  tablesOf,
  unlessDamaged,
  withDamaged,
} from './damage.ts';
import type { ProjectDatabase } from './encryptedFile.ts';
import { appendToLog } from './log.ts';
import type { KeyCost } from './keyWrap.ts';
import type { ProjectPorts } from './ports.ts';
import { insertProject, makeProject, type Origin, randomId } from './project.ts';
import { sqlName, sqlNames } from './sqlName.ts';

export interface Rescue {
  readonly health: FileHealth;
  readonly kept: readonly RegisterHealth[];
  readonly lost: readonly RegisterHealth[];
}

export interface RescueOptions {
  readonly passphrase: string;
  readonly ports?: ProjectPorts;
  /** Lower than KEY_COST only in tests. */
  readonly cost?: KeyCost;
}

const columnsOf = (database: ProjectDatabase, table: string): readonly string[] =>
  database.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table);

/** Made anew from the registers when they are needed, and of no use in part. */
const REMADE = new Set(['link', 'link_chunk']);

/** What a table's rows belong to: the column and the table that it refers to. */
interface Reference {
  readonly column: string;
  readonly table: string;
}

const referencesOf = (database: ProjectDatabase, table: string): readonly Reference[] =>
  database
    .prepare<[string], Reference>('select "from" as "column", "table" from pragma_foreign_key_list(?)')
    .all(table);

type Value = string | number | Uint8Array | null;

/** Inserts a row unless what it refers to was lost. */
function insertIfFit(insert: (values: readonly Value[]) => unknown, values: readonly Value[]): void {
  try {
    insert(values);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (!code.startsWith('SQLITE_CONSTRAINT')) throw cause;
  }
}

/** Copies what can be read of a table; of tables that belong to register-years only what belongs to `kept`. */
async function copyTable(
  from: ProjectDatabase,
  to: ProjectDatabase,
  file: string,
  table: string,
  kept: { readonly register_year: readonly number[]; readonly variable: readonly number[] },
  step: Step,
): Promise<void> {
  const there = new Set(columnsOf(from, table));
  const columns = columnsOf(to, table).filter((column) => there.has(column));
  const PLACES = columns.map(() => '?').join(', ');
  const prepared = to.prepare<Value[]>(`insert into ${sqlName(table)} (${sqlNames(columns)}) values (${PLACES})`);
  const insert = (values: readonly Value[]): unknown => prepared.run(...values);
  const take = (rows: () => IterableIterator<Value[]>): void => {
    unlessDamaged(file, () => {
      for (const values of rows()) insertIfFit(insert, values);
      return true;
    });
  };
  const select = async (column: string, ids: readonly number[]): Promise<void> => {
    const statement = from
      .prepare<[number], Value[]>(`select ${sqlNames(columns)} from ${sqlName(table)} where ${sqlName(column)} = ?`)
      .raw(true);
    for (const id of ids) {
      take(() => statement.iterate(id));
      await step();
    }
  };
  const reference = referencesOf(to, table).find((one) => one.table === 'register_year' || one.table === 'variable');
  // By number where there is one: no index, which may be damaged when what it leads to is not.
  if (table === 'register_year' || table === 'variable') await select('id', kept[table]);
  else if (reference?.table === 'register_year' || reference?.table === 'variable')
    await select(reference.column, kept[reference.table]);
  else
    take(() =>
      from
        .prepare<[], Value[]>(`select ${sqlNames(columns)} from ${sqlName(table)}`)
        .raw(true)
        .iterate(),
    );
}

interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly origin: Origin;
}

const named = (ones: readonly RegisterHealth[]): readonly string[] =>
  ones.map(({ register, year }) => `${register} ${String(year)}`);

/** Where the carrying over is told and stopped. */
type Step = () => Promise<void>;

async function fill(
  from: ProjectDatabase,
  to: ProjectDatabase,
  file: string,
  rescue: Rescue,
  ports: ProjectPorts,
  step: Step,
): Promise<void> {
  const { kept, lost, health } = rescue;
  const at = ports.now();
  const said = unlessDamaged(file, () => from.prepare<[], ProjectRow>('select * from project').get());
  // Without its own word for it, what the project holds counts as real.
  insertProject(
    to,
    said?.id ?? randomId(ports),
    said?.name ?? path.basename(file, '.sigill'),
    said?.created_at ?? at.toISOString(),
    said?.origin ?? 'real',
  );
  const ids = kept.map(({ id }) => id);
  const variables = kept.flatMap((one) => one.variables);
  const there = new Set(tablesOf(from));
  for (const table of tablesOf(to))
    if (table !== 'project' && there.has(table) && !REMADE.has(table))
      await copyTable(from, to, file, table, { register_year: ids, variable: variables }, step);
  appendToLog(to, at, 'rescue', {
    file: path.basename(file),
    kept: named(kept),
    lost: named(lost),
    damagedTables: health.tables,
  });
}

/**
 * Makes a new project of what can be read of a damaged one: the register-years that are whole, and of every other table what
 * comes before its first damaged page. The log goes on, with an entry that says what was lost. The damaged file stays as it is;
 * the new one has a data key of its own and the passphrase given as its only one.
 */
export const rescueProject = (
  file: string,
  target: string,
  options: RescueOptions,
  progress: Progress,
): Promise<Rescue> =>
  withDamaged(file, options.passphrase, async (from) => {
    const health = await healthOf(from, file, progress);
    const rescue: Rescue = {
      health,
      kept: health.registers.filter(isWhole),
      lost: health.registers.filter((one) => !isWhole(one)),
    };
    const breathe = breather();
    let done = 0;
    const step: Step = async () => {
      await breathe();
      progress.check();
      done += 1;
      progress.report('project.step.rescue', Math.min(done, total), total);
    };
    // Every column is looked up once for its description and once for its chunks.
    const total = 2 * rescue.kept.reduce((sum, { variables }) => sum + variables.length, 0);
    const project = await makeProject(target, options, async (to, ports) => {
      await fill(from, to, file, rescue, ports, step);
      for (const one of rescue.kept) checkCopied(to, one);
    });
    project.close();
    return rescue;
  });

/** A register-year that was found whole must have come over whole. */
function checkCopied(to: ProjectDatabase, { id, rows, variables }: RegisterHealth): void {
  const whole = to
    .prepare<[number, number], number>(
      `select count(*) from variable where register_year = ?
       and (select coalesce(sum(rows), 0) from chunk where chunk.variable = variable.id) = ?`,
    )
    .pluck()
    .get(id, rows);
  if (whole !== variables.length) throw new UserError('refused', 'project.rescue.changed');
}
