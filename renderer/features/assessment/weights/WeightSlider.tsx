import type { ReactElement } from 'react';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';
import { WHOLE } from '../../../../shared/domain/tuning/weights.ts';
import { useWords } from '../../../i18n/words.ts';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { RangeInput } from '../../../ui/controls/RangeInput.tsx';
import { useMethodNames } from '../model/names.ts';
import type { Tuner } from '../model/tuner.ts';
import { useTuned } from '../model/useTuner.ts';
import styles from './Weights.module.css';

interface WeightSliderProps {
  readonly id: string;
  readonly group: boolean;
  readonly depth: number;
  readonly locked: boolean;
  readonly closed: boolean;
  readonly onPull: (weight: number) => void;
  readonly onRelease: () => void;
  readonly onLock: () => void;
  readonly onFold: () => void;
}

const STEP = 0.5;

const weightIn = (method: IndexMethod, id: string): number =>
  method.indicators.find((indicator) => indicator.id === id)?.weight ??
  method.groups?.find((group) => group.id === id)?.weight ??
  1;

/** Effective weight of an indicator, or of all that lies in a group. */
function effectiveIn({ live, settings }: Tuner, id: string): number {
  const weights = live.effectiveWeights;
  if (weights === undefined) return Number.NaN;
  const { indicators, groups = [] } = settings.index;
  const below = new Set([id]);
  // Parents stand before or after their children: as many rounds as there may be levels.
  for (let round = 0; round < groups.length; round += 1) {
    const before = below.size;
    for (const group of groups) if (group.parent !== null && below.has(group.parent)) below.add(group.id);
    if (below.size === before) break;
  }
  let sum = 0;
  indicators.forEach((indicator, at) => {
    if (indicator.id === id || (indicator.parent !== undefined && below.has(indicator.parent))) sum += weights[at] ?? 0;
  });
  return sum;
}

/** One weight: name, slider, number, what it comes to in the whole, and a lock. */
export function WeightSlider(props: WeightSliderProps): ReactElement {
  const { id, group, depth, locked, closed, onPull, onRelease, onLock, onFold } = props;
  const { t, format } = useWords();
  const { name } = useMethodNames();
  const weight = useTuned(({ settings }) => weightIn(settings.index, id));
  const effective = useTuned((tuner) => Math.round(1000 * effectiveIn(tuner, id)) / 10);
  const own = name(id);
  const said = format.number(weight, 1);
  return (
    <li className={styles['row']} data-group={group} style={{ paddingLeft: group ? 0 : 18 * depth }}>
      <div className={styles['slid']}>
        <span className={styles['name']} title={own}>
          {group && (
            <IconButton
              shape={closed ? 'closed' : 'open'}
              label={t(closed ? 'assessment.unfold' : 'assessment.fold', { name: own })}
              expanded={!closed}
              onClick={onFold}
            />
          )}
          <span>{own}</span>
        </span>
        <RangeInput
          label={t('assessment.weightOf', { name: own })}
          value={weight}
          most={Math.max(WHOLE, weight)}
          step={STEP}
          said={said}
          disabled={locked}
          look={group ? 'strong' : 'plain'}
          onPull={onPull}
          onRelease={onRelease}
        />
      </div>
      <NumberBox
        label={t('assessment.weightNumber', { name: own })}
        value={weight}
        decimals={1}
        step={STEP}
        least={0}
        width={46}
        disabled={locked}
        onChange={(value) => {
          onPull(value);
          onRelease();
        }}
      />
      <span className={styles['effective']} aria-label={t('assessment.effectiveOf', { name: own })} role="note">
        {format.number(effective, 1)}
      </span>
      <IconButton
        shape={locked ? 'locked' : 'unlocked'}
        label={t(locked ? 'assessment.unlock' : 'assessment.lock', { name: own })}
        pressed={locked}
        onClick={onLock}
      />
    </li>
  );
}
