import { type ReactElement, useMemo, useState } from 'react';
import { failureText } from '../../../../app/connection/client.ts';
import { MapPane } from '../../../../app/indicatorMap/MapPane.tsx';
import type { AreaData } from '../../../../app/state/areas.ts';
import { unitBeside } from '../../../../i18n/indicatorName.ts';
import { useWords } from '../../../../i18n/words.ts';
import { ProgressBar } from '../../../../ui/controls/ProgressBar.tsx';
import { Segmented } from '../../../../ui/controls/Segmented.tsx';
import { useIndicators } from '../../model/indicators.ts';
import { useEditor } from '../model/editor.ts';
import { faultText } from '../model/faults.ts';
import { isWithin } from '../model/path.ts';
import { AgainstPresent } from './AgainstPresent.tsx';
import { Figures } from './Figures.tsx';
import styles from './Outcome.module.css';
import { columnOf } from './present.ts';

/** Moves to the field that a fault is about, or to the nearest one around it. */
function goToField(place: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-place]')].filter((field) =>
    isWithin(place, field.dataset['place'] ?? ''),
  );
  const nearest = fields.sort((a, b) => (b.dataset['place'] ?? '').length - (a.dataset['place'] ?? '').length)[0];
  nearest?.scrollIntoView({ block: 'center' });
  nearest?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
}

/** How far the try has come, and what stands in its way. */
function State(): ReactElement {
  const { t, language } = useWords();
  const { faults, behind, share, failure, mode } = useEditor();
  const trying = share !== null;
  return (
    <div className={styles['state']}>
      <div className={styles['progress']}>{trying && <ProgressBar share={share} label={t('definition.trying')} />}</div>
      {failure !== null && failure.code !== 'CANCELLED' && (
        <p className={styles['fault']} role="alert">
          {failureText(failure, language)}
        </p>
      )}
      {faults.length > 0 && (
        <div role="alert" className={styles['faults']}>
          <p>{t('definition.faultCount', { count: faults.length })}</p>
          {mode === 'form' && (
            <ul>
              {faults.slice(0, 6).map((fault) => (
                <li key={`${fault.place} ${fault.key}`}>
                  <button
                    type="button"
                    onClick={() => {
                      goToField(fault.place);
                    }}
                  >
                    {faultText(fault, language)}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <p className={styles['quiet']} aria-live="polite">
        {trying ? t('definition.trying') : behind ? t('definition.behind') : t('definition.upToDate')}
      </p>
    </div>
  );
}

/** What the definition gives as it stands: figures, map and distribution, and how it differs from the present one. */
export function OutcomePane({ data }: { readonly data: AreaData }): ReactElement {
  const words = useWords();
  const { t } = words;
  const definition = useEditor((state) => state.history.present);
  const outcome = useEditor((state) => state.outcome);
  const replaces = useEditor((state) => state.editing?.replaces ?? null);
  const [view, setView] = useState<'map' | 'against'>('map');
  const tried = useMemo(
    () => (outcome === null || outcome.values.length !== data.areas.count ? null : columnOf(definition, outcome)),
    [definition, outcome, data.areas.count],
  );
  const present = replaces === null ? undefined : data.indicators.byId.get(replaces);
  const details = useIndicators((state) => state.details);
  const presentN =
    details !== null && details.definition.id === replaces
      ? (details.series.find(({ year }) => year === data.year)?.n ?? Number.NaN)
      : Number.NaN;
  if (tried === null || outcome === null)
    return (
      <div className={styles['outcome']}>
        <State />
      </div>
    );
  return (
    <div className={styles['outcome']}>
      <State />
      <div className={styles['numbers']}>
        <Figures
          definition={definition}
          outcome={outcome}
          present={present}
          presentN={presentN}
          unit={unitBeside(tried.meta, words)}
        />
      </div>
      {present !== undefined && (
        <div className={styles['views']}>
          <Segmented
            label={t('definition.view')}
            value={view}
            choices={[
              { value: 'map', label: t('definition.mapView') },
              { value: 'against', label: t('definition.against') },
            ]}
            onChange={setView}
          />
        </div>
      )}
      <div className={styles['picture']}>
        {view === 'against' && present !== undefined ? (
          <AgainstPresent data={data} tried={tried} present={present} />
        ) : (
          <MapPane data={data} picked={tried} focus={null} named={false} />
        )}
      </div>
    </div>
  );
}
