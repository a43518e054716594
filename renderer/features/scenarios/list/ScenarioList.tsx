import type { ReactElement } from 'react';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useScenarios } from '../model/scenarioStore.ts';
import styles from '../Scenarios.module.css';

/** The project's scenarios; the one that is picked is what the first is compared with. */
export function ScenarioList(): ReactElement {
  const { t, language } = useWords();
  const { list, to, compare, comments } = useScenarios();
  return (
    <ScrollRegion label={t('scenarios.list')} fill>
      <ul className={styles['rows']}>
        {list.map(({ id, name, method, version, savedAt, savedBy, removed }) => {
          const said = comments.filter(({ about }) => about.kind === 'scenario' && about.id === id).length;
          return (
            <li key={id}>
              <button
                type="button"
                className={styles['row']}
                data-removed={removed}
                aria-pressed={to === id}
                onClick={() => {
                  compare({ to: id });
                }}
              >
                <span className={styles['name']}>{name}</span>
                <span className={styles['meta']}>
                  {[
                    text(language, `scenario.kind.${method.kind}`),
                    t('scenarios.version', { version }),
                    `${savedAt.slice(0, 10)} ${savedBy}`.trim(),
                    said === 0 ? '' : t('scenarios.commentCount', { count: said }),
                    removed ? t('scenarios.removed') : '',
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}
