import type { ReactElement } from 'react';
import { isTextKey, text } from '../../../../shared/texts/text.ts';
import { useWords, type WordKey, type Words } from '../../../i18n/words.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import styles from './Ledger.module.css';
import { Withdraw } from './Withdraw.tsx';

type Fact = LedgerEntry['facts'][number];

const OUTCOMES: Readonly<Record<string, WordKey>> = {
  approved: 'ledger.state.approved',
  changed: 'ledger.state.changed',
  rejected: 'ledger.state.rejected',
};

const STEPS: Readonly<Record<string, WordKey>> = {
  submit: 'ledger.step.submit',
  approve: 'ledger.step.approve',
  reject: 'ledger.step.reject',
  seal: 'ledger.step.seal',
  withdraw: 'ledger.step.withdraw',
  enter: 'ledger.step.enter',
};

/** What a fact says in words; the sentence of a rule without what it was about, which the ledger does not hold. */
function valueOf({ term, value }: Fact, { t, language }: Words): string {
  if (term === 'outcome') return t(OUTCOMES[value] ?? 'ledger.state.submitted');
  if (term === 'step') return STEPS[value] === undefined ? value : t(STEPS[value]);
  if (term === 'rule') return isTextKey(value) ? text(language, value) : value;
  return value;
}

/** One entry: when, what, who, and how it now stands; opened, everything that the ledger says of it. */
export function Entry({ entry }: { readonly entry: LedgerEntry }): ReactElement {
  const words = useWords();
  const { t, language, format } = words;
  const { position, at, action, who, role, release, state, facts, tables } = entry;
  const short = facts.find(({ term }) => term !== 'hash' && term !== 'rule');
  const named = tables.length > 0 ? tables.map(({ title }) => title[language]).join(', ') : '';
  return (
    <li className={styles['entry']} data-action={action}>
      <details>
        <summary>
          <span className={styles['number']}>{position}</span>
          <span className={styles['time']}>{format.time(at)}</span>
          <span className={styles['action']}>{t(`ledger.action.${action}`)}</span>
          <span className={styles['about']}>
            {named === '' ? (short === undefined ? '' : valueOf(short, words)) : named}
          </span>
          <span className={styles['who']}>{who}</span>
          {state === null ? <span /> : <span className={styles['state']}>{t(`ledger.state.${state}`)}</span>}
        </summary>
        <dl className={styles['details']}>
          {role !== null && (
            <div>
              <dt>{t('ledger.by')}</dt>
              <dd>
                {who} ({t(`role.${role}`)})
              </dd>
            </div>
          )}
          {release !== null && (
            <div>
              <dt>{t('ledger.release')}</dt>
              <dd className={styles['code']}>{release}</dd>
            </div>
          )}
          {facts.map((fact) => (
            <div key={`${fact.term} ${fact.value}`}>
              <dt>{t(`ledger.term.${fact.term}`)}</dt>
              <dd className={fact.term === 'hash' ? styles['code'] : ''}>{valueOf(fact, words)}</dd>
            </div>
          ))}
          {tables.map((table) => (
            <div key={table.id}>
              <dt>{t('ledger.table')}</dt>
              <dd>
                {table.title[language]} ({table.id}):{' '}
                {t('ledger.cells', { cells: format.count(table.cells), hidden: format.count(table.hidden) })}
              </dd>
            </div>
          ))}
        </dl>
        {action === 'submitted' && release !== null && state !== 'withdrawn' && state !== 'rejected' && (
          <Withdraw release={release} hasLeft={state === 'sealed'} />
        )}
      </details>
    </li>
  );
}
