import { type ReactElement, type ReactNode, useEffect, useMemo } from 'react';
import { isTextKey, text } from '../../../shared/texts/text.ts';
import layout from '../../app/frame/Part.module.css';
import { useClearOnEscape } from '../../app/linked/useClearOnEscape.ts';
import { type AreaData, useAreas } from '../../app/state/areas.ts';
import { useWords } from '../../i18n/words.ts';
import { SplitPanes } from '../../ui/panes/SplitPanes.tsx';
import { GroupsBar } from './bar/GroupsBar.tsx';
import { GroupList } from './list/GroupList.tsx';
import { GroupMap } from './map/GroupMap.tsx';
import { Grouper } from './model/grouper.ts';
import { type GroupSettings, startSettings } from './model/settings.ts';
import { GrouperContext, useGrouper } from './model/useGrouper.ts';
import { VariablesPane } from './variables/VariablesPane.tsx';
import { ViewPane } from './views/ViewPane.tsx';

/** Grupper: areas with like conditions together, how many groups there are and how sure they are, and what sets each apart. */
export function GroupsScreen({ closed }: { readonly closed: ReactNode }): ReactNode {
  const { t } = useWords();
  const data = useAreas((state) => state.data);
  const start = useMemo(() => (data === null ? null : startSettings(data.indicators)), [data]);
  if (data === null) return closed;
  if (start === null)
    return (
      <div className={layout['empty']}>
        <h1>{t('part.groups')}</h1>
        <p>{t('purpose.groups')}</p>
        <p>{t('groups.tooFewIndicators')}</p>
      </div>
    );
  return <Grouped key={`${data.level} ${String(data.year)}`} data={data} start={start} />;
}

function Grouped({ data, start }: { readonly data: AreaData; readonly start: GroupSettings }): ReactElement {
  const { t } = useWords();
  const grouper = useMemo(() => new Grouper(data, start), [data, start]);
  useClearOnEscape();
  useEffect(() => {
    grouper.start();
    return () => {
      grouper.stop();
    };
  }, [grouper]);
  return (
    <GrouperContext value={grouper}>
      <h1 className={layout['unseen']}>{t('part.groups')}</h1>
      <GroupsBar />
      <Fault />
      <Panes />
    </GrouperContext>
  );
}

/** Why nothing can be grouped as the settings say; what was shown before stays. */
function Fault(): ReactElement | null {
  const { language } = useWords();
  const { fault } = useGrouper();
  if (fault === null || !isTextKey(fault.key)) return null;
  return (
    <p role="alert" className={layout['failure']}>
      {text(language, fault.key, fault.parameters)}
    </p>
  );
}

function Panes(): ReactElement {
  const { t } = useWords();
  const separatorLabel = t('frame.resize');
  const upper = (
    <SplitPanes
      id="groups-upper"
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'groups-map', label: t('groups.map'), share: 55, least: 240, content: <GroupMap /> },
        { id: 'groups-list', label: t('groups.list'), share: 45, least: 260, content: <GroupList /> },
      ]}
    />
  );
  const lower = (
    <SplitPanes
      id="groups-lower"
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        {
          id: 'groups-view-left',
          label: t('groups.viewLeft'),
          share: 46,
          least: 240,
          content: <ViewPane side="left" begin="choice" />,
        },
        {
          id: 'groups-view-right',
          label: t('groups.viewRight'),
          share: 54,
          least: 240,
          content: <ViewPane side="right" begin="profiles" />,
        },
      ]}
    />
  );
  const right = (
    <SplitPanes
      id="groups-right"
      direction="vertical"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'groups-up', label: '', share: 56, least: 180, content: upper, stop: false },
        { id: 'groups-down', label: '', share: 44, least: 150, content: lower, stop: false },
      ]}
    />
  );
  return (
    <div className={layout['panes']}>
      <SplitPanes
        id="groups"
        direction="horizontal"
        separatorLabel={separatorLabel}
        panes={[
          { id: 'groups-variables', label: t('groups.variables'), share: 22, least: 220, content: <VariablesPane /> },
          { id: 'groups-result', label: '', share: 78, least: 500, content: right, stop: false },
        ]}
      />
    </div>
  );
}
