import type { ReactElement } from 'react';
import { withIndicator, withLevel } from '../../../../shared/domain/tuning/settings.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Problems.module.css';
import { ThresholdRow } from './ThresholdRow.tsx';

/** Levels, and the threshold of every problem variable in its own distribution. */
export function ProblemsPane({ data }: { readonly data: AreaData }): ReactElement {
  const { t, language } = useWords();
  const tuner = useTuner();
  const method = useTuned(({ settings }) => settings.problemCount);
  const factors = [...new Set(method.indicators.map(({ id, factor }) => factor ?? id))];
  const addable = data.indicators.columns.filter(
    ({ meta }) => meta.direction !== 0 && !method.indicators.some(({ id }) => id === meta.id),
  );
  return (
    <div className={styles['pane']}>
      <div className={styles['top']}>
        <p className={styles['mark']}>{t('assessment.examples')}</p>
        <Button
          size="small"
          onClick={() => {
            tuner.step((settings) => ({ ...settings, problemCount: tuner.compared.settings.problemCount }));
          }}
        >
          {t('assessment.reset')}
        </Button>
      </div>
      <ScrollRegion label={t('assessment.thresholds')}>
        <fieldset className={styles['levels']}>
          <legend>{t('assessment.levels')}</legend>
          {method.levels.map((level, at) => (
            <div key={level.name} className={styles['level']}>
              <span>{level.name}</span>
              <span className={styles['from']}>{t('assessment.from')}</span>
              <NumberBox
                label={t('assessment.levelFrom', { name: level.name })}
                value={level.from}
                decimals={0}
                step={1}
                least={1}
                most={factors.length}
                width={36}
                onChange={(from) => {
                  tuner.step((settings) => ({
                    ...settings,
                    problemCount: withLevel(settings.problemCount, at, Math.round(from)),
                  }));
                }}
              />
              <span className={styles['from']}>{t('assessment.ofFactors', { count: factors.length })}</span>
            </div>
          ))}
        </fieldset>
        <ul className={styles['rows']}>
          {method.indicators.map(({ id }) => (
            <ThresholdRow
              key={id}
              id={id}
              data={data}
              removable={method.indicators.length > 1}
              onRemove={() => {
                tuner.step((settings) => {
                  const own = settings.problemCount.indicators.find((indicator) => indicator.id === id);
                  return own === undefined
                    ? settings
                    : { ...settings, problemCount: withIndicator(settings.problemCount, own, false) };
                });
              }}
            />
          ))}
        </ul>
        {addable.length > 0 && (
          <div className={styles['add']}>
            <Select
              label={t('assessment.addVariable')}
              value={null}
              searchable
              nothingFound={t('assessment.nothingFound')}
              choices={addable.map(({ meta }) => ({ value: meta.id, label: meta.name[language] }))}
              onChange={(id) => {
                const meta = data.indicators.byId.get(id)?.meta;
                if (meta === undefined || meta.direction === 0) return;
                const { direction, exampleThreshold, factor } = meta;
                const threshold = exampleThreshold ?? { percentile: direction === 1 ? 80 : 20 };
                tuner.step((settings) => ({
                  ...settings,
                  problemCount: withIndicator(settings.problemCount, { id, direction, factor, threshold }, true),
                }));
              }}
            />
          </div>
        )}
      </ScrollRegion>
    </div>
  );
}
