import type { Level } from '../../../shared/domain/areas/level.ts';
import type { ColumnReader } from '../store/columns.ts';
import type { AreaFrame } from './frame.ts';

/** The register that says who lives where. */
export const PERSON_REGISTER = 'person';

/**
 * Registered persons per area on 31 December, counted in the person register of the year. NaN for all when that
 * register has not been imported or says nothing about the level.
 */
export function populationOf(
  reader: ColumnReader,
  frame: AreaFrame,
  level: Level,
  year: number,
): Float64Array<ArrayBuffer> {
  const areas = frame.areas[level];
  const base = level === 'deso' ? 'deso' : 'regso';
  const variable = level === 'deso' ? 'DeSO' : 'RegSO';
  const register = reader.registers().find((entry) => entry.register === PERSON_REGISTER && entry.year === year);
  if (register === undefined || !register.variables.some(({ name }) => name === variable))
    return new Float64Array(areas.length).fill(Number.NaN);
  const population = new Float64Array(areas.length);
  if (level === 'nation') return population.fill(register.rows);
  const byCode: number[] = [];
  let dictionary: readonly string[] = [];
  reader.scan(PERSON_REGISTER, year, [variable], ({ rows, columns: [column] }) => {
    if (column === undefined || !('dictionary' in column)) return;
    ({ dictionary } = column);
    for (let i = 0; i < rows; i += 1) {
      const code = column.values[i] as number;
      byCode[code] = (byCode[code] ?? 0) + 1;
    }
  });
  for (const [i, code] of dictionary.entries()) {
    const within = i === 0 ? undefined : frame.within(base, code, level);
    const position = within === undefined ? undefined : frame.position(level, within);
    if (position !== undefined) population[position] = (population[position] as number) + (byCode[i] ?? 0);
  }
  return population;
}
