import type { QualityReport } from '../../../shared/schemas/quality.ts';
import { orphansOf } from '../import/orphans.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { ProfiledYear } from './profileStore.ts';

type Link = QualityReport['links'][number];

/**
 * Keys that lead nowhere, link by link. Counted when the report is made and the other register has come after, or has
 * been replaced since: the count is kept with the moment of import of the register that it was held against.
 */
export function checkLinks(project: Project, { id, year, rows, specification }: ProfiledYear): readonly Link[] {
  const database = databaseOf(project);
  const links = specification.links ?? [];
  const registers = project.store.registers().filter((one) => one.year === year);
  const kept = new Map(
    database
      .prepare<[number], { subject: string; measure: string; value: number }>(
        `select subject, measure, value from quality where register_year = ? and measure like 'orphans@%'`,
      )
      .all(id)
      .map(({ subject, measure, value }) => [`${subject} ${measure}`, value]),
  );
  const number = database
    .prepare<[number | undefined], number>(
      `select value from quality where register_year = ? and measure = 'pseudonymKey'`,
    )
    .pluck();
  const pseudonymKeyOf = (registerYear: number | undefined): number | undefined => number.get(registerYear);
  const idOf = (register: string, of: number): number | undefined =>
    database
      .prepare<[string, number], number>('select id from register_year where register = ? and year = ?')
      .pluck()
      .get(register, of);
  const found: Link[] = [];
  for (const link of links) {
    const { variable, register, to } = link;
    const other = registers.find((one) => one.register === register);
    const checked = other?.variables.find(({ name }) => name === to)?.type === 'key';
    if (!checked) {
      found.push({ variable, register, to, checked: false, orphans: 0, share: 0 });
      continue;
    }
    const measure = `orphans@${other.importedAt}`;
    let orphans = kept.get(`${variable} ${measure}`);
    if (orphans === undefined) {
      orphans = orphansOf(project.store, { ...specification, links: [link] }, year, rows).get(variable) ?? 0;
      keep(project, id, variable, measure, orphans);
    }
    const share = rows === 0 ? 0 : orphans / rows;
    const [own, others] = [pseudonymKeyOf(id), pseudonymKeyOf(idOf(register, year))];
    const apart = orphans > 0 && own !== undefined && others !== undefined && own !== others;
    found.push({ variable, register, to, checked: true, orphans, share, ...(apart ? { otherPseudonyms: true } : {}) });
  }
  return found;
}

/** Keeps a count in place of those held against earlier deliveries of the other register. */
export function keep(project: Project, id: number, variable: string, measure: string, value: number): void {
  const database = databaseOf(project);
  database
    .prepare(`delete from quality where register_year = ? and subject = ? and measure like 'orphans@%'`)
    .run(id, variable);
  database
    .prepare(
      `insert into quality (register_year, position, subject, measure, value)
       select ?, coalesce(max(position), -1) + 1, ?, ?, ? from quality where register_year = ?`,
    )
    .run(id, variable, measure, value, id);
}
