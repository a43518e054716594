import { type ReactElement, useCallback, useState } from 'react';
import { failureText } from '../../app/connection/client.ts';
import type { AppError } from '../../../shared/ipc/result.ts';
import { useClearOnEscape } from '../../app/linked/useClearOnEscape.ts';
import { type AreaData, useAreas } from '../../app/state/areas.ts';
import { findPlaces } from '../../app/state/findPlaces.ts';
import type { IndicatorColumn } from '../../app/state/indicatorTable.ts';
import { selectArea, selectAreas } from '../../app/state/pointing.ts';
import { useWords } from '../../i18n/words.ts';
import type { FocusRequest } from '../../ui/map/AreaMap.tsx';
import { MapAndReading } from '../../app/frame/MapAndReading.tsx';
import styles from './AreasScreen.module.css';
import { AreaCard } from './card/AreaCard.tsx';
import { AreaList } from './list/AreaList.tsx';
import { MapPane } from '../../app/indicatorMap/MapPane.tsx';
import { Toolbar } from './Toolbar.tsx';

interface ReadyProps {
  readonly data: AreaData;
  readonly picked: IndicatorColumn;
}

function Ready({ data, picked }: ReadyProps): ReactElement {
  const { t } = useWords();
  const pick = useAreas((state) => state.pick);
  const [focus, setFocus] = useState<FocusRequest | null>(null);
  useClearOnEscape();
  const openCard = useCallback((): void => {
    document.querySelector<HTMLElement>('[data-pane="card"]')?.focus();
  }, []);
  const find = useCallback((query: string) => findPlaces(data.areas, query, 12), [data]);
  const pickedId = picked.meta.id;
  return (
    <>
      <Toolbar
        indicators={data.indicators}
        pickedId={pickedId}
        onPick={pick}
        find={find}
        onChoose={(place) => {
          setFocus({ level: place.kind, index: place.index });
          if (place.kind === 'area') selectArea(place.index);
          else selectAreas(place.areas);
        }}
      />
      <div className={styles['panes']}>
        <MapAndReading
          id="areas"
          map={<MapPane data={data} picked={picked} focus={focus} />}
          mapShare={38}
          upper={{
            id: 'list',
            label: t('areas.list'),
            share: 45,
            least: 160,
            content: <AreaList data={data} pickedId={pickedId} onOpen={openCard} />,
          }}
          lower={{
            id: 'card',
            label: t('areas.card'),
            share: 55,
            least: 160,
            content: <AreaCard data={data} pickedId={pickedId} onPick={pick} />,
          }}
        />
      </div>
    </>
  );
}

function Failed({ failure }: { readonly failure: AppError }): ReactElement {
  const { t, language } = useWords();
  return (
    <div className={styles['message']} role="alert">
      <h1>{t('areas.failed')}</h1>
      <p>{failureText(failure, language)}</p>
    </div>
  );
}

/** Areas in list and map, and one at a time. `empty` stands in when there is nothing to show. */
export function AreasScreen({ empty }: { readonly empty: ReactElement }): ReactElement {
  const { t } = useWords();
  const { status, data, failure, picked } = useAreas();
  if (status === 'failed' && failure !== null) return <Failed failure={failure} />;
  if (data === null)
    return status === 'loading' ? <output className={styles['message']}>{t('areas.loading')}</output> : empty;
  const column = data.indicators.byId.get(picked ?? '');
  return column === undefined ? empty : <Ready key={data.level} data={data} picked={column} />;
}
