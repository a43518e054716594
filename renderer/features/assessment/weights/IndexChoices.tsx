import type { ReactElement } from 'react';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';
import { useWords, type WordKey } from '../../../i18n/words.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Weights.module.css';

type Normalisation = IndexMethod['normalisation'];
type Aggregation = NonNullable<IndexMethod['aggregation']>;

/** Those offered here; a loaded method may have another, which is then shown by its name in the file. */
const NORMALISATIONS: readonly (readonly [WordKey, Normalisation])[] = [
  ['assessment.z', { kind: 'z' }],
  ['assessment.robustZ', { kind: 'robust-z' }],
  ['assessment.minMax', { kind: 'min-max', lower: 1, upper: 100 }],
  ['assessment.percentileRank', { kind: 'percentile-rank' }],
  ['assessment.exponential', { kind: 'exponential' }],
];
const AGGREGATIONS: readonly (readonly [WordKey, Aggregation])[] = [
  ['assessment.arithmetic', { kind: 'arithmetic' }],
  ['assessment.geometric', { kind: 'geometric' }],
  ['assessment.harmonic', { kind: 'harmonic' }],
];

/** How the columns are made comparable, and how they become one number. */
export function IndexChoices(): ReactElement {
  const { t } = useWords();
  const tuner = useTuner();
  const normalisation = useTuned(({ settings }) => settings.index.normalisation);
  const aggregation = useTuned(({ settings }) => settings.index.aggregation?.kind ?? 'arithmetic');
  const known = NORMALISATIONS.some(([, offered]) => offered.kind === normalisation.kind);
  return (
    <div className={styles['choices']}>
      <Select
        label={t('assessment.normalisation')}
        value={normalisation.kind}
        choices={[
          ...(known ? [] : [{ value: normalisation.kind, label: normalisation.kind }]),
          ...NORMALISATIONS.map(([key, { kind }]) => ({ value: kind, label: t(key) })),
        ]}
        onChange={(kind) => {
          const chosen = NORMALISATIONS.find(([, offered]) => offered.kind === kind)?.[1];
          if (chosen === undefined || kind === normalisation.kind) return;
          tuner.step((settings) => ({ ...settings, index: { ...settings.index, normalisation: chosen } }));
        }}
      />
      <Select
        label={t('assessment.aggregation')}
        value={aggregation}
        choices={AGGREGATIONS.map(([key, { kind }]) => ({ value: kind, label: t(key) }))}
        onChange={(kind) => {
          const chosen = AGGREGATIONS.find(([, offered]) => offered.kind === kind)?.[1];
          if (chosen === undefined || kind === aggregation) return;
          tuner.step((settings) => ({ ...settings, index: { ...settings.index, aggregation: chosen } }));
        }}
      />
    </div>
  );
}
