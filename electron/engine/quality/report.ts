import { UserError } from '../../../shared/errors/errors.ts';
import {
  type ColumnQuality,
  type QualityReport,
  qualityReportSchema,
  type QualityRuleSetting,
} from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { checkAreas } from './areaChecks.ts';
import { type CodeProfile, type ColumnProfile, holdsCodes } from './columnProfile.ts';
import { compareColumns } from './comparison.ts';
import { plotBins, quantilesOf } from './distribution.ts';
import { driftOf, missingShare } from './drift.ts';
import { findingsOf } from './findings.ts';
import { negatives } from './negatives.ts';
import { checkPopulation } from './knownPopulation.ts';
import { checkLinks } from './links.ts';
import { type ProfiledYear, profiledYear, type RegisterProfile, yearBefore } from './profileStore.ts';
import { scanProfile } from './scanProfile.ts';

const CODES_SHOWN = 60;

type Distribution = ColumnQuality['distribution'];

function codeDistribution(
  now: CodeProfile,
  before: CodeProfile | undefined,
  labels: Readonly<Record<string, string>>,
): Distribution {
  const earlier = new Map(before?.codes);
  const shown = now.codes.slice(0, CODES_SHOWN);
  const rest = now.codes.slice(CODES_SHOWN);
  const filledBefore = before === undefined ? null : before.rows - before.missing;
  const shownBefore = shown.reduce((sum, [code]) => sum + (earlier.get(code) ?? 0), 0);
  return {
    kind: 'categories',
    distinct: now.codes.length + now.others.codes,
    codes: shown.map(([code, count]) => ({
      code: code.slice(0, 500),
      label: Object.hasOwn(labels, code) ? (labels[code] ?? null) : null,
      count,
      countBefore: before === undefined ? null : (earlier.get(code) ?? 0),
    })),
    others: {
      codes: rest.length + now.others.codes,
      count: rest.reduce((sum, [, count]) => sum + count, now.others.count),
      countBefore: filledBefore === null ? null : filledBefore - shownBefore,
    },
  };
}

function distributionOf(
  now: ColumnProfile,
  before: ColumnProfile | undefined,
  labels: Readonly<Record<string, string>>,
): Distribution {
  if (holdsCodes(now))
    return codeDistribution(now, before !== undefined && holdsCodes(before) ? before : undefined, labels);
  const quantiles = quantilesOf(now);
  if (now.type === 'key') return { kind: now.rows > now.missing ? 'keys' : 'empty' };
  if (quantiles === undefined) return { kind: 'empty' };
  const earlier = before === undefined || holdsCodes(before) || before.type === 'key' ? undefined : before;
  return {
    kind: 'numbers',
    minimum: now.minimum ?? 0,
    maximum: now.maximum ?? 0,
    mean: now.mean ?? 0,
    quantiles,
    quantilesBefore: (earlier === undefined ? undefined : quantilesOf(earlier)) ?? null,
    bins: [...plotBins(now, earlier)],
  };
}

function columnQuality(
  now: ColumnProfile,
  before: ColumnProfile | undefined,
  profile: RegisterProfile,
  specification: RegisterSpecification,
): ColumnQuality {
  const column = specification.columns.find(({ source, variable }) => (variable ?? source) === now.variable);
  const labels = column?.type === 'category' ? (column.codes ?? {}) : {};
  return {
    variable: now.variable,
    source: now.source,
    type: column?.type === 'date' ? 'date' : now.type,
    missing: now.missing,
    missingShare: missingShare(now),
    missingShareBefore: before === undefined ? null : missingShare(before),
    refused: profile.refused
      .filter((one) => one.column === now.source)
      .slice(0, 20)
      .map(({ rule, count }) => ({ rule, count })),
    pseudonymised: column?.type === 'key' && column.pseudonymise === true,
    distribution: distributionOf(now, before, labels),
    drift: before === undefined ? null : driftOf(now, before),
  };
}

interface Counts {
  readonly read: number;
  readonly kept: number;
  readonly refused: number;
}

function countsOf(project: Project, { id, rows }: ProfiledYear): Counts {
  const count = (measure: string, otherwise: number): number =>
    databaseOf(project)
      .prepare<[number, string], number>(
        `select value from quality where register_year = ? and subject = '' and measure = ?`,
      )
      .pluck()
      .get(id, measure) ?? otherwise;
  return { read: count('rowsRead', rows), kept: rows, refused: count('rowsRefused', 0) };
}

/** What of the profile is not there, for a register-year that an earlier version of the program has imported. */
const laterProfile = (project: Project, { specification, year }: ProfiledYear, check: () => void): RegisterProfile => ({
  columns: scanProfile(project.store, specification, year, check),
  header: specification.columns.map(({ source, variable }) => variable ?? source),
  refused: [],
});

/**
 * The quality report of a register-year. Areas, links and the known population are held against what the project has now, so
 * that the report is completed by what is imported later. `more`: limits that go before the specification's own. Throws UserError
 * when there is no such register-year.
 */
export function qualityReport(
  project: Project,
  register: string,
  year: number,
  check: () => void = () => undefined,
  more: readonly QualityRuleSetting[] = [],
): QualityReport {
  const now = profiledYear(project, register, year);
  if (now === undefined) throw new UserError('input', 'store.noRegister', { register, year });
  const { specification } = now;
  const profile = now.profile ?? laterProfile(project, now, check);
  const before = yearBefore(project, register, year);
  const earlier = new Map(before?.profile?.columns.map((column) => [column.variable, column]));
  const rows = countsOf(project, now);
  const duplicates = profile.refused.filter(({ rule }) => rule === 'duplicate');
  const report: Omit<QualityReport, 'findings'> = {
    version: 1,
    register,
    year,
    importedAt: now.importedAt,
    files: databaseOf(project)
      .prepare<[number], QualityReport['files'][number]>(
        'select name, rows, sha256 from source_file where register_year = ? order by position',
      )
      .all(now.id),
    rows,
    refused: profile.refused.map(({ places, ...one }) => ({ ...one, places: [...places] })),
    columns: profile.columns.map((column) =>
      columnQuality(column, earlier.get(column.variable), profile, specification),
    ),
    key:
      specification.unique === undefined
        ? null
        : { variables: specification.unique, duplicates: duplicates.reduce((sum, { count }) => sum + count, 0) },
    links: [...checkLinks(project, now)],
    areas: [...checkAreas(project, specification, profile.columns, year)],
    population: checkPopulation(project, register, year, rows.kept, profile.columns),
    comparison: before === undefined ? null : compareColumns(profile, before),
  };
  return qualityReportSchema.parse({
    ...report,
    findings: findingsOf(report, [...(specification.rules ?? []), ...more], negatives(specification, profile.columns)),
  });
}
