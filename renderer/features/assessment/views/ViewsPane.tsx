import { type ReactElement, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { useTuned } from '../model/useTuner.ts';
import { MovedPane } from '../moved/MovedPane.tsx';
import { BumpView } from './BumpView.tsx';
import { DistributionView } from './DistributionView.tsx';
import { MunicipalityView } from './MunicipalityView.tsx';
import { ParallelView } from './ParallelView.tsx';
import { ScatterView } from './ScatterView.tsx';
import type { ViewProps } from './shown.ts';
import { UncertaintyView } from './UncertaintyView.tsx';
import styles from './Views.module.css';

const VIEWS = {
  moved: MovedPane,
  distribution: DistributionView,
  scatter: ScatterView,
  parallel: ParallelView,
  bump: BumpView,
  municipality: MunicipalityView,
  uncertainty: UncertaintyView,
} as const;
type View = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as readonly View[];

/** One place for further pictures of the assessment, each also as a table; the person chooses which. */
export function ViewsPane(props: Omit<ViewProps, 'asTable'>): ReactElement {
  const { t } = useWords();
  const kind = useTuned(({ settings }) => settings.kind);
  const [view, setView] = useState<View>('moved');
  const [asTable, setAsTable] = useState(false);
  const Chosen = VIEWS[view];
  // The lists of moved areas, every cut-off and the area types are tables already.
  const isTable = view === 'moved' || (view === 'distribution' && kind !== 'index');
  return (
    <div className={styles['pane']}>
      <header className={styles['head']}>
        <SmallSelect
          label={t('assessment.view')}
          value={view}
          width={170}
          choices={NAMES.map((value) => ({
            value,
            label: value === 'distribution' ? t(`assessment.distribution.${kind}`) : t(`assessment.view.${value}`),
          }))}
          onChange={setView}
        />
        {!isTable && (
          <Button
            size="small"
            kind="quiet"
            pressed={asTable}
            onClick={() => {
              setAsTable(!asTable);
            }}
          >
            {t('assessment.asTable')}
          </Button>
        )}
      </header>
      <Chosen {...props} asTable={asTable} />
    </div>
  );
}
