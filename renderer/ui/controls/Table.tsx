import type { ReactElement } from 'react';
import styles from './Table.module.css';

export interface TableColumn {
  readonly key: string;
  readonly header: string;
  readonly number?: boolean;
}

interface TableProps {
  readonly caption: string;
  /** The caption is read aloud but not shown, where the place makes it plain. */
  readonly captionHidden?: boolean;
  readonly columns: readonly TableColumn[];
  /** One row per entry; the first column is the row's heading. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

/** A small table of finished texts; DataGrid is for the long ones. */
export function Table({ caption, captionHidden = false, columns, rows }: TableProps): ReactElement {
  return (
    <table className={styles['table']}>
      <caption className={styles[captionHidden ? 'unseen' : 'caption']}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-number={column.number ?? false}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.key} scope="row">
                  {row.cells[at] ?? ''}
                </th>
              ) : (
                <td key={column.key} data-number={column.number ?? false}>
                  {row.cells[at] ?? ''}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
