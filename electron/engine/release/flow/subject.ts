import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import type { ReleaseDivision, ReleaseMeasure, ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { versionOf } from '../../areas/store.ts';
import { currentDefinitions } from '../../indicators/store.ts';
import { definitionIn } from '../../indicators/variants.ts';
import type { Project } from '../../project/project.ts';
import { canonicalJson } from '../persons/signed.ts';

/** The name of a register's own key, which tells what its records are: persons, households, dwellings. */
function unitOfRegister(project: Project, register: string, year: number): string {
  const found = project.store.registers().find((one) => one.register === register && one.year === year);
  return found?.variables.find(({ type }) => type === 'key')?.name ?? register;
}

/**
 * What a table of a plan counts. An indicator that takes the value of an older year, or of several years together, counts
 * the records of those years.
 */
export function subjectOf(project: Project, year: number, { id, level, content }: ReleaseTable): Subject {
  const division = versionOf(project, year);
  if (division === undefined) throw new UserError('input', 'release.noAreaKey', { year });
  if (content.kind === 'register')
    return { register: content.register, years: [year], division, level, content, definition: null };
  const known = currentDefinitions(project).find(({ definition }) => definition.id === content.indicator);
  if (known === undefined)
    throw new UserError('input', 'release.notCountable', { table: id, indicator: content.indicator });
  const { definition } = known;
  const { register } = definition.population;
  const pool = definition.reference.pool ?? 1;
  const last = latestYear(project, register, year, definition.reference.carryYears);
  const years = Array.from({ length: pool }, (_, i) => last - pool + 1 + i);
  return { register, years, division, level, content, definition };
}

function latestYear(project: Project, register: string, year: number, carry: number): number {
  const years = project.store
    .registers()
    .filter((one) => one.register === register && one.year <= year && one.year >= year - carry)
    .map((one) => one.year);
  return years.length === 0 ? year : Math.max(...years);
}

/** What is counted: counts of one unit can be parts of each other. */
export const unitOf = (project: Project, { register, years }: Subject): string =>
  unitOfRegister(project, register, years.at(-1) ?? 0);

/** Which records the whole of a table is of, whatever the year. */
export function populationOf({ register, content, definition, years }: Subject): string {
  if (definition !== null) return canonicalJson(definitionIn(definition, years.at(-1) ?? 0).population);
  return canonicalJson({ register, where: content.kind === 'register' ? content.where : undefined });
}

/** What a record is, by the name of its register's key; null where the register is not in the project, so that nobody can say. */
export function recordOf(project: Project, { register, years }: Subject): string | null {
  const year = years.at(-1) ?? 0;
  const found = project.store.registers().some((one) => one.register === register && one.year === year);
  return found ? unitOfRegister(project, register, year) : null;
}

const divisionKey = ({ variable, categories, rest, groups }: ReleaseDivision) => ({
  variable,
  categories: categories.map(({ code, values, from, to }) => ({ code, values, from, to })),
  rest: rest?.code,
  groups: groups?.map(({ code, categories: own }) => ({ code, categories: own })),
});

/**
 * One spelling for one table; names and labels are no part of what is counted, nor is the method: the same table by two methods is
 * one table asked for twice.
 */
export function tableKey({ subject, measure }: Pick<LedgerTable, 'subject' | 'measure'>): string {
  const { register, years, division, level, content, definition } = subject;
  const counted =
    definition === null
      ? content.kind === 'register' && {
          ...divisionKey(content.division),
          further: content.further?.map(divisionKey),
          where: content.where,
          measure: measuredBy(content.measures, measure?.name),
        }
      : {
          population: definition.population,
          measure: definition.measure,
          joins: definition.joins,
          missing: definition.missing,
          variants: definition.variants,
        };
  return canonicalJson({ register, years, division, level, counted });
}

/** What a sum adds up; nothing for counts. */
function measuredBy(measures: readonly ReleaseMeasure[] | undefined, name: string | undefined) {
  const found = measures?.find((own) => own.kind === 'sum' && own.id === name);
  if (found?.kind !== 'sum') return undefined;
  const { variable, decimals, contributor, holding, weight } = found;
  return { variable, decimals, contributor, holding, weight };
}
