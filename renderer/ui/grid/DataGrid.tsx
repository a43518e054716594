import type {
  FilterChangedEvent,
  GetRowIdParams,
  GridApi,
  NavigateToNextCellParams,
  RowClassParams,
  SortDirection,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactElement, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { styleNonce } from '../theme/nonce.ts';
import { definitions, type GridColumn, type Row } from './columns.ts';
import styles from './DataGrid.module.css';
import { gridWords } from './locale.ts';
import { registerGridModules } from './modules.ts';
import { gridTheme } from './theme.ts';

registerGridModules();

export interface DataGridHandle {
  /** Lights up the row pointed at elsewhere, without rendering; -1 puts it out. */
  readonly markHovered: (row: number) => void;
  /** Scrolls to the row if it is not in view. */
  readonly reveal: (row: number) => void;
  /** Scrolls sideways to the column if it is not in view. */
  readonly showColumn: (id: string) => void;
  /** Redraws the values of visible cells after the columns behind them have changed. */
  readonly refreshValues: () => void;
}

interface DataGridProps {
  readonly label: string;
  /** One code per row. A new list means new values in every row: they are drawn and sorted again. */
  readonly codes: readonly string[];
  readonly columns: readonly GridColumn[];
  readonly quickFilter?: string;
  readonly selected: ReadonlySet<number>;
  readonly initialSort?: { readonly id: string; readonly direction: SortDirection };
  readonly onHover: (row: number) => void;
  readonly onSelect: (row: number, additive: boolean) => void;
  /** Enter or double click on a row. */
  readonly onActivate: (row: number) => void;
  readonly onShownCount?: (count: number) => void;
  readonly ref?: Ref<DataGridHandle>;
}

/** A long table: AG Grid over typed columns, with hover and selection kept outside it by row. */
export function DataGrid({
  label,
  codes,
  columns,
  quickFilter = '',
  selected,
  initialSort,
  onHover,
  onSelect,
  onActivate,
  onShownCount,
  ref,
}: DataGridProps): ReactElement {
  const { format, language } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const rows = useMemo((): Row[] => codes.map((_, row) => ({ row })), [codes]);
  const columnDefs = useMemo(() => definitions(columns, format), [columns, format]);
  const act = useRef({ onHover, onSelect, onActivate, onShownCount });
  useEffect(() => {
    act.current = { onHover, onSelect, onActivate, onShownCount };
  });

  // Rows that come into view later, by scrolling or filtering, ask whether they are the one pointed at.
  const lit = useRef(-1);
  const rowClasses = useMemo(
    () => ({
      [styles['hovered'] ?? '']: ({ data }: RowClassParams<Row>) => data !== undefined && data.row === lit.current,
    }),
    [],
  );

  useImperativeHandle(
    ref,
    () => ({
      markHovered: (row) => {
        lit.current = row;
        const mark = styles['hovered'] ?? '';
        for (const element of host.current?.querySelectorAll(`.${mark}`) ?? []) element.classList.remove(mark);
        if (row < 0) return;
        for (const element of host.current?.querySelectorAll(`[row-id="${String(row)}"]`) ?? [])
          element.classList.add(mark);
      },
      reveal: (row) => {
        const node = api?.getRowNode(String(row));
        if (api === null || node?.displayed !== true || node.rowIndex === null) return;
        api.ensureIndexVisible(node.rowIndex);
      },
      showColumn: (id) => {
        if (api?.getColumn(id)?.isVisible() === true) api.ensureColumnVisible(id);
      },
      refreshValues: () => {
        api?.refreshCells({ suppressFlash: true });
      },
    }),
    [api],
  );

  useEffect(() => {
    if (api === null) return;
    const chosen = new Set([...selected].map(String));
    const off = api.getSelectedNodes().filter((node) => !chosen.has(node.id ?? ''));
    if (off.length > 0) api.setNodesSelected({ nodes: off, newValue: false, source: 'api' });
    const on = [...chosen].flatMap((id) => {
      const node = api.getRowNode(id);
      return node === undefined || node.isSelected() === true ? [] : [node];
    });
    if (on.length > 0) api.setNodesSelected({ nodes: on, newValue: true, source: 'api' });
  }, [api, selected]);

  useEffect(() => {
    if (api === null || initialSort === undefined) return;
    api.applyColumnState({
      state: [{ colId: initialSort.id, sort: initialSort.direction }],
      defaultState: { sort: null },
    });
  }, [api, initialSort]);

  const count = (event: FilterChangedEvent<Row> | { api: GridApi<Row> }): void => {
    act.current.onShownCount?.(event.api.getDisplayedRowCount());
  };
  // Arrow up and down step through the list: the row that is focused is the area that is chosen.
  const step = (params: NavigateToNextCellParams<Row>): NavigateToNextCellParams<Row>['nextCellPosition'] => {
    const next = params.nextCellPosition;
    if (next !== null && (params.key === 'ArrowUp' || params.key === 'ArrowDown')) {
      const row = params.api.getDisplayedRowAtIndex(next.rowIndex)?.data?.row;
      if (row !== undefined) act.current.onSelect(row, false);
    }
    return next;
  };

  return (
    <div
      ref={host}
      className={styles['host']}
      onMouseLeave={() => {
        act.current.onHover(-1);
      }}
    >
      <AgGridReact<Row>
        theme={gridTheme}
        styleNonce={styleNonce()}
        containerStyle={{ height: '100%' }}
        rowData={rows}
        columnDefs={columnDefs}
        maintainColumnOrder
        getRowId={({ data }: GetRowIdParams<Row>) => String(data.row)}
        localeText={gridWords(language)}
        key={language}
        quickFilterText={quickFilter}
        rowClassRules={rowClasses}
        rowSelection={{ mode: 'multiRow', checkboxes: false, headerCheckbox: false, enableClickSelection: false }}
        suppressColumnVirtualisation={false}
        suppressMovableColumns
        groupHeaderHeight={24}
        suppressRowHoverHighlight
        animateRows={false}
        ensureDomOrder
        enableCellTextSelection={false}
        suppressDragLeaveHidesColumns
        suppressCellFocus={false}
        navigateToNextCell={step}
        onGridReady={(event) => {
          event.api.setGridAriaProperty('label', label);
          setApi(event.api);
        }}
        onFilterChanged={count}
        onRowDataUpdated={count}
        onCellMouseOver={({ data }) => {
          if (data !== undefined) act.current.onHover(data.row);
        }}
        onRowClicked={({ data, event }) => {
          const additive = event instanceof MouseEvent && (event.ctrlKey || event.metaKey);
          if (data !== undefined) act.current.onSelect(data.row, additive);
        }}
        onRowDoubleClicked={({ data }) => {
          if (data !== undefined) act.current.onActivate(data.row);
        }}
        onCellKeyDown={({ data, event }) => {
          if (data === undefined || !(event instanceof KeyboardEvent)) return;
          if (event.key === 'Enter') {
            act.current.onSelect(data.row, false);
            act.current.onActivate(data.row);
          }
        }}
      />
    </div>
  );
}
