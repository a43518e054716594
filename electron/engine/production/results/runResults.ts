import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { AreaChange, AreaChangeKind } from '../../../../shared/domain/areas/change.ts';
import { AREA_CHANGE_KINDS } from '../../../../shared/domain/areas/change.ts';
import { compareVersions, type VersionComparison } from '../../../../shared/domain/areas/compareVersions.ts';
import type {
  ResultAssessment,
  ResultGrouping,
  ResultIndicator,
  YearResults,
} from '../../../../shared/domain/years/yearResults.ts';
import { DataError, UserError } from '../../../../shared/errors/errors.ts';
import {
  groupsSummarySchema,
  resultDefinitionsSchema,
  resultSummarySchema,
} from '../../../../shared/schemas/runResults.ts';
import { readAreaFile } from '../../areafile/areaFile.ts';
import { columnAt, type DelimitedTable, numbersAt, readDelimited } from '../../delimited/table.ts';
import { workingCopyPath, workingJsonPath } from '../../files/workingCopy.ts';
import { readJsonFile } from '../../jsonfile/readJson.ts';
import { hashOf } from '../contentHash.ts';
import { assessmentResult } from './assessmentResult.ts';
import { RESULT_FILES } from './resultFiles.ts';

/** A run's results, and the lists of changes that it knew. */
export interface RunResults {
  readonly results: YearResults;
  readonly changes: readonly (AreaChange & {
    readonly from_version: string;
    readonly to_version: string;
    readonly level: string;
  })[];
}

const textsAt = (table: DelimitedTable, column: string): string[] => {
  const position = columnAt(table, column);
  return table.rows.map((row) => row[position] ?? '');
};

function indicatorsFrom(
  file: string,
  codes: readonly string[],
  definitions: Awaited<ReturnType<typeof readDefinitions>>,
): ResultIndicator[] {
  const table = readDelimited(file);
  const rowOf = new Map(codes.map((code, i) => [code, i]));
  const [areas, ids] = [textsAt(table, table.header[0] ?? ''), textsAt(table, 'id')];
  const columns = (['value', 'n', 'numerator', 'standard_error'] as const).map((name) =>
    numbersAt(table, columnAt(table, name)),
  );
  const made = new Map(
    definitions.indicators.map((one) => [one.id, columns.map(() => new Float64Array(codes.length).fill(Number.NaN))]),
  );
  for (const [row, code] of areas.entries()) {
    const i = rowOf.get(code);
    const own = made.get(ids[row] ?? '');
    if (i === undefined || own === undefined)
      throw new DataError({ file: table.file, line: table.lineOf(row) }, 'diff.notOfTheRun');
    for (const [j, column] of own.entries()) column[i] = columns[j]?.[row] ?? Number.NaN;
  }
  return definitions.indicators.map(({ id, hash, revision, sourceYear, combination }) => {
    const [value, n, numerator, error] = made.get(id) as Float64Array[] as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return { id, definition: hash, revision, sourceYear, combination, value, n, numerator, error };
  });
}

const readDefinitions = (folder: string) =>
  readJsonFile(workingJsonPath(path.join(folder, RESULT_FILES.definitions)), resultDefinitionsSchema);

/** The parts of a run that have a folder each, by name. */
function partsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A column of a file about areas, in the order of the run's own areas. */
const inOrder = (codes: readonly string[], own: readonly string[], column: Float64Array): Float64Array => {
  const row = new Map(own.map((code, i) => [code, i]));
  return Float64Array.from(codes, (code) => column[row.get(code) ?? -1] ?? Number.NaN);
};

async function assessmentsIn(folder: string, codes: readonly string[]): Promise<ResultAssessment[]> {
  const results: ResultAssessment[] = [];
  for (const id of partsIn(folder)) {
    const { method } = await readJsonFile(workingJsonPath(path.join(folder, id, 'summary.json')), resultSummarySchema);
    const scoresFile = workingCopyPath(path.join(folder, id, 'scores.csv'));
    const file = readAreaFile(scoresFile);
    const table = readDelimited(scoresFile);
    const levelAt = columnAt(table, 'level');
    const levels = new Map(table.rows.map((row) => [(row[0] ?? '').trim(), row[levelAt] ?? '']));
    const column = (name: string): Float64Array => inOrder(codes, file.areas, file.numbers(name));
    const ids = table.header.filter((name) => name.startsWith('contribution_')).map((name) => name.slice(13));
    results.push(
      assessmentResult(id, method, {
        ids,
        scores: column('score'),
        ranks: Int32Array.from(column('rank'), (rank) => (Number.isNaN(rank) ? 0 : rank)),
        levels: codes.map((code) => levels.get(code) ?? ''),
        contributions: ids.map((name) => column(`contribution_${name}`)),
      }),
    );
  }
  return results;
}

/** What makes a grouping the same one: how, how many, by what; not what came out. */
const SPECIFIED = ['id', 'weight', 'transform', 'background'] as const;

async function groupingsIn(folder: string, codes: readonly string[]): Promise<ResultGrouping[]> {
  const results: ResultGrouping[] = [];
  for (const id of partsIn(folder)) {
    const summary = await readJsonFile(workingJsonPath(path.join(folder, id, 'summary.json')), groupsSummarySchema);
    const indicators = (summary.indicators ?? []).map((one) => {
      const own = one as Readonly<Record<string, unknown>>;
      return SPECIFIED.map((key) => own[key] ?? null);
    });
    const file = readAreaFile(workingCopyPath(path.join(folder, id, 'groups.csv')));
    results.push({
      id,
      specification: hashOf([summary.algorithm, summary.k, summary['standardise'] ?? null, indicators]),
      groups: Int32Array.from(inOrder(codes, file.areas, file.numbers('group')), (group) =>
        Number.isNaN(group) ? 0 : group,
      ),
    });
  }
  return results;
}

function changesIn(file: string): RunResults['changes'] {
  if (!existsSync(file)) return [];
  const table = readDelimited(file);
  const at = (name: string): string[] => textsAt(table, name);
  const [from, to, level, before, after, kind] = [
    textsAt(table, table.header[0] ?? ''),
    at('to_version'),
    at('level'),
    at('from'),
    at('to'),
    at('kind'),
  ];
  return table.rows.map((_row, i) => {
    const known = AREA_CHANGE_KINDS.find((one) => one === kind[i]);
    if (known === undefined)
      throw new DataError({ file: table.file, line: table.lineOf(i), column: 'kind' }, 'areas.changes.badKind');
    return {
      from_version: from[i] ?? '',
      to_version: to[i] ?? '',
      level: level[i] ?? '',
      from: before[i] ?? '',
      to: after[i] ?? '',
      kind: known satisfies AreaChangeKind,
    };
  });
}

/** Reads what a run has left in its folder for comparisons. @throws DataError, UserError when it is no run's folder */
export async function readRunResults(run: string): Promise<RunResults> {
  const folder = path.join(run, RESULT_FILES.folder);
  if (!existsSync(workingJsonPath(path.join(folder, RESULT_FILES.definitions))))
    throw new UserError('input', 'diff.noRun', { folder: path.basename(path.resolve(run)) });
  const definitions = await readDefinitions(folder);
  const table = readDelimited(workingCopyPath(path.join(folder, RESULT_FILES.areas)));
  const codes = textsAt(table, table.header[0] ?? '');
  const [names, municipalities, municipalityNames] = ['name', 'municipality', 'municipality_name'].map((name) =>
    textsAt(table, name),
  );
  const people = numbersAt(table, columnAt(table, 'people'));
  const indicatorsFile = workingCopyPath(path.join(folder, RESULT_FILES.indicators));
  return {
    results: {
      year: definitions.year,
      level: definitions.level,
      division: definitions.division,
      areas: codes.map((code, i) => ({
        code,
        name: names?.[i] ?? '',
        municipality: municipalities?.[i] ?? '',
        municipalityName: municipalityNames?.[i] ?? '',
        people: people[i] ?? Number.NaN,
      })),
      indicators: indicatorsFrom(indicatorsFile, codes, definitions),
      assessments: await assessmentsIn(path.join(run, RESULT_FILES.assessments), codes),
      groupings: await groupingsIn(path.join(run, RESULT_FILES.groups), codes),
    },
    changes: changesIn(workingCopyPath(path.join(folder, RESULT_FILES.changes))),
  };
}

/** The two divisions held against each other by a list that either run knew; null without one, or where they are one division. */
export function divisionsOfRuns(before: RunResults, after: RunResults): VersionComparison | null {
  const [from, to] = [before.results, after.results];
  if (from.division === to.division) return null;
  const list = [after, before]
    .map(({ changes }) =>
      changes.filter(
        (one) => one.from_version === from.division && one.to_version === to.division && one.level === from.level,
      ),
    )
    .find((changes) => changes.length > 0);
  if (list === undefined) return null;
  const division = ({ division: version, areas, level }: YearResults) => ({
    version,
    names: new Map(areas.map(({ code, name }) => [code, level === 'deso' ? '' : name])),
  });
  return compareVersions(division(from), division(to), list);
}
