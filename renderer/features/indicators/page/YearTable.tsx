import type { ReactElement } from 'react';
import type { IndicatorMeta } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { SmallTrend } from '../../../ui/chart/SmallTrend.tsx';
import { Table, type TableColumn } from '../../../ui/controls/Table.tsx';
import type { Details } from '../model/indicators.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import styles from './Page.module.css';

/** The nation year by year, by sex where that has been computed, and how the areas spread. */
export function YearTable({
  meta,
  details,
}: {
  readonly meta: IndicatorMeta;
  readonly details: Details;
}): ReactElement {
  const { t, format } = useWords();
  const { series } = details;
  if (series.length === 0) return <p className={styles['quiet']}>{t('indicators.noYears')}</p>;
  const said = (value: number): string => format.number(value, meta.decimals);
  const bySex = series.some(({ women, men }) => !Number.isNaN(women) || !Number.isNaN(men));
  const columns: readonly TableColumn[] = [
    { key: 'year', header: t('indicators.year') },
    { key: 'nation', header: t('areas.nation'), number: true },
    ...(bySex
      ? [
          { key: 'women', header: t('indicators.women'), number: true },
          { key: 'men', header: t('indicators.men'), number: true },
        ]
      : []),
    { key: 'median', header: t('indicators.median'), number: true },
    { key: 'quartiles', header: t('indicators.quartiles'), number: true },
  ];
  const breaks = series.filter(({ division }, at) => at > 0 && division !== series[at - 1]?.division);
  const carried = series.filter(({ year, sourceYear }) => sourceYear !== year);
  return (
    <>
      {series.length > 1 && (
        <div className={styles['trend']}>
          <SmallTrend values={Float64Array.from(series, ({ nation }) => nation)} height={48} />
          <p className={styles['ends']}>
            <span>{series[0]?.year}</span>
            <span>{series.at(-1)?.year}</span>
          </p>
        </div>
      )}
      <ScrollRegion label={t('indicators.overTime')}>
        <Table
          caption={t('indicators.yearsLabel')}
          columns={columns}
          rows={series.map((one) => ({
            key: String(one.year),
            cells: [
              String(one.year),
              said(one.nation),
              ...(bySex ? [said(one.women), said(one.men)] : []),
              said(one.median),
              `${said(one.lowerQuartile)}–${said(one.upperQuartile)}`,
            ],
          }))}
        />
      </ScrollRegion>
      {breaks.map(({ year, division }) => (
        <p key={year} className={styles['quiet']}>
          {t('indicators.break', { year, division })}
        </p>
      ))}
      {carried.map(({ year, sourceYear }) => (
        <p key={year} className={styles['quiet']}>
          {t('indicators.carried', { year, sourceYear })}
        </p>
      ))}
    </>
  );
}
