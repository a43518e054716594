import { type ReactElement, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { AttackView } from './attack/AttackView.tsx';
import { MethodsView } from './methods/MethodsView.tsx';
import { useBuilder } from './model/builder.ts';
import { contentOf, type RefusedTable, subjectOf, useResults } from './model/results.ts';
import { useOrganisation } from '../model/organisation.ts';
import forms from '../../../ui/forms/SmallForm.module.css';
import styles from './Result.module.css';
import { ProtectedView } from './table/ProtectedView.tsx';

type View = 'table' | 'attack' | 'methods';

/** What came of it: the protected table, the attack on it, and the methods side by side. */
export function ResultPane(): ReactElement {
  const { t, language, format } = useWords();
  const [view, setView] = useState<View>('table');
  const built = useBuilder((state) => state.history?.present ?? null);
  const made = useResults((state) => state.made);
  const compared = useResults((state) => state.compared);
  // Other rules make another table of it.
  useOrganisation((state) => state.chosen);
  const shown = view === 'methods' ? compared : made;
  const isStale =
    shown !== null && built !== null && shown.subject !== (view === 'methods' ? contentOf(built) : subjectOf(built));
  const outcome = made?.outcome ?? null;
  return (
    <div className={styles['result']}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>
          {shown === null ? t('releaseTables.result') : shown.built.table.title[language]}
        </h2>
        <Segmented<View>
          label={t('releaseTables.views')}
          value={view}
          choices={[
            { value: 'table', label: t('releaseTables.view.table') },
            { value: 'attack', label: t('releaseTables.view.attack') },
            { value: 'methods', label: t('releaseTables.view.methods') },
          ]}
          onChange={setView}
        />
      </div>
      {isStale && (
        <output className={styles['stale']}>
          {t(view === 'methods' ? 'releaseTables.staleMethods' : 'releaseTables.stale')}
        </output>
      )}
      {view === 'methods' ? (
        <MethodsView />
      ) : outcome === null ? (
        <div className={styles['empty']}>
          <p>{t('releaseTables.notProtected')}</p>
          <p className={forms['hint']}>{t('releaseTables.notProtectedMore')}</p>
        </div>
      ) : outcome.kind === 'refused' ? (
        <Refused refused={outcome.refused} />
      ) : (
        <>
          <p className={`${styles['tools'] ?? ''} ${forms['hint'] ?? ''}`}>
            {t(
              outcome.table.measures.some(({ changed }) => changed !== null)
                ? 'releaseTables.summaryChanged'
                : 'releaseTables.summary',
              {
                primary: format.count(outcome.table.primary),
                secondary: format.count(outcome.table.secondary),
                cells: format.count(outcome.table.measures.reduce((sum, { values }) => sum + values.length, 0)),
                seconds: format.number(outcome.table.seconds, 1),
              },
            )}{' '}
            {t('releaseTables.summaryAttack', {
              insiders: format.count(outcome.table.insiders),
              exact: format.count(outcome.table.exactSecondaries),
            })}
          </p>
          {view === 'table' ? <ProtectedView table={outcome.table} /> : <AttackView table={outcome.table} />}
        </>
      )}
    </div>
  );
}

/** No pattern could be proven: which cells stand in the way, and what helps. */
function Refused({ refused }: { readonly refused: RefusedTable }): ReactElement {
  const { t, format } = useWords();
  return (
    <ScrollRegion label={t('releaseTables.refused')}>
      <div className={styles['empty']} role="alert">
        <p className={styles['fault']}>{t('releaseTables.refusedCells', { cells: format.count(refused.cells) })}</p>
        <p>{t('releaseTables.refusedHelp')}</p>
        <ul>
          {refused.reasons.map(({ kind, cell }) => (
            <li key={`${kind} ${cell}`}>{cell.replaceAll('|', ', ')}</li>
          ))}
        </ul>
      </div>
    </ScrollRegion>
  );
}
