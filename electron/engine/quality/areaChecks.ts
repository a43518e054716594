import type { AreaCheck } from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { areaVersions, missingDivision, versionFrame, versionOf } from '../areas/store.ts';
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

/** A code with this share of the rows that an area usually has stands for an area, and is no slip of the pen. */
const LIKE_AN_AREA = 0.2;
const LEAST_ROWS = 5;
/** So many unknown areas are a division of their own, unless there is no known one beside them. */
const LEAST_AREAS = 3;

type Counted = readonly (readonly [string, number])[];

/**
 * Unknown codes that hold as many rows as areas do (a fifth of the median of the known ones). When an agency revises a division only a
 * few codes in a hundred change, and the rest stand in both, so that the share of unknown rows says little; that they come
 * by whole areas tells them from mistyped codes, which have a row or two each.
 */
function wholeAreas(known: Counted, unknown: Counted): { readonly codes: number; readonly rows: number } {
  const usual = known.map(([, count]) => count).toSorted((a, b) => a - b)[known.length >> 1] ?? 0;
  const whole = unknown.filter(([, count]) => count >= Math.max(LEAST_ROWS, LIKE_AN_AREA * usual));
  if (whole.length < LEAST_AREAS && known.length > 0) return { codes: 0, rows: 0 };
  return { codes: whole.length, rows: whole.reduce((sum, [, count]) => sum + count, 0) };
}

function checkOne(project: Project, profile: CodeProfile, level: AreaLevel, year: number): AreaCheck {
  const version = versionOf(project, year) ?? null;
  const byVersion = codesByVersion(project, level);
  const right = version === null ? undefined : byVersion.get(version);
  const nothing = {
    unknownRows: 0,
    unknownCodes: [],
    otherVersionRows: 0,
    otherVersions: [],
    otherDivision: { codes: 0, rows: 0 },
    missingDivision: null,
    emptyAreas: 0,
  };
  if (right === undefined) return { variable: profile.variable, level, version: null, ...nothing };
  let unknownRows = 0;
  let otherVersionRows = 0;
  const unknown: (readonly [string, number])[] = [];
  const known: (readonly [string, number])[] = [];
  const others = new Map<string, { rows: number; codes: number }>();
  for (const [code, count] of profile.codes) {
    if (right.has(code)) {
      known.push([code, count]);
      continue;
    }
    const found = [...byVersion].find(([, codes]) => codes.has(code))?.[0];
    if (found === undefined) {
      unknownRows += count;
      unknown.push([code, count]);
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
    unknownCodes: unknown.slice(0, CODES_LISTED).map(([code]) => code),
    otherVersionRows,
    otherVersions: [...others].map(([other, held]) => ({ version: other, ...held })),
    otherDivision: wholeAreas(known, unknown),
    missingDivision: missingDivision(project, year),
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
