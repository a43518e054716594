import { countProblems } from '../../../shared/domain/assess/problemCount.ts';
import { needsPreparation } from '../../../shared/domain/assess/prepare.ts';
import { thresholdsOf, withThresholds } from '../../../shared/domain/assess/problemRules.ts';
import { NEED_CLASSES, type Needs, needsByGroup, needsOf } from '../../../shared/domain/needs/needs.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { problemCountMethodSchema } from '../../../shared/schemas/method.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import type { AreaInput } from '../assess/areaInput.ts';
import { type MethodInput, methodInputOf } from '../assess/methodInput.ts';
import { imputedCsv, preparationCells, preparationOf } from '../assess/preparation.ts';
import { areaColumnOf, type OutFolder, writeResult } from '../files/outFolder.ts';
import type { TableInput } from '../formats/readTable.ts';

/** The folder gets needs.csv, overlaps.csv and summary.json. */
export interface NeedsFiles extends OutFolder {
  /** METHOD.json of a problem count; its k is where a composite problem is large. */
  readonly method: string;
  /** c from which it is very large; the method's highest level above k unless said otherwise. */
  readonly veryLarge?: number | undefined;
  /** groups.csv of `sigill groups`, for the matrix of factors and groups. */
  readonly groups?: string | undefined;
}

/** The needs of areas, as files. Areas that the method excludes have no class. @throws DataError, UserError */
export async function needsFiles(given: NeedsFiles, input: AreaInput) {
  const made = await methodInputOf(given.method, input, problemCountMethodSchema);
  const { json, areas, columns, people, base } = made;
  const all = input.file.areas;
  const method = withPlaces(json, input.file, () =>
    withThresholds(json.value, thresholdsOf(json.value, columns, base)),
  );
  const count = withPlaces(json, input.file, () => countProblems(method, areas, columns));
  const highest = count.levels.at(-1)?.from ?? Number.NaN;
  const veryLarge = given.veryLarge ?? highest;
  if (!(veryLarge > method.k && method.k > 0)) throw new UserError('input', 'needs.badLimits', { large: method.k });
  const needs = needsOf(count, { large: method.k, veryLarge }, people);
  const ids = needs.factors.map(({ id }) => id);
  const codes = (positions: readonly number[]): string[] => positions.map((position) => areas[position] ?? '');
  const preparation = preparationOf(made, all);
  const prepares = needsPreparation(method);
  const summary = {
    version: 1,
    method,
    limits: { large: method.k, veryLarge },
    areas: all.length,
    classes: needs.classCounts.map((one) => (people === undefined ? { class: one.class, areas: one.areas } : one)),
    factors: needs.factors.map((one) => ({
      id: one.id,
      areas: one.areas.length,
      alone: codes(one.alone),
      ...(people === undefined ? {} : { peopleShare: one.peopleShare }),
    })),
    ...(given.groups === undefined
      ? {}
      : {
          groups: needsByGroup(needs, groupsOf(given.groups, areas, input.dialect)).map((one) => ({
            group: one.group,
            areas: one.areas,
            shares: Object.fromEntries(ids.map((id, f) => [id, one.shares[f] ?? Number.NaN])),
          })),
        }),
    ...(prepares ? preparation : {}),
  };
  const areaColumn = areaColumnOf(given);
  const files = await writeResult(given, [
    { name: 'needs.csv', content: needsCsv(all, needs, count.scores, made, areaColumn) },
    { name: 'overlaps.csv', content: overlapsCsv(needs, ids, people !== undefined, given.workingCopy) },
    ...(prepares ? [{ name: 'imputed.csv', content: imputedCsv(all, made, areaColumn) }] : []),
    { name: 'summary.json', content: summary },
  ]);
  return { summary, preparation, files };
}

function groupsOf(name: string, areas: readonly string[], dialect: TableInput): Int32Array {
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

/** Rows in the order of all areas; one that takes no part has neither class nor count. */
function* needsCsv(
  all: readonly string[],
  needs: Needs,
  scores: Float64Array,
  made: MethodInput,
  areaColumn: string,
): Generator<string> {
  const prepared = preparationCells(made);
  yield `${[areaColumn, 'class', 'count', ...needs.factors.map(({ id }) => fieldText(id)), ...prepared.header].join(',')}\n`;
  const marks = needs.factors.map(({ areas: there }) => new Set(there));
  const placeOf = new Map(made.positions.map((position, i) => [position, i]));
  for (const [position, area] of all.entries()) {
    const i = placeOf.get(position);
    const own = i === undefined ? '' : (NEED_CLASSES[needs.classes[i] as number] ?? '');
    const known = i !== undefined && own !== 'unjudged';
    yield `${[
      fieldText(area),
      own,
      i === undefined ? '' : numberText(scores[i] as number),
      ...marks.map((mark) => (known ? (mark.has(i) ? '1' : '0') : '')),
      ...prepared.of(position),
    ].join(',')}\n`;
  }
}

function* overlapsCsv(
  { overlaps }: Needs,
  ids: readonly string[],
  withPeople: boolean,
  workingCopy: boolean,
): Generator<string> {
  const first = workingCopy ? 'factors_ej_rojandekontrollerad' : 'factors';
  yield `${[first, 'areas', ...(withPeople ? ['people'] : [])].join(',')}\n`;
  for (const { factors, areas, people } of overlaps)
    yield `${[
      fieldText(factors.map((f) => ids[f] ?? '').join(' + ')),
      String(areas),
      ...(withPeople ? [numberText(people)] : []),
    ].join(',')}\n`;
}
