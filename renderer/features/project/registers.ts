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

/** Registers by years with row counts: registers in the order they were first imported, years ascending. */
export function registerMatrix(summary: Pick<ProjectSummary, 'registers' | 'years'>): RegisterMatrix {
  const years = [...new Set([...summary.years, ...summary.registers.map((one) => one.year)])].sort((a, b) => a - b);
  const names = [...new Set(summary.registers.map((one) => one.register))];
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
