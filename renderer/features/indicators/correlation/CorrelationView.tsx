import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { SplitPanes } from '../../../ui/panes/SplitPanes.tsx';
import { type Kind, useIndicators } from '../model/indicators.ts';
import { type Pair, pairOf, strongPairs } from '../model/pairs.ts';
import styles from './Correlation.module.css';
import { Matrix } from './Matrix.tsx';
import { PairPane } from './PairPane.tsx';

const LIMITS = [0.8, 0.9, 0.95] as const;
const MOST_SHOWN = 100;

interface StrongProps {
  readonly data: AreaData;
  readonly pairs: readonly Pair[];
  readonly limit: number;
  readonly chosen: Pair | null;
  readonly onLimit: (limit: number) => void;
  readonly onChoose: (a: string, b: string) => void;
}

/** The warning: which indicators measure almost the same thing. */
function Strong({ data, pairs, limit, chosen, onLimit, onChoose }: StrongProps): ReactElement {
  const { t, language, format } = useWords();
  const nameOf = (id: string): string => data.indicators.byId.get(id)?.meta.name[language] ?? id;
  return (
    <section aria-labelledby="indicators-strong">
      <header className={styles['strongHead']}>
        <h2 id="indicators-strong">{t('indicators.strong')}</h2>
        <Select
          label={t('indicators.limit')}
          labelHidden
          width={112}
          value={String(limit)}
          choices={LIMITS.map((one) => ({
            value: String(one),
            label: t('indicators.from', { r: format.number(one, 2) }),
          }))}
          onChange={(value) => {
            onLimit(Number(value));
          }}
        />
      </header>
      <p className={styles['quiet']}>
        {pairs.length === 0
          ? t('indicators.noStrong', { r: format.number(limit, 2) })
          : t('indicators.strongSaid', { count: pairs.length, formatted: format.count(pairs.length) })}
      </p>
      {pairs.length > 0 && (
        <table className={styles['pairs']}>
          <thead>
            <tr>
              <th scope="col">{t('indicators.pairColumn')}</th>
              <th scope="col">{t('indicators.correlation')}</th>
              <th scope="col">{t('areas.areas')}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.slice(0, MOST_SHOWN).map(({ a, b, correlation, areas }) => (
              <tr key={`${a} ${b}`} aria-current={chosen?.a === a && chosen.b === b ? 'true' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    onClick={() => {
                      onChoose(a, b);
                    }}
                  >
                    {nameOf(a)}
                    <br />
                    {nameOf(b)}
                  </button>
                </th>
                <td>{format.number(correlation, 2)}</td>
                <td>{format.count(areas)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pairs.length > MOST_SHOWN && (
        <p className={styles['quiet']}>{t('indicators.firstPairs', { shown: format.count(MOST_SHOWN) })}</p>
      )}
    </section>
  );
}

/** How the indicators go together: the matrix, a warning where two say the same, and any pair against each other. */
export function CorrelationView({ data }: { readonly data: AreaData }): ReactElement {
  const { t } = useWords();
  const { correlations, kind, loadCorrelations } = useIndicators();
  const [limit, setLimit] = useState<number>(0.9);
  const [ids, setIds] = useState<readonly [string, string] | null>(null);
  useEffect(() => {
    void loadCorrelations(data.level, data.year, kind);
  }, [loadCorrelations, data, kind]);
  const pairs = useMemo(() => (correlations === null ? [] : strongPairs(correlations, limit)), [correlations, limit]);
  if (correlations === null) return <output className={styles['waiting']}>{t('indicators.correlating')}</output>;
  const [first] = strongPairs(correlations, 0);
  const [a, b] = ids ?? [first?.a ?? '', first?.b ?? ''];
  const chosen = correlations.ids.includes(a) && correlations.ids.includes(b) ? pairOf(correlations, a, b) : null;
  const choose = (one: string, other: string): void => {
    setIds([one, other]);
  };
  return (
    <div className={styles['panes']}>
      <SplitPanes
        id="correlations"
        direction="horizontal"
        separatorLabel={t('frame.resize')}
        panes={[
          {
            id: 'matrix',
            label: t('indicators.correlations'),
            share: 66,
            least: 360,
            content: (
              <>
                <div className={styles['tools']}>
                  <Segmented<Kind>
                    label={t('indicators.correlationKind')}
                    value={kind}
                    choices={[
                      { value: 'spearman', label: t('indicators.spearman') },
                      { value: 'pearson', label: t('indicators.pearson') },
                    ]}
                    onChange={(next) => {
                      void loadCorrelations(data.level, data.year, next);
                    }}
                  />
                  <span className={styles['scale']}>
                    <span>−1</span>
                    <span className={styles['ramp']} aria-hidden="true" />
                    <span>1</span>
                  </span>
                </div>
                <ScrollRegion label={t('indicators.correlations')}>
                  <Matrix correlations={correlations} indicators={data.indicators} chosen={chosen} onChoose={choose} />
                </ScrollRegion>
              </>
            ),
          },
          {
            id: 'pairs',
            label: t('indicators.strong'),
            share: 34,
            least: 320,
            content: (
              <ScrollRegion label={t('indicators.strong')}>
                <div className={styles['side']}>
                  {chosen !== null && <PairPane data={data} pair={chosen} onChoose={choose} />}
                  <Strong
                    data={data}
                    pairs={pairs}
                    limit={limit}
                    chosen={chosen}
                    onLimit={setLimit}
                    onChoose={choose}
                  />
                </div>
              </ScrollRegion>
            ),
          },
        ]}
      />
    </div>
  );
}
