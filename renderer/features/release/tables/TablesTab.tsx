import { type ReactElement, useEffect } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useAreas } from '../../../app/state/areas.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useProject } from '../../../app/state/project.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { SplitPanes } from '../../../ui/panes/SplitPanes.tsx';
import { BuilderPane } from './builder/BuilderPane.tsx';
import { DraftBar } from './draft/DraftBar.tsx';
import { missingIn } from './model/built.ts';
import { useBuilder } from './model/builder.ts';
import { useDraft } from './model/draft.ts';
import { subjectOf, useResults } from './model/results.ts';
import { defaultTitle } from './model/words.ts';
import { ResultPane } from './ResultPane.tsx';
import forms from '../../../ui/forms/SmallForm.module.css';
import styles from './TablesTab.module.css';

/** Tables as drafts: put together with their unsafe cells counted meanwhile, protected, looked at, and laid into the release. */
export function TablesTab(): ReactElement {
  const { t } = useWords();
  useStart();
  return (
    <div className={styles['tab']}>
      <Bar />
      <div className={styles['panes']}>
        <SplitPanes
          id="release-tables"
          direction="horizontal"
          separatorLabel={t('frame.resize')}
          panes={[
            {
              id: 'release-builder',
              label: t('releaseTables.builder'),
              share: 32,
              least: 300,
              content: <BuilderPane />,
            },
            { id: 'release-result', label: t('releaseTables.result'), share: 68, least: 420, content: <ResultPane /> },
          ]}
        />
      </div>
    </div>
  );
}

/** Reads what there is, and listens to the keys of undo. */
function useStart(): void {
  const { t, language } = useWords();
  const shown = useAreas((state) => state.data?.year);
  const latest = useProject((state) => state.summary?.years.at(-1));
  const year = shown ?? latest ?? 0;
  const indicators = useAreas((state) => state.data?.indicators.columns);
  const begin = useBuilder((state) => state.begin);
  const load = useDraft((state) => state.load);
  const known = useDraft((state) => state.history !== null);
  useEffect(() => {
    const nameOf = (id: string): string => indicators?.find(({ meta }) => meta.id === id)?.meta.name[language] ?? id;
    void begin(year, (built) => {
      const own = defaultTitle(built, { t }, nameOf).slice(0, 300);
      return { sv: own, en: own };
    });
  }, [begin, year, t, language, indicators]);
  useEffect(() => {
    if (!known)
      void load(year, { sv: t('releaseTables.draftTitle', { year }), en: t('releaseTables.draftTitle', { year }) });
  }, [known, load, year, t]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      if (event.shiftKey) useBuilder.getState().redo();
      else useBuilder.getState().undo();
    };
    globalThis.addEventListener('keydown', pressed);
    return () => {
      globalThis.removeEventListener('keydown', pressed);
    };
  }, []);
}

function Bar(): ReactElement {
  const { t, language } = useWords();
  const history = useBuilder((state) => state.history);
  const behind = useBuilder((state) => state.behind);
  const failed = useBuilder((state) => state.failure !== null);
  const undo = useBuilder((state) => state.undo);
  const redo = useBuilder((state) => state.redo);
  const busy = useJobs((state) => state.running !== null);
  const { made, failure, running } = useResults();
  const protect = useResults((state) => state.protect);
  const compare = useResults((state) => state.compare);
  const cancel = useJobs((state) => state.cancel);
  const built = history?.present ?? null;
  const ready = built !== null && missingIn(built) === null && !failed;
  const isShown = built !== null && made?.subject === subjectOf(built);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('releaseTables.toolbar')}>
      <IconButton
        shape="undo"
        size={28}
        label={t('releaseTables.undo')}
        disabled={(history?.past.length ?? 0) === 0}
        onClick={undo}
      />
      <IconButton
        shape="redo"
        size={28}
        label={t('releaseTables.redo')}
        disabled={(history?.future.length ?? 0) === 0}
        onClick={redo}
      />
      <Button
        kind="primary"
        disabled={!ready || behind || busy}
        onClick={() => {
          if (built !== null) void protect(built);
        }}
      >
        {t(made === null || isShown ? 'releaseTables.protect' : 'releaseTables.protectAgain')}
      </Button>
      <Button
        disabled={!ready || behind || busy}
        onClick={() => {
          if (built !== null) void compare(built);
        }}
      >
        {t('releaseTables.compare')}
      </Button>
      {running !== null && (
        <Button
          kind="quiet"
          onClick={() => {
            void cancel();
          }}
        >
          {t('releaseTables.cancel')}
        </Button>
      )}
      {failure !== null && (
        <span className={forms['fault']} role="alert">
          {failureText(failure, language)}
        </span>
      )}
      <span className={styles['space']} />
      <DraftBar built={built} ready={ready} />
    </div>
  );
}
