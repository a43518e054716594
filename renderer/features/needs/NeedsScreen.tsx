import type { ReactElement, ReactNode } from 'react';
import layout from '../../app/frame/Part.module.css';
import { useClearOnEscape } from '../../app/linked/useClearOnEscape.ts';
import { type AreaData, useAreas } from '../../app/state/areas.ts';
import { useWords } from '../../i18n/words.ts';
import { SplitPanes } from '../../ui/panes/SplitPanes.tsx';
import { NeedsBar } from './bar/NeedsBar.tsx';
import { ClassesPane } from './classes/ClassesPane.tsx';
import { FactorLists } from './lists/FactorLists.tsx';
import { NeedsMap } from './map/NeedsMap.tsx';
import { useNeedsPicture } from './model/needsPicture.ts';
import { NeedsViews } from './views/NeedsViews.tsx';
import { UpsetView } from './views/UpsetView.tsx';

/** Behov: which areas have large problems, which needs meet in the same places, and where one factor stands out alone. */
export function NeedsScreen({ closed }: { readonly closed: ReactNode }): ReactNode {
  const data = useAreas((state) => state.data);
  if (data === null) return closed;
  return <Shown key={`${data.level} ${String(data.year)}`} data={data} />;
}

function Shown({ data }: { readonly data: AreaData }): ReactElement {
  const { t } = useWords();
  const picture = useNeedsPicture(data);
  useClearOnEscape();
  if (picture === null)
    return (
      <div className={layout['empty']}>
        <h1>{t('part.needs')}</h1>
        <p>{t('purpose.needs')}</p>
        <p>{t('needs.nothing')}</p>
      </div>
    );
  const separatorLabel = t('frame.resize');
  const upper = (
    <SplitPanes
      id="needs-upper"
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        {
          id: 'needs-map',
          label: t('needs.map'),
          share: 52,
          least: 240,
          content: <NeedsMap data={data} picture={picture} />,
        },
        {
          id: 'needs-lists',
          label: t('needs.lists'),
          share: 48,
          least: 240,
          content: <FactorLists data={data} picture={picture} />,
        },
      ]}
    />
  );
  const lower = (
    <SplitPanes
      id="needs-lower"
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'needs-upset', label: t('needs.upset'), share: 48, least: 240, content: <UpsetView picture={picture} /> },
        {
          id: 'needs-views',
          label: t('needs.views'),
          share: 50,
          least: 240,
          content: <NeedsViews data={data} picture={picture} />,
        },
      ]}
    />
  );
  const right = (
    <SplitPanes
      id="needs-right"
      direction="vertical"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'needs-up', label: '', share: 52, least: 160, content: upper, stop: false },
        { id: 'needs-down', label: '', share: 48, least: 150, content: lower, stop: false },
      ]}
    />
  );
  return (
    <>
      <h1 className={layout['unseen']}>{t('part.needs')}</h1>
      <NeedsBar picture={picture} />
      <div className={layout['panes']}>
        <SplitPanes
          id="needs"
          direction="horizontal"
          separatorLabel={separatorLabel}
          panes={[
            {
              id: 'needs-classes',
              label: t('needs.classes'),
              share: 28,
              least: 230,
              content: <ClassesPane picture={picture} />,
            },
            { id: 'needs-result', label: '', share: 72, least: 500, content: right, stop: false },
          ]}
        />
      </div>
    </>
  );
}
