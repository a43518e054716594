import type { ColDef, GetRowIdParams } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactElement, useMemo } from 'react';
import { useWords } from '../../i18n/words.ts';
import { styleNonce } from '../theme/nonce.ts';
import styles from './DataGrid.module.css';
import { gridWords } from './locale.ts';
import { registerGridModules } from './modules.ts';
import { gridTheme } from './theme.ts';

registerGridModules();

export interface RecordColumn {
  readonly header: string;
  /** Numbers stand to the right. */
  readonly number: boolean;
}

interface RecordGridProps {
  readonly label: string;
  /** Number of the first row, for the margin. */
  readonly first: number;
  readonly columns: readonly RecordColumn[];
  /** One list of texts per row, aligned with the columns. */
  readonly rows: readonly (readonly string[])[];
}

interface Numbered {
  readonly row: number;
}

const LEAST_WIDTH = 72;
const MOST_WIDTH = 220;
const CHARACTER = 8;

/** Wide enough for the header and the first rows; a long text is cut, since rows are looked at and not read. */
function widthOf(header: string, at: number, rows: readonly (readonly string[])[]): number {
  const longest = rows.slice(0, 50).reduce((most, row) => Math.max(most, row[at]?.length ?? 0), header.length + 1);
  return Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, 22 + CHARACTER * longest)));
}

/** Records as they are: looked at, never sorted, filtered, selected or copied (`data-records` is what the clipboard minds). */
export function RecordGrid({ label, first, columns, rows }: RecordGridProps): ReactElement {
  const { language, format } = useWords();
  const numbered = useMemo((): Numbered[] => rows.map((_, row) => ({ row })), [rows]);
  const columnDefs = useMemo(
    (): ColDef<Numbered>[] => [
      {
        colId: 'row',
        headerName: '',
        pinned: 'left',
        lockPinned: true,
        width: 64,
        cellClass: styles['margin'] ?? '',
        valueGetter: ({ data }) => (data === undefined ? '' : format.count(first + data.row)),
      },
      ...columns.map(({ header, number }, at): ColDef<Numbered> => ({
        colId: String(at),
        headerName: header,
        width: widthOf(header, at, rows),
        resizable: true,
        cellClass: number ? (styles['number'] ?? '') : '',
        headerClass: number ? (styles['numberHeader'] ?? '') : '',
        valueGetter: ({ data }) => (data === undefined ? '' : (rows[data.row]?.[at] ?? '')),
      })),
    ],
    [columns, rows, first, format],
  );
  return (
    <div className={styles['host']} data-records="">
      <AgGridReact<Numbered>
        key={language}
        theme={gridTheme}
        styleNonce={styleNonce()}
        containerStyle={{ height: '100%' }}
        rowData={numbered}
        columnDefs={columnDefs}
        defaultColDef={{ sortable: false, suppressHeaderMenuButton: true }}
        getRowId={({ data }: GetRowIdParams<Numbered>) => String(data.row)}
        localeText={gridWords(language)}
        suppressMovableColumns
        suppressRowHoverHighlight
        animateRows={false}
        ensureDomOrder
        enableCellTextSelection={false}
        onGridReady={(event) => {
          event.api.setGridAriaProperty('label', label);
        }}
      />
    </div>
  );
}
