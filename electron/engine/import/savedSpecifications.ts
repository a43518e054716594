import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { type RegisterSpecification, specificationSchema } from '../../../shared/schemas/specification.ts';
import { databaseOf } from '../project/database.ts';
import { previewFile } from '../preview/previewFile.ts';
import type { Project } from '../project/project.ts';
import { namedAsIn } from './columnNames.ts';
import { ownLabour } from './pieces/labour.ts';
import { openSource } from './pieces/openSource.ts';

/** A specification that the project has imported by. */
export interface SavedSpecification {
  readonly name: string;
  readonly revision: number;
  readonly specification: RegisterSpecification;
}

const nameOf = ({ name, register }: RegisterSpecification): string => name ?? register;

/**
 * Keeps the specification of an import under its name and revision. One that says something else than what is kept under
 * that revision gets the next revision that is free, so that no year loses what it was read by.
 */
export function saveSpecification(project: Project, specification: RegisterSpecification): void {
  const database = databaseOf(project);
  const name = nameOf(specification);
  const { revision: asked, ...rest } = specification;
  const content = JSON.stringify(rest);
  const kept = database
    .prepare<[string], { revision: number; content: string }>(
      'select revision, content from import_specification where name = ? order by revision',
    )
    .all(name);
  if (kept.some((one) => one.content === content && (asked === undefined || one.revision === asked))) return;
  const taken = new Set(kept.map(({ revision }) => revision));
  const newest = kept.at(-1)?.revision ?? 0;
  const revision = asked !== undefined && !taken.has(asked) ? asked : newest + 1;
  database
    .prepare('insert into import_specification (name, revision, content, saved_at) values (?, ?, ?, ?)')
    .run(name, revision, content, project.now().toISOString());
}

/** Every specification that the project has imported by, the newest revision of each name. */
export function savedSpecifications(project: Project): readonly SavedSpecification[] {
  return databaseOf(project)
    .prepare<[], { name: string; revision: number; content: string }>(
      `select name, max(revision) as revision, content from import_specification group by name order by name`,
    )
    .all()
    .map(({ name, revision, content }) => ({
      name,
      revision,
      specification: specificationSchema.parse(JSON.parse(content)) as RegisterSpecification,
    }));
}

/** Share of all columns, the file's and the specification's, that both have, under any name that they have had. */
function fit(specification: RegisterSpecification, header: readonly string[]): number {
  const wanted = new Set(namedAsIn(specification, header).columns.map(({ source }) => source));
  const common = header.filter((name) => wanted.has(name)).length;
  return common / (header.length + wanted.size - common);
}

const LEAST_FIT = 0.6;

/** The names of the columns of a file, whatever its form. */
export async function headerOf(file: string): Promise<readonly string[]> {
  const labour = ownLabour();
  const nothing: RegisterSpecification = {
    version: 1,
    kind: 'register',
    register: 'x',
    year: 2000,
    columns: [{ source: '-', type: 'ignore' }],
    allowOtherColumns: true,
  };
  try {
    return (await openSource(file, nothing, () => undefined, labour)).header;
  } finally {
    await labour.close();
  }
}

/** A file's name without what changes from year to year. */
const pattern = (name: string): string => name.toLowerCase().replaceAll(/\d+/gu, '#');

/**
 * For a file that names no columns: a specification of such files with as many columns; where there are several, the one
 * whose register has had files of that name but for the digits in it.
 */
function withoutHeader(project: Project, file: string, columns: number): SavedSpecification | undefined {
  const found = savedSpecifications(project).filter(
    ({ specification: { dialect, columns: own } }) => dialect?.header === false && own.length === columns,
  );
  const namesOf = databaseOf(project)
    .prepare<[string], string>(
      'select name from source_file join register_year on register_year.id = source_file.register_year where register = ?',
    )
    .pluck();
  const wanted = pattern(path.basename(file));
  const sameName = found.filter(({ specification }) =>
    namesOf.all(specification.register).some((name) => pattern(name) === wanted),
  );
  const [only, ...others] = sameName.length > 0 ? sameName : found;
  return others.length === 0 ? only : undefined;
}

/**
 * The specification of the project whose columns the file has best; where the file names none, the one for such files.
 * Throws UserError when none fits.
 */
export async function specificationForFile(project: Project, file: string): Promise<SavedSpecification> {
  const { dialect, columns } = await previewFile(file);
  if (dialect?.header === false) {
    const saved = withoutHeader(project, file, columns.length);
    if (saved !== undefined) return saved;
  }
  const header = await headerOf(file);
  const [best] = savedSpecifications(project)
    .map((saved) => ({ saved, share: fit(saved.specification, header) }))
    .toSorted((a, b) => b.share - a.share || (a.saved.name < b.saved.name ? -1 : 1));
  if (best === undefined || best.share < LEAST_FIT) throw new UserError('input', 'import.noStoredSpecification');
  return best.saved;
}
