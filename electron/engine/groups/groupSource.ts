import path from 'node:path';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { GroupsSpec } from '../../../shared/schemas/groups.ts';
import { type AreaFile, readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor } from '../areafile/methodFault.ts';
import { listAreas } from '../areas/list.ts';
import { areaNeighbours } from '../areas/neighbours.ts';
import type { TableInput } from '../formats/readTable.ts';
import { indicatorMatrix } from '../indicators/matrix.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';
import type { Project } from '../project/project.ts';
import { readNeighbours } from './neighbours.ts';

/** Where the areas that are grouped come from: a file, or a project. */
export interface GroupSource {
  readonly areas: readonly string[];
  /** Names of the areas; null where only codes are known. */
  readonly names: readonly string[] | null;
  /** One per indicator of the specification. */
  readonly columns: readonly Float64Array[];
  readonly people: Float64Array | undefined;
  readonly municipalities: readonly string[] | undefined;
  /** Pairs of neighbours, where the specification needs them. */
  readonly neighbours: readonly (readonly [string, string])[] | undefined;
  /** Where an area or a column stands, for errors. */
  readonly placeOf: AreaFile['placeOf'];
}

/** Area codes in RegSO's and DeSO's form begin with the municipality's four figures. */
const MUNICIPALITY_IN_CODE = /^\d{4}[A-Z]/u;

export function groupSourceOfFile(
  json: JsonFile<GroupsSpec>,
  given: { readonly spec: string; readonly areas: string; readonly population?: string | undefined },
  dialect: TableInput,
): GroupSource {
  const spec = json.value;
  const file = readAreaFile(given.areas, dialect);
  const columns = columnsFor(
    json,
    file,
    spec.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  );
  const people = given.population === undefined ? undefined : file.numbers(given.population);
  const bad = people?.findIndex((value) => value < 0) ?? -1;
  if (bad >= 0)
    throw new DataError(file.placeOf({ area: file.areas[bad], column: given.population }), 'assess.badPopulation');
  return {
    areas: file.areas,
    names: null,
    columns,
    people,
    municipalities: file.areas.every((code) => MUNICIPALITY_IN_CODE.test(code))
      ? file.areas.map((code) => code.slice(0, 4))
      : undefined,
    neighbours:
      spec.contiguity === undefined
        ? undefined
        : readNeighbours(path.resolve(path.dirname(given.spec), spec.contiguity), file.areas),
    placeOf: (about) => file.placeOf(about),
  };
}

/** The computed indicators of a project's year; who borders on whom is read from its geometry unless a file says it. */
export function groupSourceOfProject(
  json: JsonFile<GroupsSpec>,
  given: { readonly spec: string; readonly level: Level; readonly year: number },
  project: Project,
): GroupSource {
  const spec = json.value;
  const { level, year } = given;
  const list = listAreas(project, level, year);
  const { columns } = indicatorMatrix(
    project,
    level,
    year,
    spec.indicators.map(({ id }) => id),
  );
  return {
    areas: list.codes,
    names: list.names,
    columns,
    people: list.population,
    municipalities: list.municipalityCodes,
    neighbours:
      spec.algorithm !== 'skater'
        ? undefined
        : spec.contiguity === undefined
          ? pairsOf(areaNeighbours(project, level, year, list.codes.length), list.codes)
          : readNeighbours(path.resolve(path.dirname(given.spec), spec.contiguity), list.codes),
    placeOf: ({ column }) => ({ file: 'sigill', ...(column === undefined ? {} : { column }) }),
  };
}

const pairsOf = (neighbours: readonly (readonly number[])[], codes: readonly string[]): (readonly [string, string])[] =>
  neighbours.flatMap((others, area) =>
    others.filter((other) => other > area).map((other) => [codes[area] ?? '', codes[other] ?? ''] as const),
  );
