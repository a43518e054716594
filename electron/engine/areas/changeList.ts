import type { AreaChange } from '../../../shared/domain/areas/change.ts';
import { compareVersions, type DivisionAreas } from '../../../shared/domain/areas/compareVersions.ts';
import { DESO_CODE, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import { keepsCode } from '../../../shared/domain/areas/change.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { AreaChangesSpecification } from '../../../shared/schemas/specification.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import { columnAt, readDelimited } from '../delimited/table.ts';

/** Levels of which lists of changes are kept; coarser ones follow from them. */
export type ListedLevel = 'deso' | 'regso';

export interface ChangeList {
  readonly from: string;
  readonly to: string;
  readonly level: ListedLevel;
  readonly changes: readonly AreaChange[];
}

/** The areas of a division at a level, or undefined when the project has no key of that division. */
export type KnownDivisions = (version: string, level: ListedLevel) => DivisionAreas | undefined;

const FORMS: readonly (readonly [ListedLevel, RegExp])[] = [
  ['deso', DESO_CODE],
  ['regso', REGSO_CODE],
];

/**
 * Reads a list of what changed from one division to the next. Every code must be known in its own division, a kind that is
 * about one code must name it twice, and every area that is in one of the divisions only must have a line: none
 * may be lost without a word.
 */
export function readChangeList(
  path: string,
  { dialect = {}, columns, kinds }: AreaChangesSpecification,
  divisions: KnownDivisions,
): ChangeList {
  const table = readDelimited(path, dialect);
  const at = Object.fromEntries(
    Object.entries(columns).map(([part, column]) => [part, columnAt(table, column)]),
  ) as Record<keyof typeof columns, number>;
  const { file } = table;
  let found: { readonly level: ListedLevel; readonly before: DivisionAreas; readonly after: DivisionAreas } | undefined;
  const seen = new Set<string>();
  const changes = table.rows.map((cells, i): AreaChange => {
    const of = (part: keyof typeof columns): string => (cells[at[part]] ?? '').trim();
    const fault = (part: keyof typeof columns, key: TextKey, parameters: TextParameters = {}): DataError =>
      new DataError({ file, line: table.lineOf(i), column: columns[part] }, key, parameters);
    const [from, to] = [of('from'), of('to')];
    const level = FORMS.find(([, form]) => form.test(from))?.[0];
    if (level === undefined) throw fault('from', 'areas.changes.badCode');
    const divisionOf = (part: 'fromVersion' | 'toVersion'): DivisionAreas => {
      const division = divisions(of(part), level);
      if (division === undefined) throw fault(part, 'areas.changes.noKey');
      return division;
    };
    found ??= { level, before: divisionOf('fromVersion'), after: divisionOf('toVersion') };
    if (level !== found.level) throw fault('from', 'areas.changes.otherLevel');
    if (of('fromVersion') !== found.before.version) throw fault('fromVersion', 'areas.changes.otherVersion');
    if (of('toVersion') !== found.after.version) throw fault('toVersion', 'areas.changes.otherVersion');
    if (!found.before.names.has(from)) throw fault('from', 'areas.changes.unknown', { code: from });
    if (!found.after.names.has(to)) throw fault('to', 'areas.changes.unknown', { code: to });
    const kind = Object.hasOwn(kinds, of('kind')) ? kinds[of('kind')] : undefined;
    if (kind === undefined) throw fault('kind', 'areas.changes.badKind');
    if (keepsCode(kind) !== (from === to)) throw fault('to', 'areas.changes.codesAndKind');
    const line = `${from} ${to} ${kind}`;
    if (seen.has(line)) throw fault('from', 'areas.changes.twice');
    seen.add(line);
    return { from, to, kind };
  });
  if (found === undefined) throw new DataError({ file }, 'delimited.headerOnly');
  const { before, after, level } = found;
  if (before.version >= after.version) throw new DataError({ file }, 'areas.changes.order');
  const { unexplained } = compareVersions(before, after, changes);
  for (const [version, [code]] of [
    [before.version, unexplained.before],
    [after.version, unexplained.after],
  ] as const)
    if (code !== undefined) throw new DataError({ file }, 'areas.changes.lost', { code, version });
  return { from: before.version, to: after.version, level, changes };
}
