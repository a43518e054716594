import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CheckedTable } from '../../../shared/domain/disclosure/checkedTable.ts';
import type { CellSystem } from '../../../shared/domain/tables/system.ts';
import { codesOf, escapeCode } from '../../../shared/domain/tables/table.ts';

const MAIN = 'protected.csv';
const NAMES = new Set(['problem.json', 'report.json', MAIN]);
const FURTHER = /^protected-\d+\.csv$/u;

/** Removes tables of an earlier run with more linked tables, and, unless new files follow, everything that it wrote. */
export async function removeEarlierTables(folder: string, newFollow: boolean): Promise<void> {
  let there: string[];
  try {
    there = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of there)
    if ((!newFollow && NAMES.has(name)) || FURTHER.test(name)) await rm(path.join(folder, name), { force: true });
}

/** What the row of a cell says; `value` in the system's whole units, null where hidden. */
export interface ShownCell {
  readonly value: number | null;
  readonly status: 'published' | 'primary' | 'secondary';
}

const quoted = (field: string): string => (/[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** One file per product of dimensions: protected.csv, protected-2.csv and so on; with several measures each row says which. */
export function protectedTables(
  system: CellSystem,
  shown: (cell: number) => ShownCell,
): { readonly name: string; readonly content: Iterable<string> }[] {
  const products = [...new Set(system.blocks.map(({ dimensions }) => dimensions))];
  const several = new Set(system.blocks.map(({ measure }) => measure.name)).size > 1;
  return products.map((dimensions, i) => ({
    name: i === 0 ? MAIN : `protected-${String(i + 1)}.csv`,
    content: tableText(
      system.blocks.filter((block) => block.dimensions === dimensions),
      shown,
      several,
    ),
  }));
}

/** protected.csv of a table of statements: the cells named in `hidden` have values that are not shown, other empty ones have none. */
export function* rowsOfTable(table: CheckedTable, hidden: ReadonlySet<string>): Generator<string> {
  yield `${[...table.dimensions.map(({ column }) => quoted(column)), 'value', 'status'].join(',')}\n`;
  for (const [cell, value] of table.values.entries()) {
    let rest = cell;
    const codes = table.dimensions
      .toReversed()
      .map((dimension) => {
        const code = dimension.codes[rest % dimension.codes.length] as string;
        rest = Math.floor(rest / dimension.codes.length);
        return code;
      })
      .toReversed();
    const status = hidden.has(codes.map(escapeCode).join('|')) ? 'primary' : 'published';
    yield `${[...codes.map(quoted), value === null ? '' : String(value), status].join(',')}\n`;
  }
}

function* tableText(
  blocks: CellSystem['blocks'],
  shown: (cell: number) => ShownCell,
  several: boolean,
): Generator<string> {
  const columns = (blocks[0]?.dimensions ?? []).map(({ column }) => quoted(column));
  yield `${[...columns, ...(several ? ['measure'] : []), 'value', 'status'].join(',')}\n`;
  for (const { dimensions, cells, measure } of blocks)
    for (const [own, cell] of cells.entries()) {
      const { value, status } = shown(cell);
      const written = value === null ? '' : String(value / 10 ** measure.decimals);
      const codes = codesOf(dimensions, own).map(quoted);
      yield `${[...codes, ...(several ? [quoted(measure.name)] : []), written, status].join(',')}\n`;
    }
}
