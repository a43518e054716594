import type { ProjectSummary } from '../../app/state/project.ts';

export interface RegisterRow {
  readonly register: string;
  /** Rows per year, aligned with the years; NaN where the register is not there. */
  readonly rows: readonly number[];
}

export interface RegisterMatrix {
  readonly years: readonly number[];
  readonly registers: readonly RegisterRow[];
  /** The largest cell, against which the others are drawn. */
  readonly most: number;
}

/** As people think of them: persons first, then where they live, then what happens to them. */
const ORDER: readonly string[] = ['person', 'hushall', 'lagenhet', 'elever', 'rostande', 'brott', 'omrade'];
const rank = (register: string): number => (ORDER.includes(register) ? ORDER.indexOf(register) : ORDER.length);

/** Registers by years with row counts: known registers in their order, others after them by name, years ascending. */
export function registerMatrix(summary: Pick<ProjectSummary, 'registers' | 'years'>): RegisterMatrix {
  const years = [...new Set([...summary.years, ...summary.registers.map((one) => one.year)])].sort((a, b) => a - b);
  const names = [...new Set(summary.registers.map((one) => one.register))].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b, 'sv'),
  );
  const registers = names.map((register) => ({
    register,
    rows: years.map((year) => {
      const own = summary.registers.filter((one) => one.register === register && one.year === year);
      return own.length === 0 ? Number.NaN : own.reduce((sum, one) => sum + one.rows, 0);
    }),
  }));
  const most = Math.max(1, ...registers.flatMap((one) => one.rows.filter((rows) => !Number.isNaN(rows))));
  return { years, registers, most };
}
