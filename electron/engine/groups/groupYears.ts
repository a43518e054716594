import {
  assignYear,
  requireMeans,
  transitionsOf,
  type YearGroups,
} from '../../../shared/domain/groups/years/overYears.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { groupsSchema } from '../../../shared/schemas/groups.ts';
import type { Language } from '../../../shared/texts/text.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import type { IndicatorWords } from '../../../shared/domain/groups/describe/words.ts';
import { withPlaces, withPlacesLater } from '../areafile/methodFault.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import { areaColumnOf, type OutFolder, writeResult } from '../files/outFolder.ts';
import type { TableInput } from '../formats/readTable.ts';
import type { Progress } from '../jobs/progress.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import type { Project } from '../project/project.ts';
import { type GroupRun, type RunGroups, runGroups } from './groupRun.ts';
import { type GroupSource, groupSourceOfFile, groupSourceOfProject } from './groupSource.ts';
import { groupsSummary } from './groupsSummary.ts';

/** What the groups are made of: one year, to which the areas of the others are then put, or all years together. */
export type FitOn = number | 'pooled';

/** The folder gets groups.csv with a row per year and area, transitions.csv and summary.json. */
export interface GroupYears
  extends OutFolder, Pick<GroupRun, 'chooseFrom' | 'draws' | 'drawsPerK' | 'references' | 'threads'> {
  /** AREAS.csv of each year with its population column, or years of a project. */
  readonly from:
    | {
        readonly files: readonly { readonly year: number; readonly areas: string }[];
        readonly population?: string | undefined;
        readonly dialect: TableInput;
      }
    | { readonly project: Project; readonly level: Level; readonly years: readonly number[] };
  readonly fit: FitOn;
  /** GROUPS.json. */
  readonly spec: string;
  readonly words: (id: string) => IndicatorWords;
  readonly language: Language;
}

/** What summary.json says of the years. */
export interface GroupYearsSummary {
  readonly fit: FitOn;
  readonly list: readonly {
    readonly year: number;
    readonly areas: number;
    readonly sizes: readonly number[];
    readonly without: number;
  }[];
  readonly transitions: readonly {
    readonly from: number;
    readonly to: number;
    readonly both: number;
    readonly stayed: number;
    readonly adjustedRand: number;
  }[];
}

interface YearSource extends GroupSource {
  readonly year: number;
}

/**
 * Groups areas over several years, by one and the same groups in all of them, and tells how areas go from year to year.
 * @throws DataError, UserError('cancelled')
 */
export async function groupYears(given: GroupYears, progress: Progress) {
  const json = await readJsonFileWithPlaces(given.spec, groupsSchema);
  const spec = json.value;
  const { from, fit } = given;
  const years: YearSource[] =
    'project' in from
      ? from.years.map((year) => ({
          year,
          ...groupSourceOfProject(json, { spec: given.spec, level: from.level, year }, from.project),
        }))
      : from.files.map(({ year, areas }) => ({
          year,
          ...groupSourceOfFile(json, { spec: given.spec, areas, population: from.population }, from.dialect),
        }));
  const base = fit === 'pooled' ? pooled(years) : years.find(({ year }) => year === fit);
  if (base === undefined) throw new UserError('input', 'groups.fitYearMissing', { year: String(fit) });
  const run = await withPlacesLater(json, base, () => {
    requireMeans(spec);
    return runGroups({ ...given, spec, areas: base.areas, columns: base.columns }, progress);
  });
  const { grouped } = run;
  const groups =
    fit === 'pooled'
      ? split(years, run)
      : years.map((one): YearGroups =>
          one.year === fit
            ? { year: one.year, areas: one.areas, groups: grouped.groups, margins: grouped.margins }
            : withPlaces(json, one, () => assignYear(spec, grouped, base.columns, one)),
        );
  const transitions = transitionsOf(groups);
  const summary = {
    ...groupsSummary({ ...given, spec, source: base, run, areaTypes: undefined }),
    years: yearsTold(fit, spec.k, groups, transitions),
  };
  const files = await writeResult(given, [
    { name: 'groups.csv', content: groupsCsv(groups, areaColumnOf(given)) },
    { name: 'transitions.csv', content: transitionsCsv(transitions, given.workingCopy) },
    { name: 'summary.json', content: summary },
  ]);
  return { summary, files };
}

function yearsTold(
  fit: FitOn,
  k: number,
  years: readonly YearGroups[],
  transitions: ReturnType<typeof transitionsOf>,
): GroupYearsSummary {
  return {
    fit,
    list: years.map(({ year, areas, groups }) => ({
      year,
      areas: areas.length,
      sizes: Array.from({ length: k }, (_none, c) => groups.filter((group) => group === c + 1).length),
      without: groups.filter((group) => group === 0).length,
    })),
    transitions: transitions.map(({ from, to, counts, stayed, adjustedRand }) => ({
      from,
      to,
      both: counts.total,
      stayed,
      adjustedRand,
    })),
  };
}

/** All areas of all years as one file, each area-year a row of its own. */
function pooled(years: readonly YearSource[]): GroupSource {
  const [first] = years;
  if (first === undefined) throw new UserError('input', 'groups.needsSource');
  const joined = (part: (one: YearSource) => Float64Array | undefined): Float64Array | undefined => {
    const parts = years.map(part);
    return parts.every((one) => one !== undefined) ? Float64Array.from(parts.flatMap((one) => [...one])) : undefined;
  };
  const municipalities = years.map((one) => one.municipalities);
  return {
    areas: years.flatMap(({ year, areas }) => areas.map((code) => `${code} ${String(year)}`)),
    names: null,
    columns: first.columns.map((_column, j) => joined((one) => one.columns[j]) ?? new Float64Array()),
    people: joined((one) => one.people),
    municipalities: municipalities.every((one) => one !== undefined) ? municipalities.flat() : undefined,
    neighbours: undefined,
    placeOf: ({ area, column }) => {
      const at = area?.lastIndexOf(' ') ?? -1;
      const source = years.find(({ year }) => String(year) === area?.slice(at + 1)) ?? first;
      return source.placeOf({ area: area?.slice(0, at), column });
    },
  };
}

function split(years: readonly YearSource[], { grouped }: RunGroups): YearGroups[] {
  let from = 0;
  return years.map(({ year, areas }) => {
    const to = from + areas.length;
    const own = { year, areas, groups: grouped.groups.slice(from, to), margins: grouped.margins.slice(from, to) };
    from = to;
    return own;
  });
}

function* groupsCsv(years: readonly YearGroups[], areaColumn: string): Generator<string> {
  yield `${areaColumn},year,group,margin\n`;
  for (const { year, areas, groups, margins } of years)
    for (const [i, area] of areas.entries()) {
      const group = groups[i] as number;
      yield `${fieldText(area)},${String(year)},${group === 0 ? '' : String(group)},${numberText(margins[i] as number)}\n`;
    }
}

function* transitionsCsv(transitions: ReturnType<typeof transitionsOf>, workingCopy: boolean): Generator<string> {
  yield `${workingCopy ? 'from_ej_rojandekontrollerad' : 'from'},to,group_from,group_to,areas\n`;
  for (const { from, to, counts } of transitions)
    for (let row = 0; row < counts.rows; row += 1)
      for (let column = 0; column < counts.columns; column += 1)
        yield `${[from, to, row + 1, column + 1, counts.counts[row * counts.columns + column]].map(String).join(',')}\n`;
}
