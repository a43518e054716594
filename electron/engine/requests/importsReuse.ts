import type { ReadAs } from '../../../shared/ipc/readAs.ts';
import type { Preview, PreviewColumn } from '../../../shared/schemas/preview.ts';
import type { ColumnSpecification, RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { EarlierYear } from './importsEarlier.ts';

/* How a file is read by what another was read by: the year before, or a specification that the person has opened. */

/** How the person wants columns read, by name. */
export type Chosen = ReadonlyMap<string, ReadAs>;

export function readAs(column: ColumnSpecification | undefined): ReadAs {
  if (column === undefined || column.type === 'ignore') return 'ignore';
  if (column.type === 'area') return column.level;
  if (column.type === 'key') return column.pseudonymise === true ? 'pseudonym' : 'key';
  return column.type;
}

/** A column as it was read the year before, with the codes for missing that this file uses besides. */
function asBefore(before: ColumnSpecification, column: PreviewColumn): ColumnSpecification {
  if (before.type === 'ignore') return before;
  const found = column.missingCodes.flatMap(({ code, suspected }) => (suspected ? [] : [code]));
  const missing = [...new Set([...(before.missing ?? []), ...found])];
  return { ...before, ...(missing.length > 0 ? { missing } : {}) };
}

/** True when the way a column was read before would let through what identifies a person. */
const letsThrough = (before: ColumnSpecification, column: PreviewColumn): boolean =>
  column.role.value === 'identifier' && readAs(before) !== 'ignore' && readAs(before) !== 'pseudonym';

/** The specification as guessed, with what the earlier year's says in its place wherever the person has not chosen. */
export function reuse(
  guessed: RegisterSpecification,
  { specification }: Pick<EarlierYear, 'specification'>,
  preview: Preview,
  chosen: Chosen,
): RegisterSpecification {
  const before = new Map(specification.columns.map((column) => [column.source, column]));
  const columns = guessed.columns.map((column, at): ColumnSpecification => {
    const known = before.get(column.source);
    const seen = preview.columns[at];
    return known === undefined || seen === undefined || chosen.has(column.source) || letsThrough(known, seen)
      ? column
      : asBefore(known, seen);
  });
  const types = new Map(
    columns.flatMap((column) =>
      column.type === 'ignore' ? [] : [[column.variable ?? column.source, column.type] as const],
    ),
  );
  const unique = specification.unique?.filter((name) => types.has(name) && types.get(name) !== 'decimal') ?? [];
  const links = specification.links?.filter(({ variable }) => types.get(variable) === 'key') ?? [];
  const { unique: _unique, links: _links, ...rest } = guessed;
  return {
    ...rest,
    columns,
    ...(unique.length > 0 ? { unique } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(specification.toleratedBadRows === undefined ? {} : { toleratedBadRows: specification.toleratedBadRows }),
    ...(specification.rules === undefined ? {} : { rules: specification.rules }),
  };
}
