import type { AreaCheck } from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { areaVersions, versionFrame, versionOf } from '../areas/store.ts';
import type { Project } from '../project/project.ts';
import type { CodeProfile, ColumnProfile } from './columnProfile.ts';

const CODES_LISTED = 20;

type AreaLevel = AreaCheck['level'];

/** The level of each area variable. */
export const areaLevels = (specification: RegisterSpecification): ReadonlyMap<string, AreaLevel> =>
  new Map(
    specification.columns.flatMap((column) =>
      column.type === 'area' ? [[column.variable ?? column.source, column.level] as const] : [],
    ),
  );

/** The codes of a level in each version that the project has. */
function codesByVersion(project: Project, level: AreaLevel): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    areaVersions(project).map((version) => [
      version,
      new Set(versionFrame(project, version).areas[level].map(({ code }) => code)),
    ]),
  );
}

function checkOne(project: Project, profile: CodeProfile, level: AreaLevel, year: number): AreaCheck {
  const version = versionOf(project, year) ?? null;
  const byVersion = codesByVersion(project, level);
  const right = version === null ? undefined : byVersion.get(version);
  const nothing = { unknownRows: 0, unknownCodes: [], otherVersionRows: 0, otherVersions: [], emptyAreas: 0 };
  if (right === undefined) return { variable: profile.variable, level, version: null, ...nothing };
  let unknownRows = 0;
  let otherVersionRows = 0;
  const unknown: string[] = [];
  const others = new Map<string, { rows: number; codes: number }>();
  for (const [code, count] of profile.codes) {
    if (right.has(code)) continue;
    const found = [...byVersion].find(([, codes]) => codes.has(code))?.[0];
    if (found === undefined) {
      unknownRows += count;
      unknown.push(code);
      continue;
    }
    otherVersionRows += count;
    const held = others.get(found) ?? { rows: 0, codes: 0 };
    others.set(found, { rows: held.rows + count, codes: held.codes + 1 });
  }
  const there = new Set(profile.codes.map(([code]) => code));
  return {
    variable: profile.variable,
    level,
    version,
    unknownRows,
    unknownCodes: unknown.slice(0, CODES_LISTED),
    otherVersionRows,
    otherVersions: [...others].map(([other, held]) => ({ version: other, ...held })),
    emptyAreas: [...right].filter((code) => !there.has(code)).length,
  };
}

/**
 * The area codes of a register-year against the division that its year stands on. Made when the report is, so that a key
 * that is imported after the register counts.
 */
export function checkAreas(
  project: Project,
  specification: RegisterSpecification,
  columns: readonly ColumnProfile[],
  year: number,
): readonly AreaCheck[] {
  const levels = areaLevels(specification);
  return columns.flatMap((profile) => {
    const level = levels.get(profile.variable);
    return profile.type === 'area' && level !== undefined ? [checkOne(project, profile, level, year)] : [];
  });
}
