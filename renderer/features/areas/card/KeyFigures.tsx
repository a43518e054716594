import type { ReactElement } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { FACTORS, type IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import styles from './KeyFigures.module.css';
import { ordinaryMost, type Standing } from './standing.ts';
import { type Compared, compared } from './values.ts';

interface KeyFiguresProps {
  readonly data: AreaData;
  readonly area: number;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** The first problem variable of each factor: the six factors of the assignment. */
const keyColumns = (data: AreaData): readonly IndicatorColumn[] =>
  FACTORS.flatMap((factor) => {
    const first = data.indicators.columns.find(({ meta }) => meta.factor === factor && meta.problemVariable);
    return first === undefined ? [] : [first];
  });

const percent = (value: number, most: number): string =>
  `${String(most > 0 ? Math.max(0, Math.min(100, (100 * value) / most)) : 0)}%`;

interface FigureProps {
  readonly heading: string;
  readonly values: Compared;
  readonly most: number;
  readonly own: string;
  readonly others: string;
}

function Figure({ heading, values, most, own, others }: FigureProps): ReactElement {
  const shown = Number.isFinite(values.area);
  return (
    <li className={styles['figure']}>
      <h3>{heading}</h3>
      <div className={styles['row']}>
        <span className={styles['value']}>{own}</span>
        <span className={styles['track']} aria-hidden="true">
          {shown && <span className={styles['fill']} style={{ width: percent(values.area, most) }} />}
          {Number.isFinite(values.nation) && (
            <span className={styles['nation']} style={{ left: percent(values.nation, most) }} />
          )}
          {Number.isFinite(values.municipality) && (
            <span className={styles['municipality']} style={{ left: percent(values.municipality, most) }} />
          )}
        </span>
      </div>
      <p className={styles['said']}>{others}</p>
    </li>
  );
}

/** One bar per factor from zero, with the municipality and the nation marked as in the table below. */
export function KeyFigures({ data, area, standings }: KeyFiguresProps): ReactElement | null {
  const { t, format, language } = useWords();
  const columns = keyColumns(data);
  if (columns.length === 0) return null;
  return (
    <div className={styles['host']}>
      <ul className={styles['figures']} aria-label={t('areas.keyFigures')}>
        {columns.map((column) => {
          const { meta } = column;
          const values = compared(data, column, area);
          const said = (value: number): string => format.number(value, meta.decimals);
          const standing = standings.get(meta.id);
          const all = [values.area, values.municipality, values.nation].filter(Number.isFinite);
          const others = [
            ...(Number.isFinite(values.municipality)
              ? [`${t('level.municipality')} ${said(values.municipality)}`]
              : []),
            `${t('areas.nation')} ${said(values.nation)}`,
          ];
          return (
            <Figure
              key={meta.id}
              heading={nameWithUnit(meta, { t, language })}
              values={values}
              most={Math.max(standing === undefined ? 0 : ordinaryMost(standing), ...all)}
              own={area < 0 ? said(values.nation) : said(values.area)}
              others={area < 0 ? '' : others.join(' · ')}
            />
          );
        })}
      </ul>
    </div>
  );
}
