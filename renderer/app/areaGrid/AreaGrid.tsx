import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { TextField } from '../../ui/controls/Fields.tsx';
import type { GridColumn } from '../../ui/grid/columns.ts';
import { DataGrid, type DataGridHandle } from '../../ui/grid/DataGrid.tsx';
import type { AreaData } from '../state/areas.ts';
import { followPointing, hoverArea, selectArea, useLead, useSelected } from '../state/pointing.ts';
import styles from './AreaGrid.module.css';

interface AreaGridProps {
  readonly data: AreaData;
  /** What a screen reader calls the list. */
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** Scrolled to when it changes; left out: nothing is. */
  readonly columnId?: string;
  /** Stands beside the count of areas. */
  readonly tools?: ReactNode;
  /** Enter or double click on a row. */
  readonly onActivate?: () => void;
}

const nothing = (): void => undefined;

/** Every area of the level in a list that is linked with all other views, to be filtered and sorted. */
export function AreaGrid(props: AreaGridProps): ReactElement {
  const { data, label, columns, columnId, tools, onActivate = nothing } = props;
  const { t, format } = useWords();
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(data.areas.count);
  const grid = useRef<DataGridHandle>(null);
  const selected = useSelected();
  const lead = useLead();
  useEffect(
    () =>
      followPointing(({ hovered }) => {
        grid.current?.markHovered(hovered);
      }),
    [],
  );
  useEffect(() => {
    if (lead >= 0) grid.current?.reveal(lead);
  }, [lead]);
  useEffect(() => {
    if (columnId !== undefined) grid.current?.showColumn(columnId);
  }, [columnId]);
  return (
    <>
      <div className={styles['tools']}>
        <TextField
          label={t('areas.filter')}
          labelHidden
          placeholder={t('areas.filter')}
          value={filter}
          width={256}
          onChange={setFilter}
        />
        <span className={styles['count']}>
          {shown === data.areas.count
            ? t('areas.areaCount', { count: shown, formatted: format.count(shown) })
            : t('areas.shownCount', { shown: format.count(shown), all: format.count(data.areas.count) })}
        </span>
        {tools}
      </div>
      <DataGrid
        ref={grid}
        label={label}
        codes={data.areas.codes}
        columns={columns}
        quickFilter={filter}
        selected={selected}
        onHover={hoverArea}
        onSelect={selectArea}
        onActivate={onActivate}
        onShownCount={setShown}
      />
    </>
  );
}
