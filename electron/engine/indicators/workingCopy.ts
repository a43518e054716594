import type { Level } from '../../../shared/domain/areas/level.ts';
import { WORKING_COPY_COLUMN } from '../files/workingCopy.ts';
import type { Project } from '../project/project.ts';
import { indicatorMatrix } from './matrix.ts';

/** Up to 15 significant digits with decimal point; empty where there is no value. */
const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(Number(value.toPrecision(15)));

const LINE = '\n';

/** One row per area and indicator: what it is, the value, and what it rests on. */
export function* longRows(project: Project, level: Level, years: readonly number[]): Generator<string> {
  yield `${WORKING_COPY_COLUMN},year,id,source_year,value,n,numerator,contributors${LINE}`;
  for (const year of years) {
    const { areas, ids, columns, n, numerator, contributors, sourceYears } = indicatorMatrix(project, level, year);
    for (const [i, { code }] of areas.entries()) {
      for (const [j, id] of ids.entries()) {
        const numbers = [columns, n, numerator, contributors].map((part) => numberText(part[j]?.[i]));
        yield `${[code, year, id, sourceYears[j] ?? '', ...numbers].join(',')}${LINE}`;
      }
    }
  }
}

/** AREAS.csv: one row per area, one column per indicator. */
export function* wideRows(project: Project, level: Level, year: number): Generator<string> {
  const { areas, ids, columns } = indicatorMatrix(project, level, year);
  yield `${[WORKING_COPY_COLUMN, ...ids].join(',')}${LINE}`;
  for (const [i, { code }] of areas.entries())
    yield `${[code, ...columns.map((column) => numberText(column[i]))].join(',')}${LINE}`;
}
