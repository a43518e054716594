import { type ReactElement, useEffect } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Theme } from '../../ui/theme/Theme.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useWhere } from '../state/parts.ts';
import { useProject } from '../state/project.ts';
import { guardClipboard } from './clipboard.ts';
import { Commands } from './Commands.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Handbook } from './Handbook.tsx';
import { JobLine } from './JobLine.tsx';
import { Navigation } from './Navigation.tsx';
import { movePane } from './panes.ts';
import { Screen } from './Screen.tsx';
import { guardPrinting } from './printing.ts';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';

export function Shell(): ReactElement {
  const scheme = usePreferences((state) => state.scheme);
  const part = useWhere((state) => state.part);
  const refresh = useProject((state) => state.refresh);
  const { t } = useWords();
  useEffect(() => {
    globalThis.addEventListener('keydown', movePane);
    const unguard = guardClipboard(document);
    const stopPrinting = guardPrinting(document, globalThis);
    void refresh();
    return () => {
      globalThis.removeEventListener('keydown', movePane);
      unguard();
      stopPrinting();
    };
  }, [refresh]);
  return (
    <Theme scheme={scheme}>
      <div className={styles['shell']}>
        <TopBar />
        <Navigation />
        <main className={styles['work']} data-pane="work" tabIndex={-1} aria-label={t(`part.${part}`)}>
          <ErrorBoundary
            key={part}
            title={t('frame.broken')}
            advice={t('frame.brokenAdvice')}
            again={t('frame.tryAgain')}
          >
            <Screen part={part} />
          </ErrorBoundary>
        </main>
        <JobLine />
      </div>
      <Commands />
      <Handbook />
    </Theme>
  );
}
