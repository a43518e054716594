import { type ReactElement, type ReactNode, useEffect } from 'react';
import { isTextKey, text } from '../../../shared/texts/text.ts';
import { failureText } from '../../app/connection/client.ts';
import layout from '../../app/frame/Part.module.css';
import { useClearOnEscape } from '../../app/linked/useClearOnEscape.ts';
import { type AreaData, useAreas } from '../../app/state/areas.ts';
import { useWhere } from '../../app/state/parts.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { SplitPanes } from '../../ui/panes/SplitPanes.tsx';
import { ScenarioBar } from './bar/ScenarioBar.tsx';
import { ScenarioDetail } from './list/ScenarioDetail.tsx';
import { ScenarioList } from './list/ScenarioList.tsx';
import { DifferenceMap } from './map/DifferenceMap.tsx';
import { useScenarios } from './model/scenarioStore.ts';
import { useComparison } from './model/useComparison.ts';
import { ScenarioViews } from './views/ScenarioViews.tsx';

/** Scenarier: ways of assessing beside each other, who moves between them and why, and which areas all of them single out. */
export function ScenariosScreen({ closed }: { readonly closed: ReactNode }): ReactNode {
  const data = useAreas((state) => state.data);
  if (data === null) return closed;
  return <Shown key={`${data.level} ${String(data.year)}`} data={data} />;
}

function Shown({ data }: { readonly data: AreaData }): ReactElement {
  const { t, language } = useWords();
  const refresh = useScenarios((state) => state.refresh);
  const failure = useScenarios((state) => state.failure);
  const picture = useComparison(data);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useClearOnEscape();
  if (picture === null) return <output className={layout['empty']}>{t('frame.loadingScreen')}</output>;
  const separatorLabel = t('frame.resize');
  const left = (
    <SplitPanes
      id="scenarios-left"
      direction="vertical"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'scenarios-list', label: t('scenarios.list'), share: 44, least: 120, content: <ScenarioList /> },
        { id: 'scenarios-detail', label: t('scenarios.detail'), share: 56, least: 140, content: <ScenarioDetail /> },
      ]}
    />
  );
  return (
    <>
      <h1 className={layout['unseen']}>{t('part.scenarios')}</h1>
      <ScenarioBar picture={picture} />
      {failure !== null && (
        <p role="alert" className={layout['failure']}>
          {failureText(failure, language)}
        </p>
      )}
      {picture.failed.map(({ scenario, fault }) => (
        <p key={scenario.id} className={layout['failure']}>
          {scenario.name}: {isTextKey(fault.key) ? text(language, fault.key, fault.parameters) : ''}
        </p>
      ))}
      {picture.carried.length === 0 && picture.failed.length === 0 ? (
        <Nothing />
      ) : (
        <div className={layout['panes']}>
          <SplitPanes
            id="scenarios"
            direction="horizontal"
            separatorLabel={separatorLabel}
            panes={[
              { id: 'scenarios-side', label: '', share: 26, least: 240, content: left, stop: false },
              {
                id: 'scenarios-map',
                label: t('scenarios.map'),
                share: 34,
                least: 240,
                content: <DifferenceMap data={data} picture={picture} />,
              },
              {
                id: 'scenarios-views',
                label: t('scenarios.views'),
                share: 40,
                least: 320,
                content: <ScenarioViews data={data} picture={picture} />,
              },
            ]}
          />
        </div>
      )}
    </>
  );
}

function Nothing(): ReactElement {
  const { t } = useWords();
  const go = useWhere((state) => state.go);
  return (
    <div className={layout['empty']}>
      <p>{t('purpose.scenarios')}</p>
      <p>{t('scenarios.none')}</p>
      <div>
        <Button
          kind="primary"
          onClick={() => {
            go('assessment');
          }}
        >
          {t('scenarios.toAssessment')}
        </Button>
      </div>
    </div>
  );
}
