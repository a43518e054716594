import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { ColumnReader } from '../store/columns.ts';
import { KeySet } from './keySet.ts';

/**
 * Keys that lead nowhere: for every link of the specification whose register is there for the same year, how many
 * rows have a key that the other register does not. Missing keys are not counted.
 */
export function orphansOf(
  store: ColumnReader,
  specification: RegisterSpecification,
  year: number,
  rows: number,
): ReadonlyMap<string, number> {
  const orphans = new Map<string, number>();
  if (rows === 0) return orphans;
  const there = store.registers().filter((register) => register.year === year);
  for (const { variable, register, to } of specification.links ?? []) {
    const other = there.find((one) => one.register === register);
    if (other?.variables.find(({ name }) => name === to)?.type !== 'key') continue;
    const keys = new KeySet();
    store.scan(register, year, [to], ({ columns }) => {
      for (const key of columns[0]?.values ?? []) if (!Number.isNaN(key)) keys.add(key);
    });
    let count = 0;
    store.scan(specification.register, year, [variable], ({ columns }) => {
      for (const key of columns[0]?.values ?? []) if (!Number.isNaN(key) && !keys.has(key)) count += 1;
    });
    orphans.set(variable, count);
  }
  return orphans;
}
