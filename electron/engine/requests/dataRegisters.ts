import type { Output } from '../../../shared/ipc/contract.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { shownType } from '../store/columns.ts';
import { qualityOf, type RegisterQuality } from '../quality/summary.ts';

type Registers = Output<'data.registers'>['registers'];

const countOf = ({ counts }: RegisterQuality, measure: string): number =>
  counts.find((count) => count.subject === '' && count.measure === measure)?.value ?? 0;

const orphansOf = ({ counts }: RegisterQuality): number =>
  counts.reduce((sum, { measure, value }) => sum + (measure === 'orphans' ? value : 0), 0);

/** Names of the files of every register-year, in the order in which they were read. */
function filesOf(project: Project): ReadonlyMap<string, string[]> {
  const found = databaseOf(project)
    .prepare<[], { register: string; year: number; name: string }>(
      `select register, year, name from source_file
       join register_year on register_year.id = source_file.register_year order by register, year, position`,
    )
    .all();
  const files = new Map<string, string[]>();
  for (const { register, year, name } of found) {
    const key = `${register} ${String(year)}`;
    files.set(key, [...(files.get(key) ?? []), name.slice(0, 200)]);
  }
  return files;
}

/** The registers of a project with years, columns and what is missing in them: names and counts, no values. */
export function registersOf(project: Project): Registers {
  const stored = project.store.registers();
  const quality = new Map(qualityOf(project).map((one) => [`${one.register} ${String(one.year)}`, one]));
  const files = filesOf(project);
  const names = [...new Set(stored.map(({ register }) => register))];
  return names.map((register) => {
    const own = stored.filter((one) => one.register === register).toSorted((a, b) => a.year - b.year);
    const qualityIn = (year: number): RegisterQuality | undefined => quality.get(`${register} ${String(year)}`);
    // A column that has come or gone keeps its place among those it stood with in the newest year.
    const newestFirst = own.toReversed().flatMap(({ variables }) => variables);
    const columns = new Map(newestFirst.toReversed().map((variable) => [variable.name, shownType(variable)]));
    const order = [...new Set(newestFirst.map(({ name }) => name))];
    return {
      register,
      years: own.map(({ year, rows, importedAt }) => {
        const counted = qualityIn(year);
        return {
          year,
          rows,
          rowsRead: counted === undefined ? rows : Math.max(rows, countOf(counted, 'rowsRead')),
          rowsRefused: counted === undefined ? 0 : countOf(counted, 'rowsRefused'),
          orphans: counted === undefined ? 0 : orphansOf(counted),
          importedAt,
          files: files.get(`${register} ${String(year)}`) ?? [],
        };
      }),
      columns: order.map((name) => ({
        name,
        type: columns.get(name) ?? 'category',
        missing: own.map(({ year, variables }) =>
          variables.some((variable) => variable.name === name) ? (qualityIn(year)?.missing[name] ?? 0) : null,
        ),
      })),
    };
  });
}
