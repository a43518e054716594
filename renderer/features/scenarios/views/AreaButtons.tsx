import type { ReactElement } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { hoverArea, selectArea, useSelected } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import styles from '../Scenarios.module.css';

/** More are counted, not listed. */
const LISTED = 60;

interface AreaButtonsProps {
  readonly data: AreaData;
  readonly title: string;
  readonly areas: readonly number[];
  /** What stands beside the name. */
  readonly beside: (area: number) => string;
}

/** Areas by name, linked with the map and the lists. */
export function AreaButtons({ data, title, areas, beside }: AreaButtonsProps): ReactElement {
  const { t, format } = useWords();
  const selected = useSelected();
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className={styles['meta']}>{format.count(areas.length)}</span>
      </h2>
      <ul className={styles['areas']}>
        {areas.slice(0, LISTED).map((area) => (
          <li key={area}>
            <button
              type="button"
              className={styles['area']}
              aria-pressed={selected.has(area)}
              title={`${data.areas.names[area] ?? ''}, ${municipalityName(data.areas, area)}`}
              onPointerEnter={() => {
                hoverArea(area);
              }}
              onPointerLeave={() => {
                hoverArea(-1);
              }}
              onClick={(event) => {
                selectArea(area, event.ctrlKey || event.metaKey);
              }}
            >
              <span>{data.areas.names[area] ?? ''}</span>
              <span className={styles['meta']}>{beside(area)}</span>
            </button>
          </li>
        ))}
      </ul>
      {areas.length > LISTED && (
        <p className={styles['meta']}>{t('assessment.andMore', { count: format.count(areas.length - LISTED) })}</p>
      )}
    </section>
  );
}
