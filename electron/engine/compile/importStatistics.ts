import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { columnAt, type DelimitedTable, numbersAt, readDelimited } from '../delimited/table.ts';
import { versionOf } from '../areas/store.ts';
import { definitionHash } from '../indicators/identity.ts';
import { pooledYears } from '../indicators/needs.ts';
import { withLeast } from '../indicators/pass/levelValues.ts';
import type { DefinitionSource } from '../indicators/problem.ts';
import { type Provenance, STATISTICS_HASH, storeDefinitions, storeValues } from '../indicators/store.ts';
import { definitionIn } from '../indicators/variants.ts';
import { yearAreas } from '../indicators/yearAreas.ts';
import type { Progress } from '../jobs/progress.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { finishedFrom, type StatisticsOf } from './finished.ts';
import { STATISTICS_COLUMNS, type StatisticsColumn } from './query.ts';

const LEVELS = ['regso', 'municipality', 'county', 'nation'] as const satisfies readonly Level[];
const TEXTS: ReadonlySet<StatisticsColumn> = new Set(['indicator', 'definition', 'level', 'area']);

/** Numbers that every row has. */
const COUNTED: ReadonlySet<StatisticsColumn> = new Set(['n', 'contributors']);

export interface ImportedStatistics {
  readonly indicators: readonly string[];
  readonly years: readonly number[];
  readonly rows: number;
}

type StatisticsFault = Extract<TextKey, `statistics.${string}`>;

const keyOf = (indicator: string, year: number, level: string, stratum: number): string =>
  `${indicator}\t${String(year)}\t${level}\t${String(stratum)}`;

/** Rows of the file by what they are about: indicator and year, then level, stratum and area. */
class StatisticsFile {
  readonly table: DelimitedTable;
  readonly #texts: ReadonlyMap<StatisticsColumn, readonly string[]>;
  readonly #numbers: ReadonlyMap<StatisticsColumn, Float64Array>;
  /** By indicator, year, level and stratum: the row of each area. */
  readonly #rows = new Map<string, Map<string, number>>();

  constructor(file: string) {
    const table = readDelimited(file, { delimiter: ',', decimal: '.', encoding: 'utf-8' });
    this.table = table;
    this.#texts = new Map(
      STATISTICS_COLUMNS.filter((column) => TEXTS.has(column)).map((column) => {
        const at = columnAt(table, column);
        return [column, table.rows.map((row) => row[at] ?? '')];
      }),
    );
    this.#numbers = new Map(
      STATISTICS_COLUMNS.filter((column) => !TEXTS.has(column)).map((column) => [
        column,
        numbersAt(table, columnAt(table, column)),
      ]),
    );
    for (let row = 0; row < table.rows.length; row += 1) {
      const stratum = this.number('stratum', row);
      const year = this.number('year', row);
      const key = keyOf(
        this.text('indicator', row),
        year,
        this.text('level', row),
        Number.isNaN(stratum) ? 0 : stratum,
      );
      const areas = this.#rows.get(key) ?? new Map<string, number>();
      const area = this.text('area', row);
      if (areas.has(area)) throw this.fault(row, 'area', 'statistics.twice');
      this.#rows.set(key, areas.set(area, row));
    }
  }

  text(column: StatisticsColumn, row: number): string {
    return this.#texts.get(column)?.[row] ?? '';
  }

  number(column: StatisticsColumn, row: number): number {
    return this.#numbers.get(column)?.[row] ?? Number.NaN;
  }

  rowOf(indicator: string, year: number, level: string, stratum: number, area: string): number | undefined {
    return this.#rows.get(keyOf(indicator, year, level, stratum))?.get(area);
  }

  fault(row: number, column: StatisticsColumn, key: StatisticsFault): DataError {
    return new DataError({ file: this.table.file, line: this.table.lineOf(row), column }, key);
  }

  /** A column of one indicator, year and level in the order of the areas: 0 where there is no row, which is no record. */
  columnsOf(indicator: string, year: number, level: Level, codes: readonly string[]): StatisticsOf {
    const known = new Map<number, Int32Array>();
    const rowsAt = (stratum: number): Int32Array => {
      const rows =
        known.get(stratum) ?? Int32Array.from(codes, (code) => this.rowOf(indicator, year, level, stratum, code) ?? -1);
      known.set(stratum, rows);
      return rows;
    };
    return (column, stratum = 0) =>
      Float64Array.from(rowsAt(stratum), (row) => {
        if (row < 0) return 0;
        const value = this.number(column, row);
        if (Number.isNaN(value) && COUNTED.has(column)) throw this.fault(row, column, 'statistics.notThere');
        return value;
      });
  }
}

interface Found {
  readonly source: DefinitionSource;
  readonly year: number;
  readonly row: number;
}

/** Which indicators of which years stand in the file; refuses another definition, an unknown area and what goes over a break. */
function foundIn(project: Project, file: StatisticsFile, sources: readonly DefinitionSource[]): readonly Found[] {
  const byId = new Map(sources.map((source) => [source.definition.id, source]));
  const found = new Map<string, Found>();
  for (let row = 0; row < file.table.rows.length; row += 1) {
    const [id, level, year] = [file.text('indicator', row), file.text('level', row), file.number('year', row)];
    const source = byId.get(id);
    if (source === undefined) throw file.fault(row, 'indicator', 'statistics.unknownIndicator');
    if (!Number.isInteger(year) || year < 1900 || year > 2200) throw file.fault(row, 'year', 'statistics.badYear');
    if (file.text('definition', row) !== definitionHash(source))
      throw file.fault(row, 'definition', 'statistics.otherDefinition');
    const known = LEVELS.find((one) => one === level);
    if (known === undefined && level !== 'standard') throw file.fault(row, 'level', 'statistics.badLevel');
    if (known !== undefined && yearAreas(project, year).frame.position(known, file.text('area', row)) === undefined)
      throw file.fault(row, 'area', 'statistics.unknownArea');
    const key = `${id} ${String(year)}`;
    if (found.has(key)) continue;
    if (pooledYears(source.definition, year).some((one) => versionOf(project, one) !== versionOf(project, year)))
      throw file.fault(row, 'indicator', 'statistics.overBreak');
    found.set(key, { source, year, row });
  }
  return [...found.values()];
}

const leftOutOf = (file: StatisticsFile, { definition }: DefinitionSource, year: number): number => {
  const row = file.rowOf(definition.id, year, 'nation', 0, 'R');
  const count = row === undefined ? 0 : file.number('left_out', row);
  return Number.isNaN(count) ? 0 : count;
};

function valuesOf(
  file: StatisticsFile,
  definition: IndicatorDefinition,
  year: number,
  level: Level,
  codes: readonly string[],
) {
  const { measure, population, leastN } = definitionIn(definition, year);
  const standard = (stratum: number): number => {
    const row = file.rowOf(definition.id, year, 'standard', stratum, 'R');
    return row === undefined ? 0 : file.number('n', row);
  };
  const columns = file.columnsOf(definition.id, year, level, codes);
  return withLeast(finishedFrom(measure, population.register, columns, codes.length, standard), leastN);
}

/**
 * Takes an area statistics file, made where the registers lie by the queries of `sigill compile`, into a project: the values stand as if
 * they had been computed here, all of them or none. @throws DataError with line and column
 */
export async function importStatistics(
  project: Project,
  target: string,
  definitions: readonly DefinitionSource[],
  progress: Progress,
): Promise<ImportedStatistics> {
  const sha256 = createHash('sha256')
    .update(await readFile(target))
    .digest('hex');
  const file = new StatisticsFile(target);
  const found = foundIn(project, file, definitions);
  const store = databaseOf(project).transaction(() => {
    storeDefinitions(project, definitions);
    for (const { source, year } of found) {
      progress.check();
      const { frame, hash: areasHash } = yearAreas(project, year);
      const from: Provenance = {
        hash: definitionHash(source),
        year,
        sourceYear: year,
        version: frame.version,
        areasHash,
        dataHash: `${STATISTICS_HASH}${sha256}`,
      };
      for (const level of LEVELS) {
        const codes = frame.areas[level].map(({ code }) => code);
        storeValues(
          project,
          from,
          level,
          valuesOf(file, source.definition, year, level, codes),
          leftOutOf(file, source, year),
        );
      }
    }
    // Numbers from real records: the project is no longer made up.
    databaseOf(project).prepare("update project set origin = 'real'").run();
    project.appendLog('import', {
      kind: 'statistics',
      files: [`${path.basename(target)} ${String(file.table.rows.length)} ${sha256}`],
      registers: [],
      versions: [...new Set(found.map(({ year }) => String(year)))],
      indicators: found.length,
    });
  });
  store.immediate();
  return {
    indicators: [...new Set(found.map(({ source }) => source.definition.id))],
    years: [...new Set(found.map(({ year }) => year))].sort((a, b) => a - b),
    rows: file.table.rows.length,
  };
}
