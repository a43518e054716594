import type { ReactElement } from 'react';
import type { IndicatorColumn } from '../state/indicatorTable.ts';
import { useWords } from '../../i18n/words.ts';
import type { Classes } from './classes.ts';
import styles from './Legend.module.css';

interface LegendProps {
  readonly classes: Classes;
  readonly colours: readonly string[];
  readonly column: IndicatorColumn;
}

/** The classes with their limits between them and how many areas each holds. */
export function Legend({ classes, colours, column }: LegendProps): ReactElement {
  const { t, format } = useWords();
  const { decimals, direction } = column.meta;
  return (
    <div className={styles['legend']}>
      <ol className={styles['classes']} aria-label={t('areas.legend')}>
        {classes.counts.map((count, at) => {
          const from = at === 0 ? classes.least : (classes.limits[at - 1] ?? Number.NaN);
          const to = classes.limits[at];
          return (
            <li key={from} className={styles['class']}>
              <span className={styles['swatch']} style={{ background: colours[at] }} />
              <span className={styles['limit']} aria-hidden="true">
                {to === undefined ? '' : format.number(to, decimals)}
              </span>
              <span className={styles['said']}>
                {to === undefined
                  ? t('areas.classFrom', { from: format.number(from, decimals) })
                  : t('areas.classFromTo', { from: format.number(from, decimals), to: format.number(to, decimals) })}
              </span>
              <span className={styles['count']}>{format.count(count)}</span>
            </li>
          );
        })}
      </ol>
      <p className={styles['note']}>
        {t(direction === 0 ? 'areas.strongestHigh' : 'areas.strongestExclusion')}
        {classes.missing > 0 && ` ${t('areas.missingCount', { formatted: format.count(classes.missing) })}`}
      </p>
    </div>
  );
}
