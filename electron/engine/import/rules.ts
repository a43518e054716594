import { DataError } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import type { Hint } from './hints.ts';

/** Why a row is refused. */
export const RULES = [
  'fields',
  'quote',
  'missing',
  'number',
  'whole',
  'range',
  'code',
  'area',
  'key',
  'tooLong',
  'year',
  'date',
  'duplicate',
  'areaLevel',
] as const;
export type Rule = (typeof RULES)[number];

export const ruleText = (rule: Rule): TextKey => `import.rule.${rule}`;

/** A row that was refused: where and why, never what stood there. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  /** Name of the column; absent when the row as a whole is wrong. */
  readonly column?: string;
  readonly rule: Rule;
}

/** Bad rows that are listed one by one; the rest are only counted. */
export const MOST_LISTED = 300;

/** The bad rows of an import: counted by column and rule, the first ones listed. */
export class BadRows {
  readonly #listed: BadRow[] = [];
  readonly #counts = new Map<string, Map<Rule, number>>();
  #rows = 0;
  readonly #lines: Map<string, Set<number>>;

  /** `lines`: takes the line of every row that is not kept, by file. */
  constructor(lines = new Map<string, Set<number>>()) {
    this.#lines = lines;
  }

  /** Notes the line of a row that is not kept. */
  leaveOut(file: string, line: number): void {
    const lines = this.#lines.get(file) ?? new Set();
    this.#lines.set(file, lines.add(line));
  }

  /** Notes one fault. A row may have several; `newRow` is true for its first. */
  add(fault: BadRow, newRow: boolean): void {
    if (newRow) this.#rows += 1;
    if (this.#listed.length < MOST_LISTED) this.#listed.push(fault);
    const column = fault.column ?? '';
    const byRule = this.#counts.get(column) ?? new Map<Rule, number>();
    byRule.set(fault.rule, (byRule.get(fault.rule) ?? 0) + 1);
    this.#counts.set(column, byRule);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Where the bad rows stand, in the order of the files and lines. */
  list(): readonly BadRow[] {
    const files = [...new Set(this.#listed.map(({ file }) => file))];
    return this.#listed.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
  }

  counts(): readonly { readonly column: string; readonly rule: Rule; readonly count: number }[] {
    return [...this.#counts].flatMap(([column, byRule]) =>
      [...byRule].map(([rule, count]) => ({ column, rule, count })),
    );
  }
}

/** More bad rows than the specification tolerates. The error's own place is that of the first one. */
export class ImportRefused extends DataError {
  readonly badRows: readonly BadRow[];
  /** What may lie behind them. */
  readonly hints: readonly Hint[];

  constructor(badRows: readonly BadRow[], first: BadRow, hints: readonly Hint[] = []) {
    const { file, line, column, rule } = first;
    super(column === undefined ? { file, line } : { file, line, column }, ruleText(rule));
    this.name = 'ImportRefused';
    this.badRows = badRows;
    this.hints = hints;
  }
}
