import { statSync } from 'node:fs';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import { removeRegisterYear } from '../store/writer.ts';
import { breather } from '../jobs/breath.ts';
import { databaseOf, inTransaction } from './database.ts';
import { asProjectError, type ProjectDatabase } from './encryptedFile.ts';
import type { Project } from './project.ts';

/** Bytes of the project file before and after. */
export interface Shrunk {
  readonly before: number;
  readonly after: number;
}

/** Pages given back in one transaction: 16 MB of 16 kB pages, a fraction of a second. */
const AT_A_TIME = 1024;

const numberOf = (database: ProjectDatabase, pragma: string): number =>
  Number(database.pragma(pragma, { simple: true }));

/**
 * Gives free pages back to the file system, some at a time, each time whole or not at all. What lay in them was
 * overwritten when it was deleted (secure_delete).
 */
async function giveBack(database: ProjectDatabase, progress: Progress): Promise<void> {
  const breathe = breather();
  const free = numberOf(database, 'freelist_count');
  for (let left = free; left > 0;) {
    await breathe();
    progress.check();
    progress.report('project.step.giveBack', free - left, free);
    database.pragma(`incremental_vacuum(${String(AT_A_TIME)})`);
    const now = numberOf(database, 'freelist_count');
    if (now >= left) break;
    left = now;
  }
  progress.report('project.step.giveBack', free, free);
}

/** A file made before free pages could be given back in place is rewritten once, in one transaction, in memory first. */
function makeShrinkable(database: ProjectDatabase): void {
  if (numberOf(database, 'auto_vacuum') !== 0) return;
  database.pragma('auto_vacuum = INCREMENTAL');
  database.exec('vacuum');
}

function notWithin(database: ProjectDatabase): void {
  if (database.inTransaction) throw new UserError('refused', 'project.busy');
}

/** Makes the file as small as what it holds. Stopped at any point, it is whole. */
export async function compactProject(project: Project, progress: Progress): Promise<Shrunk> {
  const database = databaseOf(project);
  notWithin(database);
  const before = statSync(project.path).size;
  try {
    makeShrinkable(database);
    await giveBack(database, progress);
    project.appendLog('compact', { before, after: statSync(project.path).size });
  } catch (cause) {
    throw asProjectError(cause, project.path);
  }
  return { before, after: statSync(project.path).size };
}

/** What a removal took away: years in order, and their rows. */
interface Removed {
  readonly years: readonly number[];
  readonly rows: number;
}

/**
 * Removes a register of one year, or of all its years: overwritten, then given back, so that the file shrinks. All of it or
 * nothing is removed; giving back may be stopped and done later by `compactProject`, which is then said.
 */
export async function removeRegister(
  project: Project,
  register: string,
  year: number | undefined,
  progress: Progress,
): Promise<Shrunk & Removed> {
  const database = databaseOf(project);
  notWithin(database);
  const found = project.store
    .registers()
    .filter((one) => one.register === register && (year === undefined || one.year === year));
  if (found.length === 0)
    throw year === undefined
      ? new UserError('input', 'store.noRegisterAtAll', { register })
      : new UserError('input', 'store.noRegister', { register, year });
  const before = statSync(project.path).size;
  const years = found.map((one) => one.year);
  const rows = found.reduce((sum, one) => sum + one.rows, 0);
  try {
    await inTransaction(project, () => removeYears(project, register, { years, rows }, progress));
    await giveBack(database, progress);
  } catch (cause) {
    const gone = !project.store.registers().some((one) => one.register === register && years.includes(one.year));
    if (gone && cause instanceof UserError && cause.kind === 'cancelled')
      throw new UserError('cancelled', 'project.remove.notGivenBack');
    throw asProjectError(cause, project.path);
  }
  return { years, rows, before, after: statSync(project.path).size };
}

async function removeYears(
  project: Project,
  register: string,
  { years, rows }: Removed,
  progress: Progress,
): Promise<void> {
  const database = databaseOf(project);
  const breathe = breather();
  const chunksOf = database.prepare<[string, number], { id: number; position: number }>(
    `select chunk.variable as id, chunk.position as position from chunk
     join variable on variable.id = chunk.variable join register_year on register_year.id = variable.register_year
     where register_year.register = ? and register_year.year = ?`,
  );
  const removeChunk = database.prepare('delete from chunk where variable = ? and position = ?');
  const chunks = years.flatMap((one) => chunksOf.all(register, one));
  for (const [i, { id, position }] of chunks.entries()) {
    if (i % 16 === 0) {
      await breathe();
      progress.check();
      progress.report('project.step.remove', i, chunks.length);
    }
    removeChunk.run(id, position);
  }
  for (const one of years) removeRegisterYear(database, register, one);
  project.appendLog('remove', { register, years: years.map(String), rows });
}
