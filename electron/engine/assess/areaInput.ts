import path from 'node:path';
import { type Belonging, belongingsByCode } from '../../../shared/domain/assess/why/places.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { Estimate } from '../../../shared/schemas/indicator.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { type AreaFile, readAreaFile } from '../areafile/areaFile.ts';
import { areaNeighbours } from '../areas/neighbours.ts';
import { populationOf } from '../areas/population.ts';
import { readNeighbours } from '../groups/neighbours.ts';
import type { TableInput } from '../formats/readTable.ts';
import { areaTypes } from '../indicators/areaTypes.ts';
import { indicatorMatrix } from '../indicators/matrix.ts';
import { shippedDefinitions } from '../indicators/shipped.ts';
import { currentDefinitions } from '../indicators/store.ts';
import { yearAreas } from '../indicators/yearAreas.ts';
import type { Project } from '../project/project.ts';
import type { YearColumns } from './baseYear.ts';

/** The areas that a method is carried out on, whether they come from a file or from a project. */
export interface AreaInput {
  readonly file: AreaFile;
  /** How files beside the method are read. */
  readonly dialect: TableInput;
  /** The indicators of another year of the project; undefined for areas from a file. */
  readonly ofYear: ((year: number) => YearColumns) | undefined;
  readonly people: Float64Array | undefined;
  /** Standard error of each value of an indicator, NaN where not known; undefined for areas from a file. */
  readonly standardErrors?: ((id: string) => Float64Array) | undefined;
  /** What an area is compared with: municipality, county, nation, area type. */
  readonly belongings: (ids: readonly string[]) => readonly Belonging[];
  /** Positions of each area's neighbours; undefined where they are not known. */
  readonly neighbours: () => readonly (readonly number[])[] | undefined;
  readonly areaName: (code: string) => string;
  /** An indicator's name in words; its id where it has none. */
  readonly indicatorName: (id: string, language: Language) => string;
}

const areaTypeNames = (language: Language) => (type: string) =>
  /^[1-5]$/u.test(type) ? `${type}, ${text(language, `assess.areaType.${type as '1' | '2' | '3' | '4' | '5'}`)}` : type;

/** AREAS.csv, with the population and the area type of each area in columns of it where they are named. */
export function fileInput(
  name: string,
  dialect: TableInput,
  columns: {
    readonly population?: string | undefined;
    readonly areaTypes?: string | undefined;
    /** File of pairs of neighbouring areas. */
    readonly contiguity?: string | undefined;
  },
  language: Language,
): AreaInput {
  const file = readAreaFile(name, dialect);
  const people = columns.population === undefined ? undefined : peopleIn(file, columns.population);
  const types = columns.areaTypes === undefined ? undefined : file.numbers(columns.areaTypes);
  const typed: Belonging[] =
    types === undefined
      ? []
      : [
          {
            kind: 'areaType',
            codes: Array.from(types, (type) => (Number.isNaN(type) ? '' : String(type))),
            nameOf: areaTypeNames(language),
          },
        ];
  return {
    file,
    dialect,
    ofYear: undefined,
    people,
    belongings: () => [...belongingsByCode(file.areas), ...typed],
    neighbours: () =>
      columns.contiguity === undefined
        ? undefined
        : neighbourLists(file.areas, readNeighbours(columns.contiguity, file.areas)),
    areaName: (code) => code,
    indicatorName: (id, asked) =>
      shippedDefinitions().find(({ definition }) => definition.id === id)?.definition.name[asked] ?? id,
  };
}

function neighbourLists(
  areas: readonly string[],
  pairs: readonly (readonly [string, string])[],
): readonly (readonly number[])[] {
  const position = new Map(areas.map((code, i) => [code, i]));
  const lists = areas.map(() => new Set<number>());
  for (const [a, b] of pairs) {
    const [i, j] = [position.get(a) ?? -1, position.get(b) ?? -1];
    if (i === j) continue;
    lists[i]?.add(j);
    lists[j]?.add(i);
  }
  return lists.map((own) => [...own].sort((a, b) => a - b));
}

function peopleIn(file: AreaFile, column: string): Float64Array {
  const people = file.numbers(column);
  const bad = people.findIndex((value) => !(value >= 0));
  if (bad >= 0) throw new DataError(file.placeOf({ area: file.areas[bad], column }), 'assess.badPopulation');
  return people;
}

export interface FromProject {
  readonly level: Level;
  readonly year: number;
  /** What values are drawn towards, instead of what each definition says. */
  readonly estimate?: Estimate | undefined;
}

/** The indicators of a level and year of a project. @throws UserError when none has been computed */
export function projectInput(project: Project, { level, year, estimate }: FromProject, language: Language): AreaInput {
  const { frame } = yearAreas(project, year);
  const { areas, ids, columns, standardErrors } = indicatorMatrix(project, level, year, undefined, { estimate });
  if (ids.length === 0) throw new UserError('input', 'assess.nothingComputed', { level, year });
  const codes = areas.map(({ code }) => code);
  const byId = new Map(ids.map((id, j) => [id, columns[j] as Float64Array]));
  const errors = new Map(ids.map((id, j) => [id, standardErrors[j] as Float64Array]));
  const projectFile = path.basename(project.path);
  const people = populationOf(project.store, frame, level, year);
  const definitions = new Map(currentDefinitions(project).map(({ definition }) => [definition.id, definition.name]));
  return {
    file: {
      file: projectFile,
      areas: codes,
      has: (column) => byId.has(column),
      numbers: (column) => {
        const values = byId.get(column);
        if (values === undefined) throw new UserError('input', 'indicators.noValues', { id: column, level, year });
        return values;
      },
      placeOf: ({ column }) => ({ file: projectFile, ...(column === undefined ? {} : { column }) }),
    },
    dialect: {},
    ofYear: (other) => (asked) => {
      const then = indicatorMatrix(project, level, other, asked, { estimate });
      return { codes: then.areas.map(({ code }) => code), columns: then.columns };
    },
    people: people.some((value) => Number.isNaN(value)) ? undefined : people,
    standardErrors: (id) => errors.get(id) ?? new Float64Array(codes.length),
    belongings: (asked) => projectBelongings(project, level, year, asked, codes, language),
    neighbours: () => areaNeighbours(project, level, year, codes.length),
    areaName: (code) => areas[frame.position(level, code) ?? -1]?.name ?? code,
    indicatorName: (id, asked) => definitions.get(id)?.[asked] ?? id,
  };
}

/** Municipality, county and nation with their own statistics, computed from the records themselves; area type where there is one. */
function projectBelongings(
  project: Project,
  level: Level,
  year: number,
  ids: readonly string[],
  codes: readonly string[],
  language: Language,
): Belonging[] {
  const { frame } = yearAreas(project, year);
  const coarser = (['municipality', 'county', 'nation'] as const).filter((kind) => kind !== level);
  const places = coarser.map((kind): Belonging => {
    const matrix = indicatorMatrix(project, kind, year, ids);
    const row = new Map(matrix.areas.map(({ code }, i) => [code, i]));
    return {
      kind,
      codes: codes.map((code) => frame.within(level, code, kind) ?? ''),
      nameOf: (code) => matrix.areas[row.get(code) ?? -1]?.name ?? code,
      statistics: (code) => {
        const at = row.get(code);
        return at === undefined ? undefined : matrix.columns.map((column) => column[at] as number);
      },
    };
  });
  return [...places, ...typeBelonging(project, level, year, codes, language)];
}

function typeBelonging(
  project: Project,
  level: Level,
  year: number,
  codes: readonly string[],
  language: Language,
): Belonging[] {
  if (level !== 'regso') return [];
  try {
    const { groupOf } = areaTypes(project, year, String);
    return [{ kind: 'areaType', codes: codes.map((code) => groupOf.get(code) ?? ''), nameOf: areaTypeNames(language) }];
  } catch (cause) {
    // Without the three indicators of the index, or without spread, there are no types to compare with.
    if (cause instanceof UserError) return [];
    throw cause;
  }
}
