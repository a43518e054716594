import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { MapClasses } from '../map/useClasses.ts';
import { useTuned } from '../model/useTuner.ts';
import { AreaTypes } from './AreaTypes.tsx';
import styles from './Distribution.module.css';
import { KCurve } from './KCurve.tsx';
import { ScoreHistogram } from './ScoreHistogram.tsx';

interface DistributionPaneProps {
  readonly data: AreaData;
  readonly classes: MapClasses;
  readonly decimals: number;
}

/** How the areas spread: the index as a histogram, every cut-off of the problem count, the area types. */
export function DistributionPane({ data, classes, decimals }: DistributionPaneProps): ReactElement {
  const { t } = useWords();
  const kind = useTuned(({ settings }) => settings.kind);
  return (
    <>
      <h2 className={styles['head']}>{t(`assessment.distribution.${kind}`)}</h2>
      {kind === 'index' && <ScoreHistogram classes={classes} decimals={decimals} />}
      {kind === 'problem-count' && <KCurve data={data} />}
      {kind === 'sei' && <AreaTypes data={data} />}
    </>
  );
}
