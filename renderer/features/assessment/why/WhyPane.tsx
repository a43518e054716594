import { type ReactElement, useState } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useLead } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useEveryFrame } from '../model/useTuner.ts';
import { type Explained, useAreaWhy } from './areaWhy.ts';
import { ChangesView } from './ChangesView.tsx';
import { NeighboursView } from './NeighboursView.tsx';
import { PlacesView } from './PlacesView.tsx';
import { Waterfall } from './Waterfall.tsx';
import styles from './Why.module.css';

const PARTS = ['parts', 'changes', 'neighbours', 'compared'] as const;
type Part = (typeof PARTS)[number];

interface WhyPaneProps {
  readonly data: AreaData;
  readonly decimals: number;
}

/** The card of the selected area: one sentence, and the parts, the nearest changes, the neighbours in rank or its place behind it. */
export function WhyPane({ data, decimals }: WhyPaneProps): ReactElement {
  const { t, format } = useWords();
  const { live, settings, uncertainty } = useEveryFrame();
  const sureness = settings.kind === 'index' ? uncertainty.state.result : null;
  const area = useLead();
  const explained = useAreaWhy(data, area);
  const [part, setPart] = useState<Part>('parts');
  const rank = area < 0 ? 0 : (live.ranks[area] ?? 0);
  return (
    <>
      <div className={styles['head']}>
        <h2>{area < 0 ? t('assessment.why') : (data.areas.names[area] ?? '')}</h2>
        {area >= 0 && (
          <span className={styles['place']}>
            {municipalityName(data.areas, area)}
            {rank > 0 && ` · ${t('assessment.rankOf', { rank: format.count(rank), of: format.count(live.ranked) })}`}
          </span>
        )}
        {sureness !== null && rank > 0 && (
          <span className={styles['place']}>
            {t('assessment.cardSure', {
              low: format.count(sureness.low[area] ?? 0),
              high: format.count(sureness.high[area] ?? 0),
              share: format.number(100 * (sureness.inTop[area] ?? Number.NaN), 0),
            })}
          </span>
        )}
        {explained !== null && (
          <span className={styles['pick']}>
            <SmallSelect
              label={t('assessment.whyShow')}
              value={part}
              width={120}
              choices={PARTS.map((value) => ({ value, label: t(`assessment.whyPart.${value}`) }))}
              onChange={setPart}
            />
          </span>
        )}
      </div>
      <ScrollRegion label={t('assessment.why')}>
        {area < 0 ? (
          <p className={styles['none']}>{t('assessment.whyEmpty')}</p>
        ) : (
          <Card data={data} decimals={decimals} area={area} explained={explained} part={part} />
        )}
      </ScrollRegion>
    </>
  );
}

interface CardProps extends WhyPaneProps {
  readonly area: number;
  readonly explained: Explained | null;
  readonly part: Part;
}

function Card({ data, decimals, area, explained, part }: CardProps): ReactElement {
  const { t } = useWords();
  const { live, settings } = useEveryFrame();
  const waterfall = live.explain(area);
  const excluded = live.taking.excluded[area] ?? '';
  if (excluded !== '') return <p className={styles['none']}>{t('assessment.excludedBecause', { reason: excluded })}</p>;
  if (explained === null || Number.isNaN(live.scores[area]))
    return <p className={styles['none']}>{t('assessment.noScore')}</p>;
  return (
    <>
      <p className={styles['sentence']}>{explained.sentence}</p>
      {part === 'changes' && <ChangesView why={explained.why} />}
      {part === 'neighbours' && <NeighboursView why={explained.why} data={data} />}
      {part === 'compared' && <PlacesView why={explained.why} decimals={decimals} />}
      {part === 'parts' &&
        (waterfall === undefined ? (
          <p className={styles['none']}>{t('assessment.notAdditive')}</p>
        ) : (
          <Waterfall explanation={waterfall} decimals={settings.kind === 'index' ? Math.max(2, decimals) : decimals} />
        ))}
    </>
  );
}
