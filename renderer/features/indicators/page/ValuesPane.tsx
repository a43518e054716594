import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { followPointing, hoverArea, selectArea, useLead, useSelected } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { TextField } from '../../../ui/controls/Fields.tsx';
import type { GridColumn } from '../../../ui/grid/columns.ts';
import { DataGrid, type DataGridHandle } from '../../../ui/grid/DataGrid.tsx';
import type { Details } from '../model/indicators.ts';
import styles from './Page.module.css';

interface ValuesPaneProps {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
  readonly details: Details;
}

const nothing = (): void => undefined;

/** Every area with its value, by sex, and what the value rests on. */
export function ValuesPane({ data, column, details }: ValuesPaneProps): ReactElement {
  const { t, format } = useWords();
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(data.areas.count);
  const grid = useRef<DataGridHandle>(null);
  const selected = useSelected();
  const lead = useLead();
  const { areas } = data;
  const columns = useMemo((): readonly GridColumn[] => {
    const number = (id: string, header: string, values: Float64Array, decimals: number): GridColumn => ({
      id,
      kind: 'number',
      header,
      width: 104,
      decimals,
      value: (row) => values[row] ?? Number.NaN,
    });
    const { decimals } = column.meta;
    const { women, men, contributors, standardErrors } = details;
    const has = (values: Float64Array): boolean => values.some((value) => !Number.isNaN(value));
    return [
      {
        id: 'name',
        kind: 'text',
        header: t('areas.area'),
        width: 168,
        pinned: true,
        text: (row) => areas.names[row] ?? '',
      },
      {
        id: 'municipality',
        kind: 'text',
        header: t('level.municipality'),
        width: 124,
        text: (row) => municipalityName(areas, row),
      },
      number('value', t('indicators.value'), column.values, decimals),
      ...(women === null ? [] : [number('women', t('indicators.women'), women.values, decimals)]),
      ...(men === null ? [] : [number('men', t('indicators.men'), men.values, decimals)]),
      number('n', 'n', column.n, 0),
      ...(has(column.numerator) ? [number('numerator', t('indicators.numerator'), column.numerator, 0)] : []),
      ...(has(standardErrors) ? [number('error', t('indicators.standardError'), standardErrors, decimals)] : []),
      number('contributors', t('indicators.contributors'), contributors, 0),
    ];
  }, [areas, column, details, t]);
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
        <span className={styles['quiet']}>
          {shown === areas.count
            ? t('areas.areaCount', { count: shown, formatted: format.count(shown) })
            : t('areas.shownCount', { shown: format.count(shown), all: format.count(areas.count) })}
        </span>
      </div>
      <DataGrid
        // Columns that come later would stand last.
        key={details.women === null ? 'all' : 'by sex'}
        ref={grid}
        label={t('indicators.valuesLabel')}
        codes={areas.codes}
        columns={columns}
        quickFilter={filter}
        selected={selected}
        onHover={hoverArea}
        onSelect={selectArea}
        onActivate={nothing}
        onShownCount={setShown}
      />
    </>
  );
}
