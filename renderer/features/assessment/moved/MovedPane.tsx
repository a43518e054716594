import { memo, type ReactElement } from 'react';
import { crossings } from '../../../../shared/domain/tuning/crossings.ts';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { hoverArea, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useEveryFrame } from '../model/useTuner.ts';
import styles from './Moved.module.css';

/** More are counted, not listed: the list is there to be read. */
const LISTED = 24;
/** While a hand pulls: as many as are in sight. */
const LISTED_PULLING = 12;

interface MovedAreaProps {
  readonly area: number;
  readonly name: string;
  readonly municipality: string;
  readonly before: string;
  readonly now: string;
}

const MovedArea = memo(function MovedArea({ area, name, municipality, before, now }: MovedAreaProps): ReactElement {
  return (
    <li>
      <button
        type="button"
        className={styles['area']}
        title={`${name}, ${municipality}`}
        onPointerEnter={() => {
          hoverArea(area);
        }}
        onPointerLeave={() => {
          hoverArea(-1);
        }}
        onFocus={() => {
          hoverArea(area);
        }}
        onClick={(event) => {
          selectArea(area, event.ctrlKey || event.metaKey);
        }}
      >
        <span className={styles['name']}>{name}</span>
        <span className={styles['ranks']}>
          <span className={styles['before']}>{before} </span>→ {now}
        </span>
      </button>
    </li>
  );
});

/** Who has come over the line since the baseline, and who has left it. */
export function MovedPane({ data }: { readonly data: AreaData }): ReactElement {
  const { t, format } = useWords();
  const { live, settings, pulling } = useEveryFrame();
  const listed = pulling ? LISTED_PULLING : LISTED;
  const { entered, left } = crossings(live.flaggedBefore, live.flagged, live.order);
  const rank = (value: number | undefined): string => (value === undefined || value === 0 ? '–' : format.count(value));
  const column = (areas: readonly number[], title: string, direction: 'in' | 'out'): ReactElement => (
    <section className={styles['column']} aria-label={title} data-direction={direction}>
      <h3>
        {title} <span className={styles['count']}>{format.count(areas.length)}</span>
      </h3>
      <ul>
        {areas.slice(0, listed).map((area, place) => (
          <MovedArea
            // A row is a place in the list: texts are written over and nothing is moved.
            key={`${direction} ${String(place)}`}
            area={area}
            name={data.areas.names[area] ?? ''}
            municipality={municipalityName(data.areas, area)}
            before={rank(live.baseline.ranks[area])}
            now={rank(live.ranks[area])}
          />
        ))}
      </ul>
      {areas.length > listed && (
        <p className={styles['more']}>{t('assessment.andMore', { count: format.count(areas.length - listed) })}</p>
      )}
    </section>
  );
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['summary']}>
          {t('assessment.movedSummary', {
            moved: format.count(live.baseline.moved),
            mean: format.number(live.baseline.meanChange, 1),
          })}
        </span>
      </div>
      <ScrollRegion label={t('assessment.moved')}>
        <div className={styles['sized']}>
          <div className={styles['columns']}>
            {column(entered, t(`assessment.entered.${settings.kind}`), 'in')}
            {column(left, t(`assessment.left.${settings.kind}`), 'out')}
          </div>
        </div>
      </ScrollRegion>
    </>
  );
}
