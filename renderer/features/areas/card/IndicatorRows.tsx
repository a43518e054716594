import { type ReactElement, useCallback } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { FACTORS, type IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { followPointing } from '../../../app/state/pointing.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Strip } from '../../../ui/chart/Strip.tsx';
import styles from './IndicatorRows.module.css';
import { place, type Standing } from './standing.ts';
import { compared } from './values.ts';

interface IndicatorRowsProps {
  readonly data: AreaData;
  readonly area: number;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly pickedId: string;
  readonly onPick: (indicator: string) => void;
}

const EMPTY = new Float64Array();

interface RowProps extends Omit<IndicatorRowsProps, 'standings'> {
  readonly column: IndicatorColumn;
  readonly own: Standing | undefined;
}

function Row({ data, area, column, own, pickedId, onPick }: RowProps): ReactElement {
  const { t, format, language } = useWords();
  const { meta, values: all } = column;
  const values = compared(data, column, area);
  const said = (value: number): string => format.number(value, meta.decimals);
  const at = own === undefined ? Number.NaN : place(own, values.area);
  const follow = useCallback(
    (show: (value: number) => void) =>
      followPointing(({ hovered }) => {
        show(all[hovered] ?? Number.NaN);
      }),
    [all],
  );
  return (
    <tr aria-current={meta.id === pickedId ? 'true' : undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles['name']}
          title={meta.note[language]}
          onClick={() => {
            onPick(meta.id);
          }}
        >
          {nameWithUnit(meta, { t, language })}
        </button>
      </th>
      {area >= 0 && <td className={styles['own']}>{said(values.area)}</td>}
      {area >= 0 && <td>{said(values.municipality)}</td>}
      <td>{said(values.nation)}</td>
      {area >= 0 && <td className={styles['quiet']}>{format.count(values.n)}</td>}
      {area >= 0 && <td className={styles['quiet']}>{format.count(at)}</td>}
      <td className={styles['strip']}>
        <Strip
          sorted={own?.sorted ?? EMPTY}
          own={values.area}
          second={values.municipality}
          third={values.nation}
          follow={follow}
          label={
            Number.isNaN(at)
              ? ''
              : t('areas.placeOf', { place: format.count(at), all: format.count(own?.sorted.length ?? 0) })
          }
        />
      </td>
    </tr>
  );
}

/** Every indicator by factor: the area, its municipality, the nation, n, and its place among all areas. */
export function IndicatorRows(props: IndicatorRowsProps): ReactElement {
  const { data, area, standings } = props;
  const { t } = useWords();
  return (
    <table className={styles['rows']}>
      <thead>
        <tr>
          <th scope="col">{t('areas.indicator')}</th>
          {area >= 0 && (
            <th scope="col" className={styles['value']} data-mark="area">
              {t('areas.area')}
            </th>
          )}
          {area >= 0 && (
            <th scope="col" className={styles['value']} data-mark="municipality">
              {t('areas.municipalityShort')}
            </th>
          )}
          <th scope="col" className={styles['value']} data-mark="nation">
            {t('areas.nation')}
          </th>
          {area >= 0 && (
            <th scope="col" className={styles['n']}>
              n
            </th>
          )}
          {area >= 0 && (
            <th scope="col" className={styles['n']}>
              {t('areas.place')}
            </th>
          )}
          <th scope="col" className={styles['strip']}>
            {t('areas.allAreas')}
          </th>
        </tr>
      </thead>
      {FACTORS.map((factor) => {
        const own = data.indicators.columns.filter((column) => column.meta.factor === factor);
        if (own.length === 0) return null;
        return (
          <tbody key={factor}>
            <tr className={styles['factor']}>
              <th scope="rowgroup" colSpan={area >= 0 ? 7 : 3}>
                {t(`factor.${factor}`)}
              </th>
            </tr>
            {own.map((column) => (
              <Row key={column.meta.id} {...props} column={column} own={standings.get(column.meta.id)} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}
