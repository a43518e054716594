import type { CellColumn } from '../../../../ui/grid/CellGrid.tsx';
import type { ProtectedTable } from '../model/results.ts';

export interface GridColumns {
  readonly columns: readonly CellColumn[];
  /** What each column shows: a measure, and the cell's place within the row of an area. */
  readonly of: readonly { readonly measure: number; readonly offset: number }[];
  /** Cells of an area in one measure. */
  readonly width: number;
}

/** The columns of a table: every combination of the other dimensions' nodes, for every measure. */
export function gridColumns({ dimensions, measures }: ProtectedTable): GridColumns {
  const others = dimensions.slice(1);
  const width = others.reduce((product, { codes }) => product * codes.length, 1);
  const columns: CellColumn[] = [];
  const of: { measure: number; offset: number }[] = [];
  for (const [measure, { name }] of measures.entries())
    for (let offset = 0; offset < width; offset += 1) {
      const labels: string[] = [];
      let rest = offset;
      for (const { codes, labels: own } of others.toReversed()) {
        labels.unshift(own[rest % codes.length] ?? '');
        rest = Math.floor(rest / codes.length);
      }
      const header = labels.pop() ?? name;
      columns.push({ header, groups: [...(measures.length > 1 ? [name] : []), ...labels] });
      of.push({ measure, offset });
    }
  return { columns, of, width };
}

/** What is open at first: the nation, so that its counties are seen. */
export function startOpened({ dimensions }: ProtectedTable): ReadonlySet<number> {
  const parents = dimensions[0]?.parents ?? new Int32Array();
  return new Set(Array.from(parents.keys()).filter((row) => parents[row] === -1));
}
