import { type ReactElement, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { useGrouper } from '../model/useGrouper.ts';
import { SpatialView } from '../spatial/SpatialView.tsx';
import { ChoiceView } from './ChoiceView.tsx';
import { CompareView } from './CompareView.tsx';
import { DendrogramView } from './DendrogramView.tsx';
import { ParallelView } from './ParallelView.tsx';
import { ProfilesView } from './ProfilesView.tsx';
import { ScatterView } from './ScatterView.tsx';
import { SilhouetteView } from './SilhouetteView.tsx';
import { SpreadView } from './SpreadView.tsx';
import { StabilityView } from './StabilityView.tsx';
import { YearsView } from './YearsView.tsx';
import styles from './Views.module.css';

const VIEWS = {
  choice: ChoiceView,
  profiles: ProfilesView,
  parallel: ParallelView,
  scatter: ScatterView,
  dendrogram: DendrogramView,
  silhouette: SilhouetteView,
  stability: StabilityView,
  spread: SpreadView,
  spatial: SpatialView,
  compare: CompareView,
  years: YearsView,
} as const;
type View = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as readonly View[];

interface ViewPaneProps {
  readonly side: 'left' | 'right';
  readonly begin: View;
}

/** One of two places beside each other for a picture of the groups; the person chooses which. */
export function ViewPane({ side, begin }: ViewPaneProps): ReactElement {
  const { t } = useWords();
  const { shown } = useGrouper();
  const [view, setView] = useState<View>(begin);
  const Chosen = VIEWS[view];
  return (
    <div className={styles['pane']}>
      <header className={styles['head']}>
        <SmallSelect
          label={t(side === 'left' ? 'groups.viewLeft' : 'groups.viewRight')}
          value={view}
          width={190}
          choices={NAMES.map((value) => ({ value, label: t(`groups.view.${value}`) }))}
          onChange={setView}
        />
        <p>{t(`groups.viewNote.${view}`)}</p>
      </header>
      {shown === null ? <output className={styles['waiting']}>{t('groups.working')}</output> : <Chosen />}
    </div>
  );
}
