import { type ReactElement, useCallback } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { FACTORS } from '../../../app/state/indicatorTable.ts';
import { PointedAt } from '../../../app/linked/PointedAt.tsx';
import { walk } from '../../../app/linked/walk.ts';
import { followPointing, hoverArea, selectArea, useSelected } from '../../../app/state/pointing.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Scatter } from '../../../ui/chart/Scatter.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { useIndicators } from '../model/indicators.ts';
import type { Pair } from '../model/pairs.ts';
import styles from './Correlation.module.css';

interface PairPaneProps {
  readonly data: AreaData;
  readonly pair: Pair;
  readonly onChoose: (a: string, b: string) => void;
}

const HEIGHT = 240;

/** Two indicators against each other, area by area. */
export function PairPane({ data, pair, onChoose }: PairPaneProps): ReactElement | null {
  const words = useWords();
  const { t, language, format } = words;
  const selected = useSelected();
  const show = useIndicators((state) => state.show);
  const follow = useCallback(
    (tell: (at: number) => void) =>
      followPointing(({ hovered }) => {
        tell(hovered);
      }),
    [],
  );
  const { byId, columns } = data.indicators;
  const a = byId.get(pair.a);
  const b = byId.get(pair.b);
  if (a === undefined || b === undefined) return null;
  const choices = FACTORS.flatMap((factor) => {
    const own = columns.filter(({ meta }) => meta.factor === factor);
    return own.length === 0
      ? []
      : [
          {
            group: t(`factor.${factor}`),
            items: own.map(({ meta }) => ({ value: meta.id, label: meta.name[language] })),
          },
        ];
  });
  return (
    <section className={styles['pair']} aria-labelledby="indicators-pair">
      <h2 id="indicators-pair">{t('indicators.pair')}</h2>
      <div className={styles['choose']}>
        <Select
          label={t('indicators.vertical')}
          searchable
          value={pair.b}
          choices={choices}
          nothingFound={t('areas.noIndicator')}
          onChange={(id) => {
            onChoose(pair.a, id);
          }}
        />
        <Select
          label={t('indicators.horizontal')}
          searchable
          value={pair.a}
          choices={choices}
          nothingFound={t('areas.noIndicator')}
          onChange={(id) => {
            onChoose(id, pair.b);
          }}
        />
      </div>
      <Scatter
        x={a.values}
        y={b.values}
        xName={nameWithUnit(a.meta, words)}
        yName={nameWithUnit(b.meta, words)}
        xText={(value) => format.number(value, a.meta.decimals)}
        yText={(value) => format.number(value, b.meta.decimals)}
        label={t('indicators.scatterLabel', {
          a: a.meta.name[language],
          b: b.meta.name[language],
          r: format.number(pair.correlation, 2),
        })}
        height={HEIGHT}
        selected={selected}
        onHover={hoverArea}
        onSelect={selectArea}
        onKey={walk}
        follow={follow}
      >
        <PointedAt />
      </Scatter>
      <div className={styles['open']}>
        {[b, a].map(({ meta }) => (
          <Button
            key={meta.id}
            kind="quiet"
            size="small"
            onClick={() => {
              show({ kind: 'indicator', id: meta.id });
            }}
          >
            {t('indicators.open', { indicator: meta.name[language] })}
          </Button>
        ))}
      </div>
    </section>
  );
}
