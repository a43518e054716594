import type { Output } from '../../../../shared/ipc/contract.ts';

export type Register = Output<'data.registers'>['registers'][number];
export type RegisterColumn = Register['columns'][number];

/** As people think of them: persons first, then where they live, then what happens to them. */
const ORDER: readonly string[] = ['person', 'hushall', 'lagenhet', 'elever', 'rostande', 'brott', 'omrade'];
const rank = (register: string): number => (ORDER.includes(register) ? ORDER.indexOf(register) : ORDER.length);

/** Known registers in their order, others after them by name. */
export const inOrder = (registers: readonly Register[]): Register[] =>
  registers.toSorted((a, b) => rank(a.register) - rank(b.register) || a.register.localeCompare(b.register, 'sv'));

/**
 * Share of the fields of a register-year that hold a value, 0..1: over all rows and columns of that year. NaN when there
 * are none.
 */
export function coverage(register: Register, at: number): number {
  const rows = register.years[at]?.rows ?? 0;
  let fields = 0;
  let missing = 0;
  for (const column of register.columns) {
    const absent = column.missing[at] ?? null;
    if (absent === null) continue;
    fields += rows;
    missing += absent;
  }
  return fields === 0 ? Number.NaN : 1 - missing / fields;
}

/** Share of the rows of a year without a value in a column, 0..1; null where the year has no such column or no rows. */
export function missingShare(register: Register, column: RegisterColumn, at: number): number | null {
  const rows = register.years[at]?.rows ?? 0;
  const absent = column.missing[at] ?? null;
  return absent === null || rows === 0 ? null : absent / rows;
}
