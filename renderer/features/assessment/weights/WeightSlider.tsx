import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { useMethodNames } from '../model/names.ts';
import { WeightImportance, WeightNumber, WeightRange, WeightShare } from './Pulled.tsx';
import styles from './Weights.module.css';

interface WeightSliderProps {
  readonly id: string;
  readonly group: boolean;
  readonly depth: number;
  readonly locked: boolean;
  /** A rule sets the weight: it is shown, and not pulled. */
  readonly ruled: boolean;
  readonly closed: boolean;
  readonly onPull: (weight: number) => void;
  readonly onRelease: () => void;
  readonly onLock: () => void;
  readonly onFold: () => void;
}

/** One weight: name, slider, number, what it comes to in the whole, and a lock. */
export function WeightSlider(props: WeightSliderProps): ReactElement {
  const { id, group, depth, locked, ruled, closed, onPull, onRelease, onLock, onFold } = props;
  const { t } = useWords();
  const own = useMethodNames().name(id);
  const pulled = { id, locked: locked || ruled, onPull, onRelease };
  return (
    <li className={styles['row']} data-group={group} style={{ paddingLeft: 20 * (group ? depth : depth - 1) }}>
      <span>
        {group && (
          <IconButton
            shape={closed ? 'closed' : 'open'}
            label={t(closed ? 'assessment.unfold' : 'assessment.fold', { name: own })}
            expanded={!closed}
            onClick={onFold}
          />
        )}
      </span>
      <div className={styles['slid']}>
        <span className={styles['name']} title={own}>
          <span>{own}</span>
        </span>
        <WeightRange {...pulled} label={t('assessment.weightOf', { name: own })} strong={group} />
      </div>
      <WeightNumber {...pulled} label={t('assessment.weightNumber', { name: own })} />
      <WeightShare id={id} label={t('assessment.effectiveOf', { name: own })} />
      <WeightImportance id={id} name={own} />
      <IconButton
        shape={locked ? 'locked' : 'unlocked'}
        label={t(locked ? 'assessment.unlock' : 'assessment.lock', { name: own })}
        pressed={locked}
        onClick={onLock}
      />
    </li>
  );
}
