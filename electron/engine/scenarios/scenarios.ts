import { UserError } from '../../../shared/errors/errors.ts';
import { type GroupsSpec, groupsSchema } from '../../../shared/schemas/groups.ts';
import { type Method, methodSchema } from '../../../shared/schemas/method.ts';
import { addVersion, idOf, numberOf } from '../assessments/versions.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

/** One version of a scenario as it was saved. */
export interface ScenarioVersion {
  readonly version: number;
  readonly name: string;
  readonly comment: string;
  readonly method: Method;
  readonly grouping: GroupsSpec | null;
  readonly savedAt: string;
  /** Login name of whoever saved it; '' for what an older version of the product saved. */
  readonly savedBy: string;
  /** Fingerprint of the scenario file that it began with, if it came from one. */
  readonly basedOn: string | null;
}

export interface Scenario extends ScenarioVersion {
  readonly id: string;
  readonly removed: boolean;
}

interface VersionRow {
  readonly assessment: number;
  readonly version: number;
  readonly name: string;
  readonly comment: string;
  readonly method: string;
  readonly grouping: string | null;
  readonly saved_at: string;
  readonly saved_by: string;
  readonly based_on: string | null;
  readonly removed_at: string | null;
}

const ALL = `
  select v.assessment, v.version, v.name, v.comment, v.method, v.grouping, v.saved_at, v.saved_by, v.based_on, a.removed_at
  from assessment a join assessment_version v on v.assessment = a.number`;

const versionOf = (row: VersionRow): ScenarioVersion => ({
  version: row.version,
  name: row.name,
  comment: row.comment,
  method: methodSchema.parse(JSON.parse(row.method)),
  grouping: row.grouping === null ? null : groupsSchema.parse(JSON.parse(row.grouping)),
  savedAt: row.saved_at,
  savedBy: row.saved_by,
  basedOn: row.based_on,
});

/** Every scenario in its newest version, oldest scenario first; those removed too, and said to be. */
export const listScenarios = (project: Project): readonly Scenario[] =>
  databaseOf(project)
    .prepare<[], VersionRow>(
      `${ALL} where v.version = (select max(version) from assessment_version where assessment = a.number) order by a.number`,
    )
    .all()
    .map((row) => ({ ...versionOf(row), id: idOf(row.assessment), removed: row.removed_at !== null }));

/** The versions of a scenario, newest first. @throws UserError for one that there is not */
export function versionsOf(project: Project, id: string): readonly ScenarioVersion[] {
  const rows = databaseOf(project)
    .prepare<[number], VersionRow>(`${ALL} where a.number = ? order by v.version desc`)
    .all(numberOf(id) ?? 0);
  if (rows.length === 0) throw new UserError('input', 'assessment.unknown');
  return rows.map(versionOf);
}

/** @param version the newest where it is left out */
export function scenarioVersion(project: Project, id: string, version?: number): ScenarioVersion {
  const versions = versionsOf(project, id);
  const found = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  if (found === undefined) throw new UserError('input', 'scenario.noVersion', { id, version: version ?? 0 });
  return found;
}

const groupingText = (grouping: GroupsSpec | null): string | null =>
  grouping === null ? null : JSON.stringify(grouping);

interface ToSave {
  /** null makes a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly comment: string;
  readonly method: Method;
  readonly grouping: GroupsSpec | null;
  readonly basedOn?: string | null;
}

/** Saves a scenario with its grouping: a new one, or a new version. */
export function saveScenario(project: Project, input: ToSave): string {
  return databaseOf(project).transaction(() => {
    const number = input.id === null ? null : (numberOf(input.id) ?? 0);
    const before = input.id === null ? undefined : scenarioVersion(project, input.id);
    const { name, comment, method } = input;
    return idOf(
      addVersion(project, number, {
        name,
        comment,
        method,
        grouping: groupingText(input.grouping),
        basedOn: input.basedOn === undefined ? (before?.basedOn ?? null) : input.basedOn,
      }).number,
    );
  })();
}

/** A scenario of its own that says what this version of another says. */
export function duplicateScenario(project: Project, id: string, version: number | undefined, name: string): string {
  const { comment, method, grouping, basedOn } = scenarioVersion(project, id, version);
  return saveScenario(project, { id: null, name, comment, method, grouping, basedOn });
}

/** Makes an earlier version the newest again, by saving it anew: what came between stays. */
export function restoreVersion(project: Project, id: string, version: number): void {
  const { name, comment, method, grouping, basedOn } = scenarioVersion(project, id, version);
  databaseOf(project).transaction(() => {
    saveScenario(project, { id, name, comment, method, grouping, basedOn });
    project.appendLog('scenario.restore', { id, version });
  })();
}

/** Puts a removed scenario back in the list. */
export function bringBack(project: Project, id: string): void {
  versionsOf(project, id);
  databaseOf(project).transaction(() => {
    databaseOf(project)
      .prepare('update assessment set removed_at = null where number = ?')
      .run(numberOf(id) ?? 0);
    project.appendLog('scenario.bring-back', { id });
  })();
}
