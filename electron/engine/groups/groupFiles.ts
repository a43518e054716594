import path from 'node:path';
import type { Level } from '../../../shared/domain/areas/level.ts';
import type { IndicatorWords } from '../../../shared/domain/groups/describe/words.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import { groupsSchema } from '../../../shared/schemas/groups.ts';
import type { Language } from '../../../shared/texts/text.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { withPlacesLater } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import { WORKING_COPY_COLUMN, workingCopyPath } from '../files/workingCopy.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { TableInput } from '../formats/readTable.ts';
import type { Progress } from '../jobs/progress.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import type { Project } from '../project/project.ts';
import { type GroupRun, type RunGroups, runGroups } from './groupRun.ts';
import { type GroupSource, groupSourceOfFile, groupSourceOfProject } from './groupSource.ts';
import { type GroupsSummary, groupsSummary } from './groupsSummary.ts';

export interface GroupFiles extends Pick<GroupRun, 'chooseFrom' | 'draws' | 'drawsPerK' | 'references' | 'threads'> {
  /** AREAS.csv with its population column, or a project's year. */
  readonly from:
    | { readonly areas: string; readonly population?: string | undefined; readonly dialect: TableInput }
    | { readonly project: Project; readonly level: Level; readonly year: number };
  /** GROUPS.json. */
  readonly spec: string;
  /** Folder for groups.csv and summary.json. */
  readonly out: string;
  /** groups.csv of an earlier grouping. */
  readonly previous?: string | undefined;
  /** scores.csv of `sigill assess` by the socio-economic index. */
  readonly areaTypes?: string | undefined;
  readonly words: (id: string) => IndicatorWords;
  readonly language: Language;
}

export interface GroupedFiles {
  readonly summary: GroupsSummary;
  readonly files: readonly string[];
}

/**
 * Groups areas as GROUPS.json says and writes groups.csv and summary.json; from a project as working copies, logged.
 * @throws DataError, UserError('cancelled')
 */
export async function groupFiles(given: GroupFiles, progress: Progress): Promise<GroupedFiles> {
  const { from } = given;
  const json = await readJsonFileWithPlaces(given.spec, groupsSchema);
  const spec = json.value;
  const source =
    'project' in from
      ? groupSourceOfProject(json, { spec: given.spec, level: from.level, year: from.year }, from.project)
      : groupSourceOfFile(json, { spec: given.spec, areas: from.areas, population: from.population }, from.dialect);
  const { areas, columns, neighbours } = source;
  const previous = given.previous === undefined ? undefined : numbersFrom(given.previous, areas, PREVIOUS);
  const areaTypes = given.areaTypes === undefined ? undefined : numbersFrom(given.areaTypes, areas, AREA_TYPE);
  const run = await withPlacesLater(json, source, async () =>
    runGroups({ ...given, spec, areas, columns, neighbours, previous }, progress),
  );
  const summary = groupsSummary({ ...given, spec, source, run, areaTypes });
  const inside = 'project' in from;
  const table = path.join(given.out, 'groups.csv');
  const groups = inside ? workingCopyPath(table) : table;
  const summaryFile = path.join(given.out, inside ? 'summary.ej-rojandekontrollerad.json' : 'summary.json');
  if ('project' in from)
    from.project.appendLog('working-copy', {
      kind: 'groups',
      file: path.basename(groups),
      level: from.level,
      years: [String(from.year)],
      rows: areas.length,
    });
  await writeWhole([
    { path: groups, content: groupsCsv(source, run, inside ? WORKING_COPY_COLUMN : 'area') },
    { path: summaryFile, content: jsonText(summary) },
  ]);
  return { summary, files: [groups, summaryFile] };
}

const PREVIOUS = { column: 'group', most: 10_000, fault: 'needs.badGroup' } as const;
const AREA_TYPE = { column: 'level', most: 5, fault: 'groups.badAreaType' } as const;

/** Whole numbers from 1 by area code; 0 for an area that the file lacks or has no number for. */
function numbersFrom(
  name: string,
  areas: readonly string[],
  { column, most, fault }: typeof PREVIOUS | typeof AREA_TYPE,
): Int32Array {
  const file = readAreaFile(name);
  const numbers = file.numbers(column);
  const bad = numbers.findIndex((one) => !Number.isNaN(one) && !(Number.isInteger(one) && one >= 1 && one <= most));
  if (bad >= 0) throw new DataError(file.placeOf({ area: file.areas[bad], column }), fault);
  const row = new Map(file.areas.map((code, i) => [code, i]));
  return Int32Array.from(areas, (code) => {
    const own = numbers[row.get(code) ?? -1] ?? Number.NaN;
    return Number.isNaN(own) ? 0 : own;
  });
}

/**
 * `area,group,margin`, rows in the order of the areas; an area left out has neither group nor margin. With stability also `kept`: how
 * often, of the draws with the area in them, it was together with most of its group.
 */
function* groupsCsv({ areas }: GroupSource, { grouped, stability }: RunGroups, first: string): Generator<string> {
  const { groups, margins } = grouped;
  yield `${first},group,margin${stability === undefined ? '' : ',kept'}\n`;
  for (const [i, area] of areas.entries()) {
    const group = groups[i] as number;
    const kept = stability === undefined ? '' : `,${numberText(stability.kept[i] as number)}`;
    yield `${fieldText(area)},${group === 0 ? '' : String(group)},${numberText(margins[i] as number)}${kept}\n`;
  }
}
