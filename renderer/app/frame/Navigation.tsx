import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useAreas } from '../state/areas.ts';
import { useJobs } from '../state/jobs.ts';
import { type Part, PARTS, type PartState, useWhere } from '../state/parts.ts';
import { type ProjectSummary, useProject } from '../state/project.ts';
import { type ReleaseState, useReleases } from '../state/releases.ts';
import styles from './Navigation.module.css';

/** Steps of work that the Data screen starts in the open project. */
const DATA_STEPS = /^(?:import|project)\.step\./u;
/** Protecting, attacking, packing and checking packages. */
const RELEASE_STEPS = /^(?:disclosure|flow|release|verify)\.step/u;
const INDICATOR_STEPS = /^indicators\.step\./u;

/** How far the open project has come in each part that can be worked with. */
export function partStates(
  summary: ProjectSummary | null,
  areas: 'none' | 'loading' | 'ready' | 'failed',
  running: 'project' | 'data' | 'indicators' | 'release' | null,
  releases: ReleaseState | null,
): Readonly<Record<Part, PartState>> {
  const when = (is: boolean): PartState => (is ? 'ready' : 'empty');
  const shown = areas === 'loading' ? 'running' : when(areas === 'ready');
  return {
    project: running === 'project' ? 'running' : when(summary !== null),
    data: running === 'data' ? 'running' : when((summary?.registers.length ?? 0) > 0),
    indicators: running === 'indicators' ? 'running' : when((summary?.indicatorYears.length ?? 0) > 0),
    areas: shown,
    assessment: shown,
    needs: shown,
    groups: shown,
    scenarios: shown,
    change: 'empty',
    release:
      running === 'release'
        ? 'running'
        : releases?.outdated === true
          ? 'stale'
          : when(releases !== null && releases.drafted + releases.releases > 0),
    log: when(summary !== null),
  };
}

export function Navigation(): ReactElement {
  const { t } = useWords();
  const part = useWhere((state) => state.part);
  const go = useWhere((state) => state.go);
  const summary = useProject((state) => state.summary);
  const areas = useAreas((state) => state.status);
  const step = useJobs((state) => state.running?.step ?? null);
  const releases = useReleases((state) => state.state);
  const running =
    step === null
      ? null
      : summary !== null && DATA_STEPS.test(step)
        ? 'data'
        : summary !== null && INDICATOR_STEPS.test(step)
          ? 'indicators'
          : RELEASE_STEPS.test(step)
            ? 'release'
            : 'project';
  const states = partStates(summary, areas, running, releases);
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
