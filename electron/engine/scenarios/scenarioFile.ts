import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../../../shared/domain/scenarios/aspects.ts';
import { type LeftBehind, leaving } from '../../../shared/domain/scenarios/leaving.ts';
import {
  byWhoChanged,
  type Choose,
  mergeScenarios,
  type ScenarioDifference,
} from '../../../shared/domain/scenarios/merge.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { groupsSchema } from '../../../shared/schemas/groups.ts';
import { methodSchema } from '../../../shared/schemas/method.ts';
import { type ScenarioFile, scenarioSchema } from '../../../shared/schemas/scenario.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { addComment } from './comments.ts';
import { listScenarios, saveScenario, type ScenarioVersion, scenarioVersion, versionsOf } from './scenarios.ts';

type Content = Pick<ScenarioFile, 'method' | 'grouping'>;

/** Tells a scenario file by what it says, names and comments apart. Computed from nothing but what stands in the file. */
const fingerprintOf = ({ method, grouping }: Content): string =>
  createHash('sha256')
    .update(canonical({ method, grouping: grouping ?? null }))
    .digest('hex');

const contentOf = ({ method, grouping }: ScenarioVersion): Content => ({
  method,
  ...(grouping === null ? {} : { grouping }),
});

export interface OutgoingScenario {
  readonly file: ScenarioFile;
  readonly leftBehind: readonly LeftBehind[];
}

/** A version of a scenario as a file that may leave the project: rules and chosen numbers, no text and no data. */
export function outgoingScenario(project: Project, id: string, version?: number): OutgoingScenario {
  const own = scenarioVersion(project, id, version);
  const { method, grouping, leftBehind } = leaving(own.method, own.grouping ?? undefined);
  return {
    file: scenarioSchema.parse({
      version: 1,
      kind: 'scenario',
      method,
      ...(grouping === undefined ? {} : { grouping }),
      ...(own.basedOn === null ? {} : { basedOn: own.basedOn }),
    }),
    leftBehind,
  };
}

/** To be told when a scenario has been written to a file: the log says which, and how much stayed behind. */
export const logOutgoing = (project: Project, id: string, { leftBehind }: OutgoingScenario): void => {
  project.appendLog('scenario.export', { id, leftBehind: leftBehind.length });
};

/** The scenario and version of this project that a file began with; undefined where it began elsewhere. */
function beginningOf(
  project: Project,
  { basedOn }: ScenarioFile,
): { readonly id: string; readonly base: Content } | undefined {
  if (basedOn === undefined) return undefined;
  for (const { id, removed } of listScenarios(project)) {
    if (removed) continue;
    for (const version of versionsOf(project, id)) {
      const base = leaving(version.method, version.grouping ?? undefined);
      const content = { method: base.method, ...(base.grouping === undefined ? {} : { grouping: base.grouping }) };
      if (fingerprintOf(content) === basedOn || version.basedOn === basedOn) return { id, base: content };
    }
  }
  return undefined;
}

/** What a scenario file would change in a scenario of the project. */
export interface Arrival {
  readonly file: ScenarioFile;
  /** The scenario that it began with; null where it began elsewhere. */
  readonly into: string | null;
  /** Against that scenario's newest version; empty where there is none. */
  readonly differences: readonly ScenarioDifference[];
}

const contentSchema = z.strictObject({ method: methodSchema, grouping: groupsSchema.optional() });

/** Looks at a scenario file beside what the project has, and changes nothing. @param into a scenario to hold it against, whatever it began with */
export function arrivalOf(project: Project, file: ScenarioFile, into?: string): Arrival {
  const beginning = beginningOf(project, file);
  const target = into ?? beginning?.id ?? null;
  if (target === null) return { file, into: null, differences: [] };
  const base = beginning?.id === target ? beginning.base : undefined;
  const mine = contentOf(scenarioVersion(project, target));
  return { file, into: target, differences: mergeScenarios(base, mine, arriving(file)).differences };
}

const arriving = ({ method, grouping }: ScenarioFile): Content => ({
  method,
  ...(grouping === undefined ? {} : { grouping }),
});

export interface TakenIn {
  readonly id: string;
  readonly comments: number;
}

/** Takes a scenario file in as a scenario of its own, with its comments. @param name what to call it where the file says nothing */
export function takeInAsNew(project: Project, file: ScenarioFile, name: string): TakenIn {
  return databaseOf(project).transaction(() => {
    const id = saveScenario(project, {
      id: null,
      name: file.name ?? name,
      comment: file.comment ?? '',
      method: file.method,
      grouping: file.grouping ?? null,
      basedOn: file.basedOn ?? fingerprintOf(arriving(file)),
    });
    project.appendLog('scenario.import', { id });
    return { id, comments: takeInComments(project, file, id) };
  })();
}

/**
 * Merges a scenario file into a scenario of the project, as a new version of it. @param choose which side holds where both have changed
 * something @throws UserError when the two together make no method
 */
export function mergeIn(project: Project, file: ScenarioFile, into: string, choose: Choose = byWhoChanged): TakenIn {
  const beginning = beginningOf(project, file);
  const mine = scenarioVersion(project, into);
  const base = beginning?.id === into ? beginning.base : undefined;
  const merged = contentSchema.safeParse(mergeScenarios(base, contentOf(mine), arriving(file), choose).value);
  if (!merged.success) throw new UserError('input', 'scenario.noMerge');
  return databaseOf(project).transaction(() => {
    const { method, grouping } = merged.data;
    saveScenario(project, { id: into, name: mine.name, comment: mine.comment, method, grouping: grouping ?? null });
    project.appendLog('scenario.merge', { id: into });
    return { id: into, comments: takeInComments(project, file, into) };
  })();
}

/** Comments that came with a file, by whom and on what day they were written. Those that are there already are not doubled. */
function takeInComments(project: Project, { comments }: ScenarioFile, id: string): number {
  const known = databaseOf(project).prepare(
    'select 1 from remark where text = ? and written_by = ? and written_at = ? and removed_at is null',
  );
  let taken = 0;
  for (const { area, text, by, on } of comments ?? []) {
    if (known.get(text.trim(), by, on) !== undefined) continue;
    addComment(project, area === undefined ? { kind: 'scenario', id } : { kind: 'area', ...area }, text, {
      by,
      at: on,
    });
    taken += 1;
  }
  return taken;
}
