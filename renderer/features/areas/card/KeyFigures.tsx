import type { ReactElement } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import styles from './KeyFigures.module.css';
import { span, type Standing } from './standing.ts';
import { compared } from './values.ts';

interface KeyFiguresProps {
  readonly data: AreaData;
  readonly area: number;
  readonly standings: ReadonlyMap<string, Standing>;
}

const MOST = 6;

interface BarProps {
  readonly label: string;
  readonly value: number;
  readonly said: string;
  readonly most: number;
  readonly kind: 'area' | 'municipality' | 'nation';
}

function Bar({ label, value, said, most, kind }: BarProps): ReactElement {
  const width = Number.isFinite(value) && most > 0 ? (100 * Math.max(0, value)) / most : 0;
  return (
    <div className={styles['bar']} data-kind={kind}>
      <dt>{label}</dt>
      <dd className={styles['track']}>
        <span className={styles['fill']} style={{ width: `${String(Math.min(100, width))}%` }} />
      </dd>
      <dd className={styles['value']}>{said}</dd>
    </div>
  );
}

/** The problem variables of the assignment, against the municipality and the nation, from zero to the largest of all areas. */
export function KeyFigures({ data, area, standings }: KeyFiguresProps): ReactElement | null {
  const { t, format, language } = useWords();
  const columns = data.indicators.columns.filter((column) => column.meta.problemVariable).slice(0, MOST);
  if (columns.length === 0) return null;
  return (
    <ul className={styles['figures']} aria-label={t('areas.keyFigures')}>
      {columns.map((column) => {
        const { meta } = column;
        const values = compared(data, column, area);
        const own = standings.get(meta.id);
        const most = own === undefined ? 0 : span(own)[1];
        const said = (value: number): string => format.number(value, meta.decimals);
        return (
          <li key={meta.id} className={styles['figure']}>
            <h3>
              {meta.name[language]}, {t(`unit.${meta.unit}`)}
            </h3>
            <dl>
              {area >= 0 && (
                <Bar label={t('areas.area')} value={values.area} said={said(values.area)} most={most} kind="area" />
              )}
              {area >= 0 && data.level !== 'municipality' && data.level !== 'county' && (
                <Bar
                  label={t('level.municipality')}
                  value={values.municipality}
                  said={said(values.municipality)}
                  most={most}
                  kind="municipality"
                />
              )}
              <Bar
                label={t('areas.nation')}
                value={values.nation}
                said={said(values.nation)}
                most={most}
                kind="nation"
              />
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
