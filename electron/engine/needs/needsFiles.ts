import path from 'node:path';
import { countProblems } from '../../../shared/domain/assess/problemCount.ts';
import { thresholdsOf, withThresholds } from '../../../shared/domain/assess/problemRules.ts';
import { NEED_CLASSES, type Needs, needsByGroup, needsOf } from '../../../shared/domain/needs/needs.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { problemCountMethodSchema } from '../../../shared/schemas/method.ts';
import { type AreaFile, readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import { baseColumns } from '../assess/baseYear.ts';
import { requireNoPreparation } from '../assess/methodInput.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';

export interface NeedsFiles {
  /** AREAS.csv. */
  readonly areas: string;
  /** METHOD.json of a problem count; its k is where a composite problem is large. */
  readonly method: string;
  /** c from which it is very large; the method's highest level above k unless said otherwise. */
  readonly veryLarge?: number | undefined;
  /** Column of AREAS.csv with the population. */
  readonly population?: string | undefined;
  /** groups.csv of `sigill groups`, for the matrix of factors and groups. */
  readonly groups?: string | undefined;
  /** Folder for needs.csv, overlaps.csv, factors.csv and summary.json. */
  readonly out: string;
}

/** The needs of the areas of AREAS.csv, as files. @throws DataError, UserError */
export async function needsFiles(given: NeedsFiles, dialect: DialectOverrides) {
  const json = await readJsonFileWithPlaces(given.method, problemCountMethodSchema);
  requireNoPreparation(json.value);
  const file = readAreaFile(given.areas, dialect);
  const columns = columnsFor(
    json,
    file,
    json.value.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  );
  const people = given.population === undefined ? undefined : peopleOf(file, given.population);
  const base = baseColumns(json, given.method, { dialect, ofYear: undefined });
  const method = withPlaces(json, file, () => withThresholds(json.value, thresholdsOf(json.value, columns, base)));
  const count = withPlaces(json, file, () => countProblems(method, file.areas, columns));
  const highest = count.levels.at(-1)?.from ?? Number.NaN;
  const veryLarge = given.veryLarge ?? highest;
  if (!(veryLarge > method.k && method.k > 0)) throw new UserError('input', 'needs.badLimits', { large: method.k });
  const needs = needsOf(count, { large: method.k, veryLarge }, people);
  const ids = needs.factors.map(({ id }) => id);
  const codes = (positions: readonly number[]): string[] => positions.map((position) => file.areas[position] ?? '');
  const summary = {
    version: 1,
    method,
    limits: { large: method.k, veryLarge },
    areas: file.areas.length,
    classes: needs.classCounts.map((one) => (people === undefined ? { class: one.class, areas: one.areas } : one)),
    factors: needs.factors.map(({ id, areas, alone, peopleShare }) => ({
      id,
      areas: areas.length,
      alone: codes(alone),
      ...(people === undefined ? {} : { peopleShare }),
    })),
    ...(given.groups === undefined
      ? {}
      : {
          groups: needsByGroup(needs, groupsOf(given.groups, file, dialect)).map(({ group, areas, shares }) => ({
            group,
            areas,
            shares: Object.fromEntries(ids.map((id, f) => [id, shares[f] ?? Number.NaN])),
          })),
        }),
  };
  const at = (name: string): string => path.join(given.out, name);
  const written = [
    { path: at('needs.csv'), content: needsCsv(file.areas, needs, count.scores) },
    { path: at('overlaps.csv'), content: overlapsCsv(needs, ids, people !== undefined) },
    { path: at('summary.json'), content: jsonText(summary) },
  ];
  await writeWhole(written);
  return { summary, files: written.map((one) => one.path) };
}

function peopleOf(file: AreaFile, column: string): Float64Array {
  const people = file.numbers(column);
  const bad = people.findIndex((value) => !(value >= 0));
  if (bad >= 0) throw new DataError(file.placeOf({ area: file.areas[bad], column }), 'assess.badPopulation');
  return people;
}

function groupsOf(name: string, { areas }: AreaFile, dialect: DialectOverrides): Int32Array {
  const file = readAreaFile(name, dialect);
  const numbers = file.numbers('group');
  const bad = numbers.findIndex((group) => !Number.isNaN(group) && !(Number.isInteger(group) && group >= 1));
  if (bad >= 0) throw new DataError(file.placeOf({ area: file.areas[bad], column: 'group' }), 'needs.badGroup');
  const row = new Map(file.areas.map((code, i) => [code, i]));
  return Int32Array.from(areas, (code) => {
    const group = numbers[row.get(code) ?? -1] ?? Number.NaN;
    return Number.isNaN(group) ? 0 : group;
  });
}

function* needsCsv(areas: readonly string[], needs: Needs, scores: Float64Array): Generator<string> {
  yield `${['area', 'class', 'count', ...needs.factors.map(({ id }) => fieldText(id))].join(',')}\n`;
  const marks = needs.factors.map(({ areas: there }) => new Set(there));
  for (const [i, area] of areas.entries()) {
    const known = NEED_CLASSES[needs.classes[i] as number] !== 'unjudged';
    const cells = marks.map((mark) => (known ? (mark.has(i) ? '1' : '0') : ''));
    yield `${[fieldText(area), NEED_CLASSES[needs.classes[i] as number], numberText(scores[i] as number), ...cells].join(',')}\n`;
  }
}

function* overlapsCsv({ overlaps }: Needs, ids: readonly string[], withPeople: boolean): Generator<string> {
  yield `${['factors', 'areas', ...(withPeople ? ['people'] : [])].join(',')}\n`;
  for (const { factors, areas, people } of overlaps)
    yield `${[
      fieldText(factors.map((f) => ids[f] ?? '').join(' + ')),
      String(areas),
      ...(withPeople ? [numberText(people)] : []),
    ].join(',')}\n`;
}
