import { type ReactElement, useCallback, useMemo } from 'react';
import { pearson } from '../../../../../shared/domain/statistics/correlation.ts';
import { municipalityName } from '../../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../../app/state/indicatorTable.ts';
import { PointedAt } from '../../../../app/linked/PointedAt.tsx';
import { walk } from '../../../../app/linked/walk.ts';
import { followPointing, hoverArea, selectArea, useSelected } from '../../../../app/state/pointing.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Scatter } from '../../../../ui/chart/Scatter.tsx';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import styles from './Outcome.module.css';
import { movedAreas } from './present.ts';

const HEIGHT = 260;
const MOST = 12;

/** The values as they would be against those that the project goes by now, area by area. */
export function AgainstPresent({
  data,
  tried,
  present,
}: {
  readonly data: AreaData;
  readonly tried: IndicatorColumn;
  readonly present: IndicatorColumn;
}): ReactElement {
  const { t, format, language } = useWords();
  const selected = useSelected();
  const follow = useCallback(
    (tell: (at: number) => void) =>
      followPointing(({ hovered }) => {
        tell(hovered);
      }),
    [],
  );
  const { changed, first } = useMemo(() => movedAreas(present.values, tried.values, MOST), [present, tried]);
  const correlation = useMemo(() => pearson(present.values, tried.values), [present, tried]);
  const { decimals } = tried.meta;
  const said = (value: number | undefined): string => format.number(value ?? Number.NaN, decimals);
  return (
    <ScrollRegion label={t('definition.against')}>
      <div className={styles['against']}>
        <p className={styles['quiet']}>
          {t('indicators.againstSaid', {
            changed: format.count(changed),
            all: format.count(tried.values.length),
            r: format.number(correlation, 3),
          })}
        </p>
        <Scatter
          x={present.values}
          y={tried.values}
          xName={t('definition.presentAxis')}
          yName={t('definition.triedAxis')}
          xText={said}
          yText={said}
          label={t('definition.againstLabel', { indicator: tried.meta.name[language] })}
          height={HEIGHT}
          selected={selected}
          onHover={hoverArea}
          onSelect={selectArea}
          onKey={walk}
          follow={follow}
        >
          <PointedAt />
        </Scatter>
        {first.length > 0 && (
          <>
            <h3>{t('definition.movedMost')}</h3>
            <ol className={styles['moved']}>
              {first.map((area) => (
                <li key={area}>
                  <button
                    type="button"
                    onClick={() => {
                      selectArea(area);
                    }}
                    onPointerEnter={() => {
                      hoverArea(area);
                    }}
                    onPointerLeave={() => {
                      hoverArea(-1);
                    }}
                  >
                    {data.areas.names[area]}, {municipalityName(data.areas, area)}
                  </button>
                  <span>
                    {said(present.values[area])} → {said(tried.values[area])}
                  </span>
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </ScrollRegion>
  );
}
