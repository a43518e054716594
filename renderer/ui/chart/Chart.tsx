import { type ReactElement, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../controls/Button.tsx';
import { Table, type TableColumn } from '../controls/Table.tsx';
import { ScrollRegion } from '../panes/ScrollRegion.tsx';
import type { Tokens } from '../theme/tokens.ts';
import { Canvas } from './Canvas.tsx';
import styles from './Chart.module.css';
import type { ChartOption } from './style.ts';

interface ChartProps {
  /** What the chart shows, in one sentence: read aloud, and the caption of its table. */
  readonly label: string;
  /** A heading beside the table button; null where the place makes it plain. */
  readonly title: string | null;
  /** A new function means a new drawing: make it with useCallback. */
  readonly option: (tokens: Tokens) => ChartOption;
  /** The same figures as a table, for those who cannot or would rather not read the picture. */
  readonly table: {
    readonly columns: readonly TableColumn[];
    readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
  };
  readonly height: number;
  /** The position of the mark pointed at, -1 on leaving. */
  readonly onHover?: (dataIndex: number) => void;
  readonly onClick?: (dataIndex: number) => void;
}

export function Chart({ label, title, option, table, height, onHover, onClick }: ChartProps): ReactElement {
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['head']}>
        {title !== null && <span className={styles['title']}>{title}</span>}
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            setAsTable((was) => !was);
          }}
        >
          {t(asTable ? 'frame.chart' : 'frame.table')}
        </Button>
      </figcaption>
      {asTable ? (
        <ScrollRegion label={label} height={height}>
          <Table caption={label} columns={table.columns} rows={table.rows} />
        </ScrollRegion>
      ) : (
        <Canvas
          label={label}
          option={option}
          height={height}
          {...(onHover === undefined ? {} : { onHover })}
          {...(onClick === undefined ? {} : { onClick })}
        />
      )}
    </figure>
  );
}
