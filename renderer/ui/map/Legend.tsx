import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import styles from './Legend.module.css';

export interface LegendClass {
  readonly colour: string;
  /** What the class means: its limits, or its name. */
  readonly label: string;
  readonly count: number;
}

export interface LegendProps {
  /** What the colours show, with its unit. */
  readonly title: string;
  readonly classes: readonly LegendClass[];
  readonly missing: number;
}

/** The classes of the map with their colours and how many areas each holds; areas without a value are hatched. */
export function Legend({ title, classes, missing }: LegendProps): ReactElement {
  const { t, format } = useWords();
  return (
    <figure className={styles['legend']} aria-label={t('map.legend')}>
      <figcaption>{title}</figcaption>
      <ul>
        {classes.map((one) => (
          <li key={one.label}>
            <svg width="16" height="12" aria-hidden="true">
              <rect width="16" height="12" fill={one.colour} />
            </svg>
            <span>{one.label}</span>
            <span className={styles['count']}>{format.count(one.count)}</span>
          </li>
        ))}
        {missing > 0 && (
          <li>
            <svg width="16" height="12" aria-hidden="true" className={styles['missing']}>
              <path d="M0 4 4 0M0 10 10 0M4 12 16 0M10 12 16 6" />
            </svg>
            <span>{t('map.missing')}</span>
            <span className={styles['count']}>{format.count(missing)}</span>
          </li>
        )}
      </ul>
    </figure>
  );
}
