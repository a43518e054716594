import { type ReactElement, useCallback, useMemo } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { FACTORS, type Factor } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useIndicators } from '../model/indicators.ts';
import styles from './Catalogue.module.css';
import { Tile } from './Tile.tsx';

const NO_YEARS: readonly number[] = [];
const sectionId = (factor: Factor): string => `factor-${factor}`;

/** Every indicator by factor, as small multiples. */
export function Catalogue({ data }: { readonly data: AreaData }): ReactElement {
  const { t, language, format } = useWords();
  const { overview, filter, show } = useIndicators();
  const open = useCallback(
    (id: string): void => {
      show({ kind: 'indicator', id });
    },
    [show],
  );
  const trends = useMemo(() => new Map(overview?.trends.map(({ id, nation }) => [id, nation])), [overview]);
  const own = useMemo(() => new Set(overview?.own), [overview]);
  const wanted = filter.trim().toLocaleLowerCase(language);
  const shown = data.indicators.columns.filter(({ meta }) =>
    [meta.name[language], meta.note[language], t(`factor.${meta.factor}`)].some((written) =>
      written.toLocaleLowerCase(language).includes(wanted),
    ),
  );
  const missing = wanted === '' ? (overview?.missing ?? []) : [];
  const factors = FACTORS.flatMap((factor) => {
    const columns = shown.filter(({ meta }) => meta.factor === factor);
    return columns.length === 0 ? [] : [{ factor, columns }];
  });
  return (
    <div className={styles['catalogue']}>
      <nav className={styles['factors']} aria-label={t('indicators.factors')}>
        <ul>
          {factors.map(({ factor, columns }) => (
            <li key={factor}>
              <button
                type="button"
                onClick={() => {
                  document.querySelector(`#${sectionId(factor)}`)?.scrollIntoView({ block: 'start' });
                }}
              >
                <span>{t(`factor.${factor}`)}</span>
                <span className={styles['count']}>{format.count(columns.length)}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <ScrollRegion label={t('indicators.catalogue')}>
        <div className={styles['sections']}>
          {factors.length === 0 && <p className={styles['none']}>{t('indicators.nothingFound')}</p>}
          {factors.map(({ factor, columns }) => (
            <section key={factor} id={sectionId(factor)} aria-labelledby={`${sectionId(factor)}-name`}>
              <h2 id={`${sectionId(factor)}-name`}>{t(`factor.${factor}`)}</h2>
              <ul className={styles['tiles']}>
                {columns.map((column) => (
                  <Tile
                    key={column.meta.id}
                    data={data}
                    column={column}
                    years={overview?.years ?? NO_YEARS}
                    trend={trends.get(column.meta.id)}
                    own={own.has(column.meta.id)}
                    onOpen={open}
                  />
                ))}
              </ul>
            </section>
          ))}
          {missing.length > 0 && (
            <section aria-labelledby="indicators-missing">
              <h2 id="indicators-missing">{t('indicators.withoutValues', { year: data.year })}</h2>
              <ul className={styles['missing']}>
                {missing.map(({ id, key, parameters }) => (
                  <li key={id}>{failureText({ key, parameters }, language)}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </ScrollRegion>
    </div>
  );
}
