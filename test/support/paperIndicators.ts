import type { Level } from '../../shared/domain/areas/level.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import { type AreaFrame, frameOf } from '../../electron/engine/areas/frame.ts';
import { checkDefinition } from '../../electron/engine/indicators/check.ts';
import { computeYear, type YearResult } from '../../electron/engine/indicators/pass/year.ts';
import { shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { memoryColumns, paperRegister } from './memoryColumns.ts';

/** Four areas in two municipalities of one county; nobody lives in the last one. A and B are the first two. */
export const A = '6001R001';
export const B = '6001R002';
export const C = '6002R001';
export const EMPTY = '6002R002';

export const paperAreas: AreaFrame = frameOf(
  '2020',
  [A, B, C, EMPTY].map((regso) => ({
    deso: `${regso.slice(0, 4)}C1${regso.slice(5)}0`.slice(0, 9),
    regso,
    regsoName: `Area ${regso}`,
    municipality: regso.slice(0, 4),
    municipalityName: `Municipality ${regso.slice(0, 4)}`,
    county: '60',
    countyName: 'County 60',
  })),
  'Riket',
);

export const shipped = (id: string): IndicatorDefinition => {
  const found = shippedDefinitions().find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`no shipped definition ${id}`);
  return found.definition;
};

export interface PaperValue {
  readonly value: number;
  readonly n: number;
  readonly numerator: number;
  readonly contributors: number;
  readonly largest: number;
  readonly second: number;
  readonly effective: number;
  readonly standardError: number;
}

export interface PaperAnswer {
  /** The answer for one area, municipality, county or the nation ("R"). */
  at(code: string): PaperValue;
  readonly result: YearResult;
}

const LEVEL_OF: readonly (readonly [RegExp, Level])[] = [
  [/^\d{4}R\d{3}$/u, 'regso'],
  [/^\d{4}[ABC]\d{4}$/u, 'deso'],
  [/^\d{4}$/u, 'municipality'],
  [/^\d{2}$/u, 'county'],
  [/^R$/u, 'nation'],
];

/** Computes one definition on hand-written registers: those of 2022 by their names, others as "person 2021". */
export function onPaper(
  definition: IndicatorDefinition,
  papers: Readonly<Record<string, string>>,
  levels: readonly Level[] = ['regso', 'municipality', 'county', 'nation'],
): PaperAnswer {
  const registers = Object.entries(papers).map(([title, paper]) => {
    const [register = title, year = '2022'] = title.split(' ');
    return paperRegister(register, Number(year), paper);
  });
  const reader = memoryColumns(registers);
  const source = { file: `${definition.id}.json`, definition };
  const problems = [...checkDefinition(source), ...checkDefinition(source, reader.registers(), 2022)];
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const result = computeYear(reader, 2022, paperAreas, [source], levels, silent);
  return {
    result,
    at: (code) => {
      const level = LEVEL_OF.find(([pattern]) => pattern.test(code))?.[1] ?? 'nation';
      const values = result.values.get(definition.id)?.get(level);
      const i = paperAreas.position(level, code);
      if (values === undefined || i === undefined) throw new Error(`no values for ${code}`);
      const of = (column: Float64Array): number => column[i] ?? Number.NaN;
      return {
        value: of(values.value),
        n: of(values.n),
        numerator: of(values.numerator),
        contributors: of(values.contributors),
        largest: of(values.largest),
        second: of(values.second),
        effective: of(values.effective),
        standardError: of(values.standardError),
      };
    },
  };
}
