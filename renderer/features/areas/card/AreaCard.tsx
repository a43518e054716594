import { type ReactElement, useMemo } from 'react';
import { countyName, municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { clearSelection, useLead } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import styles from './AreaCard.module.css';
import { IndicatorRows } from './IndicatorRows.tsx';
import { KeyFigures } from './KeyFigures.tsx';
import { standing } from './standing.ts';

interface AreaCardProps {
  readonly data: AreaData;
  readonly pickedId: string;
  readonly onPick: (indicator: string) => void;
}

/** One area in full; the nation while no area is chosen. */
export function AreaCard({ data, pickedId, onPick }: AreaCardProps): ReactElement {
  const { t, format } = useWords();
  const area = useLead();
  const { areas, indicators } = data;
  const standings = useMemo(
    () => new Map(indicators.columns.map((column) => [column.meta.id, standing(column.values)])),
    [indicators],
  );
  const population =
    area < 0 ? areas.population.reduce((sum, people) => sum + people, 0) : (areas.population[area] ?? Number.NaN);
  const where =
    area < 0
      ? t('areas.nationHint')
      : [...new Set([municipalityName(areas, area), countyName(areas, area)])]
          .filter((name) => name !== areas.names[area])
          .join(', ');
  return (
    <>
      <header className={styles['head']}>
        <h1>{area < 0 ? t('areas.nation') : areas.names[area]}</h1>
        <p className={styles['where']}>
          {area >= 0 && <span>{areas.codes[area]}</span>}
          <span className={styles['place']}>{where}</span>
        </p>
        <p className={styles['population']}>{t('areas.people', { people: format.count(population) })}</p>
        {area >= 0 && (
          <Button size="small" kind="quiet" onClick={clearSelection}>
            {t('areas.clear')}
          </Button>
        )}
      </header>
      <ScrollRegion label={t('areas.card')}>
        <KeyFigures data={data} area={area} standings={standings} />
        <IndicatorRows data={data} area={area} standings={standings} pickedId={pickedId} onPick={onPick} />
      </ScrollRegion>
    </>
  );
}
