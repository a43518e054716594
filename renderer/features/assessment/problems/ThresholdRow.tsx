import { type ReactElement, useMemo } from 'react';
import { histogram } from '../../../../shared/domain/classes/histogram.ts';
import { withThreshold } from '../../../../shared/domain/tuning/settings.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { useMethodNames } from '../model/names.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Problems.module.css';
import { ThresholdLine } from './ThresholdLine.tsx';

interface ThresholdRowProps {
  readonly id: string;
  readonly data: AreaData;
  readonly removable: boolean;
  readonly onRemove: () => void;
}

const BINS = 64;

/** One problem variable: its distribution with the threshold as a line, the number, and how many areas it makes. */
export function ThresholdRow({ id, data, removable, onRemove }: ThresholdRowProps): ReactElement {
  const { t, format } = useWords();
  const { name, meta } = useMethodNames();
  const tuner = useTuner();
  const column = data.indicators.byId.get(id);
  const bins = useMemo(() => histogram(data.indicators.byId.get(id)?.values ?? new Float64Array(0), BINS), [data, id]);
  const threshold = useTuned(({ live }) => live.problems?.thresholds[live.problems.ids.indexOf(id)] ?? Number.NaN);
  const count = useTuned(({ live }) => live.problems?.problemCounts[live.problems.ids.indexOf(id)] ?? 0);
  const relative = useTuned(({ settings }) => {
    const own = settings.problemCount.indicators.find((indicator) => indicator.id === id)?.threshold;
    return typeof own === 'object' ? own.percentile : null;
  });
  const decimals = meta(id)?.decimals ?? 1;
  const direction = meta(id)?.direction === -1 ? -1 : 1;
  const unit = meta(id)?.unit;
  const own = name(id);
  const step = 10 ** -decimals;
  const pull = (value: number): void => {
    tuner.pull(`threshold ${id}`, (settings) => ({
      ...settings,
      problemCount: withThreshold(settings.problemCount, id, Math.round(value / step) / Math.round(1 / step)),
    }));
  };
  return (
    <li className={styles['row']}>
      <div className={styles['title']}>
        <span className={styles['name']} title={own}>
          {own}
        </span>
        {column !== undefined && Number.isFinite(column.nation) && (
          <span title={t('assessment.nationLong')}>
            {t('assessment.nation', { value: format.number(column.nation, decimals) })}
          </span>
        )}
        {removable && (
          <IconButton shape="remove" label={t('assessment.removeVariable', { name: own })} onClick={onRemove} />
        )}
      </div>
      <ThresholdLine
        label={t('assessment.thresholdOf', { name: own })}
        bins={bins}
        value={threshold}
        nation={column?.nation ?? Number.NaN}
        direction={direction}
        step={step}
        hint={t('assessment.rootScale')}
        said={`${format.number(threshold, decimals)} ${unit === undefined ? '' : t(`unit.${unit}`)}`}
        onPull={pull}
        onRelease={tuner.commit}
      />
      <div className={styles['figures']}>
        <span className={styles['sign']}>{direction === 1 ? '>' : '<'}</span>
        <NumberBox
          label={t('assessment.thresholdNumber', { name: own })}
          value={threshold}
          decimals={decimals}
          step={step}
          width={62}
          onChange={(value) => {
            pull(value);
            tuner.commit();
          }}
        />
        <span className={styles['unit']}>{unit === undefined ? '' : t(`unit.${unit}`)}</span>
        {relative !== null && (
          <span className={styles['unit']}>{t('assessment.percentile', { percentile: relative })}</span>
        )}
        <span className={styles['count']}>{t('assessment.areaCount', { count: format.count(count) })}</span>
      </div>
    </li>
  );
}
