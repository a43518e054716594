import type { Level } from '../../../shared/domain/areas/level.ts';
import { WORKING_COPY_COLUMN } from '../files/workingCopy.ts';
import type { Project } from '../project/project.ts';
import { indicatorOf } from './bySex.ts';
import { indicatorMatrix, type Shown } from './matrix.ts';

/** Up to 15 significant digits with decimal point; empty where there is no value. */
const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(Number(value.toPrecision(15)));

const LINE = '\n';

/** One row per area and indicator: what it is, the value, and what it rests on. */
export function* longRows(
  project: Project,
  level: Level,
  years: readonly number[],
  shown: Shown = {},
): Generator<string> {
  const sex = shown.bySex === true ? ',sex' : '';
  yield `${WORKING_COPY_COLUMN},year,id${sex},source_year,value,n,numerator,contributors,standard_error,effective_contributors,own_value${LINE}`;
  for (const year of years) {
    const matrix = indicatorMatrix(project, level, year, undefined, shown);
    const { areas, ids, columns, n, numerator, contributors, standardErrors, effective, raw, sourceYears } = matrix;
    const parts = [columns, n, numerator, contributors, standardErrors, effective, raw];
    for (const [i, { code }] of areas.entries()) {
      for (const [j, id] of ids.entries()) {
        const own = indicatorOf(id);
        const name = shown.bySex === true ? [own.id, own.sex ?? 'all'] : [id];
        const numbers = parts.map((part) => numberText(part[j]?.[i]));
        yield `${[code, year, ...name, sourceYears[j] ?? '', ...numbers].join(',')}${LINE}`;
      }
    }
  }
}

/** AREAS.csv: one row per area, one column per indicator; by sex with the columns ID--women and ID--men besides. */
export function* wideRows(project: Project, level: Level, year: number, shown: Shown = {}): Generator<string> {
  const { areas, ids, columns } = indicatorMatrix(project, level, year, undefined, shown);
  yield `${[WORKING_COPY_COLUMN, ...ids].join(',')}${LINE}`;
  for (const [i, { code }] of areas.entries())
    yield `${[code, ...columns.map((column) => numberText(column[i]))].join(',')}${LINE}`;
}
