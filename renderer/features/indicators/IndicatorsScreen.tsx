import { type ReactElement, useEffect } from 'react';
import { failureText } from '../../app/connection/client.ts';
import { type AreaData, useAreas } from '../../app/state/areas.ts';
import { useJobs } from '../../app/state/jobs.ts';
import { useWhere } from '../../app/state/parts.ts';
import { type ProjectSummary, useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { TextField } from '../../ui/controls/Fields.tsx';
import { Segmented } from '../../ui/controls/Segmented.tsx';
import { Catalogue } from './catalogue/Catalogue.tsx';
import { CorrelationView } from './correlation/CorrelationView.tsx';
import { DefinePage } from './define/DefinePage.tsx';
import { DefinitionsMenu } from './define/DefinitionsMenu.tsx';
import { useEditor } from './define/model/editor.ts';
import { NewerDefinitions } from './define/NewerDefinitions.tsx';
import { DevelopmentPage } from './development/DevelopmentPage.tsx';
import styles from './IndicatorsScreen.module.css';
import { followComputing, useIndicators } from './model/indicators.ts';
import { IndicatorPage } from './page/IndicatorPage.tsx';

// Followed from when the screen is first shown, also while another one is.
followComputing();

function Failure(): ReactElement | null {
  const { language } = useWords();
  const failure = useIndicators((state) => state.failure);
  return failure === null ? null : (
    <p className={styles['failure']} role="alert">
      {failureText(failure, language)}
    </p>
  );
}

/** Before anything has been computed: what the screen is for, and the next step. */
function NotComputed({ summary }: { readonly summary: ProjectSummary }): ReactElement {
  const { t, format } = useWords();
  const go = useWhere((state) => state.go);
  const compute = useIndicators((state) => state.compute);
  const running = useJobs((state) => state.running !== null);
  const noData = summary.registers.length === 0;
  return (
    <div className={styles['empty']}>
      <h1>{t('part.indicators')}</h1>
      <p>{t('purpose.indicators')}</p>
      <h2>{t('empty.now')}</h2>
      {noData ? (
        <>
          <p>{t('indicators.noData')}</p>
          <Button
            kind="primary"
            onClick={() => {
              go('data');
            }}
          >
            {t('indicators.toData')}
          </Button>
        </>
      ) : (
        <>
          <p>
            {t('indicators.notComputed', { persons: format.count(summary.persons), years: summary.years.join(', ') })}
          </p>
          <Button
            kind="primary"
            disabled={running}
            onClick={() => {
              void compute(true);
            }}
          >
            {t('indicators.compute')}
          </Button>
        </>
      )}
      <Failure />
    </div>
  );
}

function Bar({ data }: { readonly data: AreaData }): ReactElement {
  const { t } = useWords();
  const { view, show, filter, filterBy, compute } = useIndicators();
  const running = useJobs((state) => state.running !== null);
  return (
    <div className={styles['bar']}>
      <Segmented
        label={t('indicators.view')}
        value={view.kind === 'correlations' ? 'correlations' : 'catalogue'}
        choices={[
          { value: 'catalogue', label: t('indicators.catalogue') },
          { value: 'correlations', label: t('indicators.correlations') },
        ]}
        onChange={(kind) => {
          show({ kind });
        }}
      />
      <span className={styles['quiet']}>
        {t('indicators.count', { count: data.indicators.columns.length, year: data.year })}
      </span>
      <span className={styles['gap']} />
      {view.kind === 'catalogue' && (
        <TextField
          label={t('indicators.filter')}
          labelHidden
          placeholder={t('indicators.filter')}
          value={filter}
          width={240}
          onChange={filterBy}
        />
      )}
      <DefinitionsMenu data={data} />
      <Button
        disabled={running}
        onClick={() => {
          void compute(true);
        }}
      >
        {t('indicators.computeAgain')}
      </Button>
    </div>
  );
}

function Shown({ data }: { readonly data: AreaData }): ReactElement {
  const { view, loadOverview, loadNewer } = useIndicators();
  useEffect(() => {
    void loadOverview(data.level, data.year);
    void loadNewer();
  }, [loadOverview, loadNewer, data]);
  const editing = useEditor((state) => state.editing !== null);
  const column = 'id' in view ? data.indicators.byId.get(view.id) : undefined;
  if (view.kind === 'define' && editing) return <DefinePage data={data} />;
  if (view.kind === 'development' && column !== undefined)
    return <DevelopmentPage key={view.id} data={data} column={column} />;
  if (column !== undefined)
    return (
      <>
        <Failure />
        <IndicatorPage data={data} column={column} />
      </>
    );
  return (
    <>
      <Bar data={data} />
      <NewerDefinitions />
      <Failure />
      {view.kind === 'correlations' ? <CorrelationView data={data} /> : <Catalogue data={data} />}
    </>
  );
}

/** Every indicator of the project, how each is defined, and how they go together. `closed`: no project is open. */
export function IndicatorsScreen({ closed }: { readonly closed: ReactElement }): ReactElement {
  const { t, language } = useWords();
  const summary = useProject((state) => state.summary);
  const { status, data, failure } = useAreas();
  if (summary === null) return closed;
  if (summary.indicatorYears.length === 0) return <NotComputed summary={summary} />;
  if (status === 'failed' && failure !== null)
    return (
      <div className={styles['empty']} role="alert">
        <h1>{t('areas.failed')}</h1>
        <p>{failureText(failure, language)}</p>
      </div>
    );
  return data === null ? (
    <output className={styles['empty']}>{t('areas.loading')}</output>
  ) : (
    <Shown key={data.level} data={data} />
  );
}
