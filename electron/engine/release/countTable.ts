import type { FrequencyTable } from '../../../shared/domain/tables/table.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import { listAreas } from '../areas/list.ts';
import { indicatorMatrix } from '../indicators/matrix.ts';
import { type Progress, silent } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import type { ColumnReader } from '../store/columns.ts';
import { type AreaPlace, areaTable, NO, YES } from './areaTable.ts';
import { type Counts, countRegister } from './countRegister.ts';

/** The store, whose scans stop when the person has asked for it. */
const watched = (store: ColumnReader, progress: Progress): ColumnReader => ({
  registers: () => store.registers(),
  read: (register, year, variables) => store.read(register, year, variables),
  scan: (register, year, variables, onChunk) => {
    store.scan(register, year, variables, (chunk) => {
      progress.check();
      onChunk(chunk);
    });
  },
});

/** Every area of a table's level, with what lies above it. */
export function placesOf(project: Project, year: number, table: ReleaseTable): readonly AreaPlace[] {
  const areas = listAreas(project, table.level, year);
  if (areas.codes.length === 0) throw new UserError('input', 'release.noAreaKey', { year });
  return areas.codes.map((code, i) => ({
    code,
    name: areas.names[i] ?? code,
    municipalityCode: areas.municipalityCodes[i] ?? '',
    municipalityName: areas.municipalityNames[i] ?? '',
    countyCode: areas.countyCodes[i] ?? '',
    countyName: areas.countyNames[i] ?? '',
  }));
}

/** The numerator of a share and the rest of its population, per area. */
function countIndicator(project: Project, year: number, table: ReleaseTable, indicator: string): Counts {
  const matrix = indicatorMatrix(project, table.level, year, [indicator]);
  const [numerator, n] = [matrix.numerator[0], matrix.n[0]];
  if (numerator === undefined || n === undefined)
    throw new RangeError('a matrix has one column per indicator asked for');
  return yesAndNo(table.id, indicator, numerator, n);
}

/** A share's numerator and the rest of its population as two categories; refuses what is no share of whole records. */
export function yesAndNo(table: string, indicator: string, numerator: Float64Array, n: Float64Array): Counts {
  const counts = new Float64Array(n.length * 2);
  n.forEach((all, i) => {
    const yes = Number.isNaN(all) || all === 0 ? 0 : (numerator[i] ?? Number.NaN);
    const population = Number.isNaN(all) ? 0 : all;
    if (!Number.isSafeInteger(yes) || !Number.isSafeInteger(population) || yes > population)
      throw new UserError('input', 'release.notCountable', { table, indicator });
    counts[2 * i] = yes;
    counts[2 * i + 1] = population - yes;
  });
  return { counts, categories: [YES, NO], withoutArea: 0 };
}

/** Counts a table of a release plan from the project, with all its margins. */
export function countTable(
  project: Project,
  year: number,
  table: ReleaseTable,
  progress: Progress = silent,
): FrequencyTable {
  const places = placesOf(project, year, table);
  const { content } = table;
  const counted =
    content.kind === 'indicator'
      ? countIndicator(project, year, table, content.indicator)
      : countRegister(
          watched(project.store, progress),
          year,
          table,
          content,
          new Map(places.map(({ code }, i) => [code, i])),
        );
  return areaTable(table, places, counted);
}
