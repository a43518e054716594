import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useAreas } from '../state/areas.ts';
import { useJobs } from '../state/jobs.ts';
import { type Part, PARTS, type PartState, useWhere } from '../state/parts.ts';
import { type ProjectSummary, useProject } from '../state/project.ts';
import styles from './Navigation.module.css';

/** How far the open project has come in each part that can be worked with. */
export function partStates(
  summary: ProjectSummary | null,
  areas: 'none' | 'loading' | 'ready' | 'failed',
  running: boolean,
): Readonly<Record<Part, PartState>> {
  const when = (is: boolean): PartState => (is ? 'ready' : 'empty');
  const shown = areas === 'loading' ? 'running' : when(areas === 'ready');
  return {
    project: running ? 'running' : when(summary !== null),
    data: when((summary?.registers.length ?? 0) > 0),
    indicators: when((summary?.indicatorYears.length ?? 0) > 0),
    areas: shown,
    assessment: shown,
    needs: 'empty',
    groups: 'empty',
    scenarios: 'empty',
    change: 'empty',
    release: 'empty',
    log: 'empty',
  };
}

export function Navigation(): ReactElement {
  const { t } = useWords();
  const part = useWhere((state) => state.part);
  const go = useWhere((state) => state.go);
  const summary = useProject((state) => state.summary);
  const areas = useAreas((state) => state.status);
  const running = useJobs((state) => state.running !== null);
  const states = partStates(summary, areas, running);
  return (
    <nav className={styles['navigation']} aria-label={t('frame.parts')} data-pane="navigation" tabIndex={-1}>
      <ul className={styles['list']}>
        {PARTS.map((each) => (
          <li key={each}>
            <button
              type="button"
              className={styles['part']}
              aria-current={each === part ? 'page' : undefined}
              onClick={() => {
                go(each);
              }}
            >
              <span className={styles['name']}>{t(`part.${each}`)}</span>
              <span className={styles['state']} data-state={states[each]}>
                <span className={styles['said']}>{t(`state.${states[each]}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
