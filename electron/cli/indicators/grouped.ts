import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import type { AreaGrouping } from '../../engine/areas/grouping.ts';
import { ownGrouping } from '../../engine/areas/ownAreas.ts';
import { areaFrame } from '../../engine/areas/store.ts';
import { WORKING_COPY_COLUMN, workingCopyPath } from '../../engine/files/workingCopy.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { areaTypes } from '../../engine/indicators/areaTypes.ts';
import { computeGrouped, type GroupedIndicators } from '../../engine/indicators/groupedAreas.ts';
import type { DefinitionSource } from '../../engine/indicators/problem.ts';
import type { Project } from '../../engine/project/project.ts';
import type { Surroundings } from '../command.ts';

const OWN = 'own:';
const AREA_TYPE = 'area-type';

/** True when a level asked for is no level of the division but areas put together from microdata. */
export const isGrouping = (level: string): boolean => level === AREA_TYPE || level.startsWith(OWN);

const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(Number(value.toPrecision(15)));

function* rowsOf(years: readonly GroupedIndicators[]): Generator<string> {
  yield `${WORKING_COPY_COLUMN},year,id,source_year,value,n,numerator,contributors,standard_error,effective_contributors\n`;
  for (const { year, groups, values } of years)
    for (const [i, { code }] of groups.entries())
      for (const [id, { value, n, numerator, contributors, standardError, effective }] of values) {
        const numbers = [value, n, numerator, contributors, standardError, effective].map((column) =>
          numberText(column[i]),
        );
        yield `${[code, year, id, year, ...numbers].join(',')}\n`;
      }
}

/**
 * Computes indicators for own areas (`own:NAME`) or area types (`area-type`) from the microdata of each year and writes them as a
 * working copy. They are not stored: what they rest on can be put together anew at any time.
 */
export async function writeGrouped(
  { language, print, remark, progress }: Surroundings,
  project: Project,
  level: string,
  years: readonly number[],
  definitions: readonly DefinitionSource[],
  { out, wide, json }: { readonly out?: string | undefined; readonly wide?: boolean; readonly json?: boolean },
): Promise<void> {
  if (out === undefined || wide === true) throw new UserError('input', 'areas.grouped.needsOut');
  const groupingOf = (year: number, version: string): AreaGrouping =>
    level === AREA_TYPE
      ? areaTypes(project, year, (type) => text(language, `assess.areaType.${type}` satisfies TextKey))
      : ownGrouping(project, level.slice(OWN.length), version);
  const computed = years.map((year) => {
    const frame = areaFrame(project, year);
    return computeGrouped(project, year, frame, groupingOf(year, frame.version), definitions, progress);
  });
  const content = [...rowsOf(computed)];
  if (content.length === 1) throw new UserError('input', 'indicators.nothingComputed', { years: years.join(', ') });
  const target = workingCopyPath(out);
  project.appendLog('working-copy', {
    kind: 'indicators',
    file: path.basename(target),
    level,
    years: years.map(String),
    rows: content.length - 1,
  });
  await writeWhole([{ path: target, content }]);
  const leftOut = new Set(computed.flatMap(({ problems }) => problems.map(({ id, year }) => `${id} ${String(year)}`)));
  if (json === true) {
    print(JSON.stringify({ level, years, rows: content.length - 1, leftOut: [...leftOut], written: target }));
    return;
  }
  if (leftOut.size > 0) remark(text(language, 'areas.grouped.leftOut', { indicators: [...leftOut].join(', ') }));
  print(text(language, 'indicators.written', { file: target }));
}
