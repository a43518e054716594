import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

/** The signs of a definition's hash that the log holds. */
const HASH_SIGNS = 16;

/** How a definition is named in the log. */
export const loggedDefinition = (id: string, hash: string): string => `${id}:${hash.slice(0, HASH_SIGNS)}`;

/** A version of a definition that the project has computed by, from one time on. */
export interface TakenUp {
  /** When the first computation by it after another one ended, by the log. */
  readonly at: string;
  readonly hash: string;
  readonly file: string;
  readonly definition: IndicatorDefinition;
  /** True when the project goes by it now. */
  readonly current: boolean;
}

/**
 * Which versions of a definition the project has computed by and since when, latest first; one that was taken up again stands once for
 * each time. By the log, whose entries nobody can change unseen; versions that were only saved are not there.
 */
export function definitionHistory(project: Project, id: string): readonly TakenUp[] {
  const rows = databaseOf(project)
    .prepare<[string], { hash: string; file: string; definition: string; current: number }>(
      'select hash, file, definition, current from indicator_definition where id = ?',
    )
    .all(id);
  const byName = new Map(rows.map((row) => [loggedDefinition(id, row.hash), row]));
  const history: TakenUp[] = [];
  let before: string | undefined;
  for (const { action, at, details } of project.log()) {
    const { definitions } = details;
    if (action !== 'indicators' || !Array.isArray(definitions)) continue;
    const name = (definitions as readonly string[]).find((one) => one.startsWith(`${id}:`));
    if (name === undefined || name === before) continue;
    before = name;
    const row = byName.get(name);
    if (row === undefined) continue;
    const { hash, file, definition } = row;
    history.unshift({ at, hash, file, definition: JSON.parse(definition) as IndicatorDefinition, current: false });
  }
  const [latest, ...earlier] = history;
  const isCurrent = rows.some(({ hash, current }) => current === 1 && hash === latest?.hash);
  return latest === undefined ? [] : [{ ...latest, current: isCurrent }, ...earlier];
}
