import { type ReactElement, useCallback, useEffect, useMemo } from 'react';
import { type Candidate, startSettings } from '../../../shared/domain/tuning/start.ts';
import type { Settings } from '../../../shared/domain/tuning/settings.ts';
import { isTextKey, text } from '../../../shared/texts/text.ts';
import { type AreaData, useAreas } from '../../app/state/areas.ts';
import { useWhere } from '../../app/state/parts.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { SplitPanes } from '../../ui/panes/SplitPanes.tsx';
import layout from '../../app/frame/Part.module.css';
import styles from './Assessment.module.css';
import { AssessmentBar } from './bar/AssessmentBar.tsx';
import { RankList } from './list/RankList.tsx';
import { MapPane } from './map/MapPane.tsx';
import { useClasses } from './map/useClasses.ts';
import { assessedColumns } from '../../app/assessed/assessed.ts';
import { ProjectYears } from '../../app/assessed/projectYears.ts';
import { Tuner } from './model/tuner.ts';
import { TunerContext, useTuned, useTuner } from './model/useTuner.ts';
import { ProblemsPane } from './problems/ProblemsPane.tsx';
import { SeiPane } from './sei/SeiPane.tsx';
import { ViewsPane } from './views/ViewsPane.tsx';
import { WeightsPane } from './weights/WeightsPane.tsx';
import { WhyPane } from './why/WhyPane.tsx';

const DECIMALS = { index: 2, 'problem-count': 0, sei: 1 } as const;

const candidatesOf = (data: AreaData): Candidate[] =>
  data.indicators.columns.map(({ meta, values }) => ({ ...meta, values }));

/** Sammanvägning: weights and thresholds, and the map, the ranking and the moved areas that follow them. */
export function AssessmentScreen(): ReactElement {
  const { t } = useWords();
  const data = useAreas((state) => state.data);
  const go = useWhere((state) => state.go);
  const start = useMemo(
    () =>
      data === null
        ? null
        : startSettings(candidatesOf(data), { large: t('assessment.large'), largest: t('assessment.largest') }),
    [data, t],
  );
  if (data === null || start === null) {
    return (
      <div className={layout['empty']}>
        <h1>{t('part.assessment')}</h1>
        <p>{t('purpose.assessment')}</p>
        <p>{t(data === null ? 'assessment.noData' : 'assessment.tooFew')}</p>
        <div>
          <Button
            kind="primary"
            onClick={() => {
              go('project');
            }}
          >
            {t('empty.toProject')}
          </Button>
        </div>
      </div>
    );
  }
  return <Tuned key={`${data.level} ${String(data.year)}`} data={data} start={start} />;
}

function Tuned({ data, start }: { readonly data: AreaData; readonly start: Settings }): ReactElement {
  const { t } = useWords();
  const tuner = useMemo(() => {
    const years = new ProjectYears(data.level);
    return new Tuner(assessedColumns(data, years), start, years);
  }, [data, start]);
  useEffect(() => tuner.stop, [tuner]);
  return (
    <TunerContext value={tuner}>
      <h1 className={layout['unseen']}>{t('part.assessment')}</h1>
      <AssessmentBar start={start} />
      <Failure />
      <Panes data={data} />
    </TunerContext>
  );
}

/** Why the settings cannot be carried out; what was shown before stays. */
function Failure(): ReactElement | null {
  const { language, t } = useWords();
  const failure = useTuned((tuner) => tuner.failure);
  const waiting = useTuned((tuner) => tuner.waiting);
  if (waiting) return <output className={styles['waiting']}>{t('assessment.fetchingYear')}</output>;
  if (failure === null || !isTextKey(failure.key)) return null;
  return (
    <p role="alert" className={layout['failure']}>
      {text(language, failure.key, failure.parameters)}
    </p>
  );
}

function Panes({ data }: { readonly data: AreaData }): ReactElement {
  const { t, format } = useWords();
  const kind = useTuned(({ settings }) => settings.kind);
  const ranked = useTuned(({ live }) => live.ranked);
  const excluded = useTuned(({ live }) => data.areas.count - live.taking.areas.length);
  const classes = useClasses();
  const scoreName = t(`assessment.score.${kind}`);
  const decimals = DECIMALS[kind];
  const separatorLabel = t('frame.resize');
  const tuner = useTuner();
  const { colours } = classes;
  const colour = useCallback(
    (area: number): string => colours[tuner.classOf[area] ?? -1] ?? 'transparent',
    [colours, tuner],
  );
  const list = (
    <>
      <RankList data={data} decimals={decimals} scoreName={scoreName} colour={colour} />
      <p className={styles['foot']}>
        {t(excluded === 0 ? 'assessment.ranked' : 'assessment.rankedExcluded', {
          ranked: format.count(ranked),
          without: format.count(data.areas.count - ranked - excluded),
          excluded: format.count(excluded),
        })}
      </p>
    </>
  );
  const upper = (
    <SplitPanes
      id="assessment-upper"
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        {
          id: 'assessment-map',
          label: t('assessment.map'),
          share: 52,
          least: 240,
          content: <MapPane data={data} classes={classes} decimals={decimals} scoreName={scoreName} />,
        },
        { id: 'assessment-list', label: t('assessment.ranking'), share: 48, least: 260, content: list },
      ]}
    />
  );
  const lower = (
    <SplitPanes
      id="assessment-below"
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        {
          id: 'assessment-views',
          label: t('assessment.views'),
          share: 56,
          least: 280,
          content: <ViewsPane data={data} classes={classes} decimals={decimals} />,
        },
        {
          id: 'assessment-why',
          label: t('assessment.why'),
          share: 44,
          least: 240,
          content: <WhyPane data={data} decimals={decimals} />,
        },
      ]}
    />
  );
  const right = (
    <SplitPanes
      id="assessment-beside"
      direction="vertical"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'assessment-up', label: '', share: 62, least: 200, content: upper, stop: false },
        { id: 'assessment-down', label: '', share: 38, least: 90, content: lower, stop: false },
      ]}
    />
  );
  return (
    <div className={layout['panes']}>
      <SplitPanes
        id="assessment"
        direction="horizontal"
        separatorLabel={separatorLabel}
        panes={[
          {
            id: 'assessment-settings',
            label: t('assessment.settings'),
            share: 28,
            least: 280,
            content:
              kind === 'index' ? (
                <WeightsPane />
              ) : kind === 'problem-count' ? (
                <ProblemsPane data={data} />
              ) : (
                <SeiPane data={data} />
              ),
          },
          { id: 'assessment-result', label: '', share: 72, least: 500, content: right, stop: false },
        ]}
      />
    </div>
  );
}
