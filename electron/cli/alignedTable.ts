export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Widest that the column may be; longer texts end in an ellipsis. */
  readonly most?: number;
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Lines of a table whose columns stand straight, with a rule under the titles. */
export function alignedTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] {
  const texts = [columns.map(({ title }) => title), ...rows].map((row) =>
    row.map((cell, i) => cut(cell, columns[i]?.most ?? 60)),
  );
  const widths = columns.map((_, i) => Math.max(...texts.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (columns[i]?.align === 'right' ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const [titles, ...body] = texts;
  return [line(titles ?? []), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)];
}
