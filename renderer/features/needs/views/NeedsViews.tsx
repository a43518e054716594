import { type ReactElement, useState } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import type { NeedsPicture } from '../model/needsPicture.ts';
import styles from '../Needs.module.css';
import { FlowView } from './FlowView.tsx';
import { MatrixView } from './MatrixView.tsx';

/** Needs against groups: as a matrix of factors and groups, or as flows from area type through group to need. */
export function NeedsViews({
  data,
  picture,
}: {
  readonly data: AreaData;
  readonly picture: NeedsPicture;
}): ReactElement {
  const { t } = useWords();
  const [view, setView] = useState<'matrix' | 'flow'>('matrix');
  const [by, setBy] = useState<'areas' | 'people'>('areas');
  return (
    <div className={styles['pane']}>
      <div className={styles['head']}>
        <Segmented
          label={t('needs.views')}
          value={view}
          choices={[
            { value: 'matrix' as const, label: t('needs.matrix') },
            { value: 'flow' as const, label: t('needs.flow') },
          ]}
          onChange={setView}
        />
        {view === 'flow' && (
          <Segmented
            label={t('needs.flowBy')}
            value={by}
            choices={[
              { value: 'areas' as const, label: t('needs.areas') },
              { value: 'people' as const, label: t('needs.people') },
            ]}
            onChange={setBy}
          />
        )}
      </div>
      {view === 'matrix' ? (
        <MatrixView data={data} picture={picture} />
      ) : (
        <FlowView data={data} picture={picture} by={by} />
      )}
    </div>
  );
}
