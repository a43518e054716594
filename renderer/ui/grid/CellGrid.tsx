import type { CellClassParams, ColDef, ColGroupDef, GetRowIdParams, GridApi } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactElement, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { styleNonce } from '../theme/nonce.ts';
import styles from './CellGrid.module.css';
import { gridWords } from './locale.ts';
import { registerGridModules } from './modules.ts';
import { gridTheme } from './theme.ts';

registerGridModules();

/** How a cell is marked: hidden by a rule, hidden for others, what is asked about, and what belongs with that. */
export type CellMark = 'none' | 'primary' | 'secondary';

export interface CellColumn {
  readonly header: string;
  /** Headings above it, outermost first. */
  readonly groups: readonly string[];
}

export interface CellGridHandle {
  /** Opens what the row lies in, and scrolls to the cell. */
  readonly reveal: (row: number, column: number) => void;
}

interface CellGridProps {
  readonly label: string;
  readonly rowHeader: string;
  /** Rows as a tree: names, and the position of each row's parent (-1: none). Parents stand before their children. */
  readonly names: readonly string[];
  readonly parents: ArrayLike<number>;
  readonly columns: readonly CellColumn[];
  readonly text: (row: number, column: number) => string;
  readonly mark: (row: number, column: number) => CellMark;
  readonly ring: (row: number, column: number) => 'none' | 'asked' | 'partner';
  /** Redraws the cells when it is another value. */
  readonly version: unknown;
  /** Click, or Enter on a cell. */
  readonly onAsk: (row: number, column: number) => void;
  readonly opened: ReadonlySet<number>;
  readonly onOpen: (opened: ReadonlySet<number>) => void;
  readonly ref?: Ref<CellGridHandle>;
}

interface Row {
  readonly row: number;
}

const INDENT = 14;

/** The rows that are seen: those whose every ancestor is open. */
function seenRows(parents: ArrayLike<number>, opened: ReadonlySet<number>): Row[] {
  const seen = new Uint8Array(parents.length);
  const rows: Row[] = [];
  for (let row = 0; row < parents.length; row += 1) {
    const parent = parents[row] ?? -1;
    seen[row] = parent < 0 || (seen[parent] === 1 && opened.has(parent)) ? 1 : 0;
    if (seen[row] === 1) rows.push({ row });
  }
  return rows;
}

/** Columns, neighbours with the same headings under them. */
function grouped(columns: readonly CellColumn[], own: (at: number) => ColDef<Row>): (ColDef<Row> | ColGroupDef<Row>)[] {
  const result: (ColDef<Row> | ColGroupDef<Row>)[] = [];
  const open: { readonly name: string; readonly group: ColGroupDef<Row> }[] = [];
  for (const [at, { groups }] of columns.entries()) {
    const same = groups.findIndex((name, depth) => open[depth]?.name !== name);
    open.length = same < 0 ? groups.length : same;
    for (const name of groups.slice(open.length)) {
      const group: ColGroupDef<Row> = { headerName: name, children: [], marryChildren: true };
      (open.at(-1)?.group.children ?? result).push(group);
      open.push({ name, group });
    }
    (open.at(-1)?.group.children ?? result).push(own(at));
  }
  return result;
}

/** A statistical table: areas as a tree of rows, categories as columns, and marks on cells. Nothing is sorted or filtered in it. */
export function CellGrid(props: CellGridProps): ReactElement {
  const { label, rowHeader, names, parents, columns, text, mark, ring, version, onAsk, opened, onOpen, ref } = props;
  const { language } = useWords();
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const now = useRef({ text, mark, ring, onAsk, onOpen, opened });
  useEffect(() => {
    now.current = { text, mark, ring, onAsk, onOpen, opened };
  });
  const rows = useMemo(() => seenRows(parents, opened), [parents, opened]);
  const depth = useMemo(() => {
    const found = new Int32Array(names.length);
    for (let row = 0; row < found.length; row += 1) {
      const parent = parents[row] ?? -1;
      found[row] = parent < 0 ? 0 : (found[parent] ?? 0) + 1;
    }
    return found;
  }, [names, parents]);
  const isParent = useMemo(() => {
    const found = new Uint8Array(names.length);
    for (let row = 0; row < found.length; row += 1) if ((parents[row] ?? -1) >= 0) found[parents[row] ?? 0] = 1;
    return found;
  }, [names, parents]);

  const columnDefs = useMemo((): (ColDef<Row> | ColGroupDef<Row>)[] => {
    const marked =
      (wanted: string, of: 'mark' | 'ring', column: number) =>
      ({ data }: CellClassParams<Row>): boolean =>
        data !== undefined && now.current[of](data.row, column) === wanted;
    const first: ColDef<Row> = {
      colId: 'name',
      headerName: rowHeader,
      pinned: 'left',
      lockPinned: true,
      width: 220,
      cellClass: styles['name'] ?? '',
      cellClassRules: { [styles['parent'] ?? '']: ({ data }) => data !== undefined && isParent[data.row] === 1 },
      cellStyle: ({ data }) => ({ paddingLeft: `${String(8 + INDENT * (depth[data?.row ?? 0] ?? 0))}px` }),
      valueGetter: ({ data }) => (data === undefined ? '' : (names[data.row] ?? '')),
      valueFormatter: ({ data, value }) => {
        if (data === undefined || isParent[data.row] !== 1) return String(value);
        return `${now.current.opened.has(data.row) ? '▾' : '▸'} ${String(value)}`;
      },
    };
    const own = (column: number): ColDef<Row> => ({
      colId: `c${String(column)}`,
      headerName: columns[column]?.header ?? '',
      width: 104,
      wrapHeaderText: true,
      autoHeaderHeight: true,
      headerClass: styles['numberHeader'] ?? '',
      cellClass: styles['number'] ?? '',
      cellClassRules: {
        [styles['primary'] ?? '']: marked('primary', 'mark', column),
        [styles['secondary'] ?? '']: marked('secondary', 'mark', column),
        [styles['asked'] ?? '']: marked('asked', 'ring', column),
        [styles['partner'] ?? '']: marked('partner', 'ring', column),
      },
      valueGetter: ({ data }) => (data === undefined ? '' : now.current.text(data.row, column)),
    });
    return [first, ...grouped(columns, own)];
  }, [rowHeader, names, columns, depth, isParent]);

  const drawn = useRef<readonly unknown[]>([]);
  useEffect(() => {
    drawn.current = [version, opened];
    api?.refreshCells({ force: true, suppressFlash: true });
  }, [api, version, opened]);

  useImperativeHandle(
    ref,
    () => ({
      reveal: (row, column) => {
        const above = new Set(now.current.opened);
        for (let at = parents[row] ?? -1; at >= 0; at = parents[at] ?? -1) above.add(at);
        if (above.size > now.current.opened.size) now.current.onOpen(above);
        // The rows that were opened are there after the next drawing.
        requestAnimationFrame(() => {
          const node = api?.getRowNode(String(row));
          if (api === null || node?.rowIndex === null || node === undefined) return;
          api.ensureIndexVisible(node.rowIndex, 'middle');
          api.ensureColumnVisible(`c${String(column)}`);
        });
      },
    }),
    [api, parents],
  );

  const act = (row: number, columnId: string): void => {
    if (columnId !== 'name') {
      now.current.onAsk(row, Number(columnId.slice(1)));
      return;
    }
    if (isParent[row] !== 1) return;
    const next = new Set(now.current.opened);
    if (!next.delete(row)) next.add(row);
    now.current.onOpen(next);
  };
  return (
    <div className={styles['host']}>
      <AgGridReact<Row>
        key={language}
        theme={gridTheme}
        styleNonce={styleNonce()}
        containerStyle={{ height: '100%' }}
        rowData={rows}
        columnDefs={columnDefs}
        maintainColumnOrder
        defaultColDef={{ sortable: false, resizable: true, suppressHeaderMenuButton: true }}
        getRowId={({ data }: GetRowIdParams<Row>) => String(data.row)}
        localeText={gridWords(language)}
        suppressMovableColumns
        suppressRowHoverHighlight
        animateRows={false}
        ensureDomOrder
        groupHeaderHeight={24}
        enableCellTextSelection={false}
        onGridReady={(event) => {
          event.api.setGridAriaProperty('label', label);
          setApi(event.api);
        }}
        onCellClicked={({ data, column }) => {
          if (data !== undefined) act(data.row, column.getColId());
        }}
        onCellKeyDown={(pressed) => {
          const { data, event } = pressed;
          if (data === undefined || !(event instanceof KeyboardEvent) || !('column' in pressed)) return;
          if (event.key === 'Enter' || event.key === ' ') act(data.row, pressed.column.getColId());
        }}
      />
    </div>
  );
}
