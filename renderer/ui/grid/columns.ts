import type { ColDef, ColGroupDef } from 'ag-grid-community';
import type { Format } from '../format/number.ts';
import styles from './DataGrid.module.css';

/** A row is a position in the columns of typed arrays behind the grid; cells look their value up there. */
export interface Row {
  readonly row: number;
}

interface Described {
  readonly id: string;
  /** With its unit; units are never repeated in cells. */
  readonly header: string;
  readonly group?: string;
  readonly width?: number;
  readonly pinned?: boolean;
  readonly hidden?: boolean;
}
export interface TextColumn extends Described {
  readonly kind: 'text';
  readonly text: (row: number) => string;
}
export interface NumberColumn extends Described {
  readonly kind: 'number';
  readonly decimals: number;
  /** NaN where there is no value: shown as "..", sorted last either way. */
  readonly value: (row: number) => number;
}
export type GridColumn = TextColumn | NumberColumn;

const missingLast = (a: number, b: number, descending: boolean): number => {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : descending ? -1 : 1;
  if (Number.isNaN(b)) return descending ? 1 : -1;
  return a - b;
};

function definition(column: GridColumn, format: Format): ColDef<Row> {
  const common: ColDef<Row> = {
    colId: column.id,
    headerName: column.header,
    sortable: true,
    resizable: true,
    suppressHeaderMenuButton: false,
    wrapHeaderText: true,
    autoHeaderHeight: true,
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.pinned === true ? { pinned: 'left' as const, lockPinned: true } : {}),
    hide: column.hidden ?? false,
  };
  if (column.kind === 'text')
    return {
      ...common,
      filter: 'agTextColumnFilter',
      valueGetter: ({ data }) => (data === undefined ? '' : column.text(data.row)),
      comparator: (a: string, b: string) => a.localeCompare(b, 'sv'),
    };
  return {
    ...common,
    filter: 'agNumberColumnFilter',
    cellClass: styles['number'] ?? '',
    headerClass: styles['numberHeader'] ?? '',
    valueGetter: ({ data }) => (data === undefined ? Number.NaN : column.value(data.row)),
    valueFormatter: ({ value }: { value: number }) => format.number(value, column.decimals),
    // The quick filter searches names and places, never figures.
    getQuickFilterText: () => '',
    comparator: (a: number, b: number, _a, _b, descending) => missingLast(a, b, descending),
    sortingOrder: ['desc', 'asc', null],
  };
}

/** The columns as AG Grid wants them, neighbours of one group under a common heading. */
export function definitions(columns: readonly GridColumn[], format: Format): (ColDef<Row> | ColGroupDef<Row>)[] {
  const result: (ColDef<Row> | ColGroupDef<Row>)[] = [];
  let group: ColGroupDef<Row> | undefined;
  for (const column of columns) {
    const own = definition(column, format);
    if (column.group === undefined) {
      result.push(own);
      group = undefined;
    } else if (group?.headerName === column.group) group.children.push(own);
    else {
      group = { headerName: column.group, children: [own], marryChildren: true };
      result.push(group);
    }
  }
  return result;
}
