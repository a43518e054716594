import { registerName } from '../../../../i18n/registerName.ts';
import type { Words } from '../../../../i18n/words.ts';
import { type Built, divisionsOf } from './built.ts';
import type { ProtectedTable } from './results.ts';

/** What a table is called as long as nobody has named it: who is counted, by what, and where. */
export function defaultTitle(
  { year, table }: Built,
  { t }: Pick<Words, 't'>,
  indicator: (id: string) => string,
): string {
  const { content, level } = table;
  const where = t(`releaseTables.level.${level}`);
  if (content.kind === 'indicator')
    return t('releaseTables.titleIndicator', { what: indicator(content.indicator), level: where, year });
  const by = divisionsOf(content)
    .map(({ name }) => name.sv.toLowerCase())
    .join(', ');
  return t('releaseTables.titleRegister', { what: registerName(content.register, { t }), by, level: where, year });
}

/** The node of each dimension that a cell lies in. */
export function nodesOf({ dimensions }: ProtectedTable, cell: number): number[] {
  const nodes: number[] = [];
  let rest = cell;
  for (const { codes } of dimensions.toReversed()) {
    nodes.unshift(rest % codes.length);
    rest = Math.floor(rest / codes.length);
  }
  return nodes;
}

/** A cell as a plan says it: its codes in the order of the dimensions. */
export const codesOf = (table: ProtectedTable, cell: number): string =>
  nodesOf(table, cell)
    .map((node, d) => table.dimensions[d]?.codes[node] ?? '')
    .join('|');

/** A cell as people say it: the names of its area and categories; a dimension at its whole is passed over after the area. */
export function cellName(table: ProtectedTable, cell: number): string {
  const nodes = nodesOf(table, cell);
  const named = table.dimensions.flatMap(({ labels }, d) => {
    const node = nodes[d] ?? 0;
    return d > 0 && node === 0 ? [] : [labels[node] ?? ''];
  });
  return named.length === 1 && table.dimensions.length > 1
    ? `${named[0] ?? ''}, ${(table.dimensions[1]?.labels[0] ?? '').toLowerCase()}`
    : named.join(', ');
}
