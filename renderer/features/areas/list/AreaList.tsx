import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { followPointing, hoverArea, selectArea, useLead, useSelected } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { DataGrid, type DataGridHandle } from '../../../ui/grid/DataGrid.tsx';
import styles from './AreaList.module.css';
import { ColumnChooser } from './ColumnChooser.tsx';
import { type ColumnChoice, firstChoice, listColumns, withPicked } from './columns.ts';

interface AreaListProps {
  readonly data: AreaData;
  readonly pickedId: string;
  /** Enter on a row. */
  readonly onOpen: () => void;
}

export function AreaList({ data, pickedId, onOpen }: AreaListProps): ReactElement {
  const { t, language, format } = useWords();
  const [choice, setChoice] = useState<ColumnChoice>(() => firstChoice(data.indicators));
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(data.areas.count);
  const grid = useRef<DataGridHandle>(null);
  const selected = useSelected();
  const lead = useLead();
  const columns = useMemo(
    () => listColumns(data.areas, data.indicators, withPicked(choice, pickedId), { t, language }),
    [data, choice, pickedId, t, language],
  );

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
    grid.current?.showColumn(pickedId);
  }, [pickedId]);

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
        <ColumnChooser indicators={data.indicators} choice={choice} onChange={setChoice} />
      </div>
      <DataGrid
        ref={grid}
        label={t('areas.listLabel')}
        codes={data.areas.codes}
        columns={columns}
        quickFilter={filter}
        selected={selected}
        onHover={hoverArea}
        onSelect={selectArea}
        onActivate={onOpen}
        onShownCount={setShown}
      />
    </>
  );
}
