import { type ReactElement, useMemo } from 'react';
import { quantileOf } from '../../../../shared/domain/numbers/quantile.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import type { Details } from '../model/indicators.ts';
import styles from './Page.module.css';

/** Below this an area's value says little of the area; said, not acted on. */
const FEW = 30;

/** How many areas have a value, and what the values rest on. */
export function Coverage({
  column,
  details,
  year,
}: {
  readonly column: IndicatorColumn;
  readonly details: Details;
  readonly year: number;
}): ReactElement {
  const { t, format } = useWords();
  const { known, few, least, median } = useMemo(() => {
    const n = column.n.filter((_, area) => !Number.isNaN(column.values[area])).sort();
    return {
      known: n.length,
      few: n.filter((own) => own < FEW).length,
      least: n[0] ?? Number.NaN,
      median: quantileOf(n, 0.5),
    };
  }, [column]);
  const nation = details.series.find(({ year: at }) => at === year)?.n ?? Number.NaN;
  return (
    <ul className={styles['coverage']}>
      <li>{t('indicators.coverageAreas', { known: format.count(known), all: format.count(column.values.length) })}</li>
      <li>{t('indicators.coverageNation', { n: format.count(nation) })}</li>
      <li>{t('indicators.coverageN', { least: format.count(least), median: format.count(median) })}</li>
      {few > 0 && <li>{t('indicators.coverageFew', { few: format.count(few), limit: FEW })}</li>}
      <li>{t('indicators.coverageLeftOut', { records: format.count(details.leftOut) })}</li>
      {details.sourceYear !== null && <li>{t('indicators.coverageYear', { year: details.sourceYear })}</li>}
    </ul>
  );
}
