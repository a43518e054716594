import { type ReactElement, useState } from 'react';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { failureText } from '../../../app/connection/client.ts';
import { useLead } from '../../../app/state/pointing.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { Popover } from '../../../ui/controls/Popover.tsx';
import { ProgressBar } from '../../../ui/controls/ProgressBar.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { REPLICATES, type Varied } from '../model/uncertainty.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import { standardErrors, type Way, WAYS, waysOf } from '../model/ways.ts';
import styles from './Views.module.css';

const SPREADS = ['0', '10', '25', '50'] as const;
type Spread = (typeof SPREADS)[number];

/** What is to vary, and the two questions that are asked of it: how sure the ranks are, and which choices they hang on. */
export function Draws({ data }: { readonly data: AreaData }): ReactElement {
  const { t, format, language } = useWords();
  const tuner = useTuner();
  const { done, of, fault } = useTuned(({ uncertainty }) => uncertainty.state);
  const lead = useLead();
  const [spread, setSpread] = useState<Spread>('25');
  const [noise, setNoise] = useState(false);
  const [ways, setWays] = useState<ReadonlySet<Way>>(new Set());
  const [failure, setFailure] = useState<AppError | null>(null);
  /** Null when the standard errors cannot be had: why is told. */
  const varied = async (): Promise<Varied | null> => {
    tuner.commit();
    const { method } = tuner.settled;
    if (method.kind !== 'index') return null;
    const errors = noise ? await standardErrors(data, method) : null;
    setFailure(errors === null || errors.ok ? null : errors.error);
    if (errors !== null && !errors.ok) return null;
    return { spread: Number(spread) / 100, ways: waysOf(method, ways), errors: errors?.data ?? null };
  };
  const ask = async (start: (what: Varied) => void): Promise<void> => {
    const what = await varied();
    if (what !== null) start(what);
  };
  return (
    <>
      <div className={styles['bar']}>
        <span>{t('assessment.weightsVary')}</span>
        <SmallSelect
          label={t('assessment.weightsVaryLong')}
          value={spread}
          width={86}
          choices={SPREADS.map((value) => ({ value, label: `± ${value} %` }))}
          onChange={setSpread}
        />
        <Checkbox label={t('assessment.registerNoise')} checked={noise} onChange={setNoise} />
        <Popover button={t('assessment.ways', { count: ways.size })} width={280}>
          <div className={styles['ways']}>
            <p>{t('assessment.waysMean')}</p>
            {WAYS.map((way) => (
              <Checkbox
                key={way}
                label={t(`assessment.way.${way}`)}
                checked={ways.has(way)}
                onChange={(on) => {
                  const next = new Set(ways);
                  if (on) next.add(way);
                  else next.delete(way);
                  setWays(next);
                }}
              />
            ))}
          </div>
        </Popover>
        {done === null ? (
          <>
            <Button
              size="small"
              onClick={() => {
                void ask((what) => {
                  tuner.uncertainty.start(tuner.settled, what);
                });
              }}
            >
              {t('assessment.draw', { count: REPLICATES, formatted: format.count(REPLICATES) })}
            </Button>
            <Button
              size="small"
              onClick={() => {
                void ask((what) => {
                  tuner.uncertainty.startSensitivity(tuner.settled, what, lead);
                });
              }}
            >
              {t(lead < 0 ? 'assessment.askDecides' : 'assessment.askDecidesArea')}
            </Button>
          </>
        ) : (
          <>
            <ProgressBar label={t('assessment.drawing')} share={Math.min(1, done / of)} width={80} />
            <Button size="small" onClick={tuner.uncertainty.cancel}>
              {t('saving.cancel')}
            </Button>
          </>
        )}
      </div>
      {(failure ?? fault) !== null && (
        <p role="alert" className={`${styles['note'] ?? ''} ${styles['failure'] ?? ''}`}>
          {failureText(failure ?? fault ?? { key: '', parameters: {} }, language)}
        </p>
      )}
    </>
  );
}
