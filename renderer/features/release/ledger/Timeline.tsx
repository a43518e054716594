import { type ReactElement, useMemo, useState } from 'react';
import { LEDGER_ACTIONS } from '../../../../shared/schemas/ledgerNames.ts';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { byDay, filtered, type Ledger, type LedgerFilter, NO_FILTER } from '../model/ledger.ts';
import { Entry } from './Entry.tsx';
import styles from './Ledger.module.css';

const EVERYBODY = '–';

/** Whether the chain holds, and if not, where it breaks. */
function Chain({ ledger }: { readonly ledger: Ledger }): ReactElement {
  const { t, language } = useWords();
  const { fault, entries, tables, fingerprint, organisation } = ledger;
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{t('ledger.chain')}</dt>
        {fault === null ? (
          <dd className={styles['holds']}>
            <span aria-hidden="true">✓ </span>
            {t('ledger.holds', { count: entries.length })}
          </dd>
        ) : (
          <dd className={styles['failed']}>
            <span role="alert">
              {failureText(fault, language)} {t('ledger.holdsUntil', { count: entries.length })}
            </span>
          </dd>
        )}
      </div>
      <div>
        <dt>{t('ledger.organisation')}</dt>
        <dd>{organisation}</dd>
      </div>
      <div>
        <dt>{t('ledger.fingerprint')}</dt>
        <dd className={styles['code']} data-copyable>
          {fingerprint}
        </dd>
      </div>
      <div>
        <dt>{t('ledger.attacked')}</dt>
        <dd>{t('ledger.tables', { count: tables })}</dd>
      </div>
    </dl>
  );
}

export function Timeline({ ledger }: { readonly ledger: Ledger }): ReactElement {
  const { t, format } = useWords();
  const [filter, setFilter] = useState<LedgerFilter>(NO_FILTER);
  const persons = useMemo(
    () => [...new Set(ledger.entries.map(({ who }) => who))].filter((who) => who !== '').sort(),
    [ledger],
  );
  const kinds = useMemo(() => {
    const present = new Set(ledger.entries.map(({ action }) => action));
    return LEDGER_ACTIONS.filter((action) => present.has(action));
  }, [ledger]);
  const shown = filtered(ledger.entries, filter);
  return (
    <>
      <Chain ledger={ledger} />
      <search className={styles['filter']} aria-label={t('ledger.filter')}>
        <Select
          label={t('ledger.kind')}
          width={220}
          value={filter.kind}
          choices={[
            { value: 'all', label: t('ledger.everything') },
            ...kinds.map((kind) => ({ value: kind, label: t(`ledger.action.${kind}`) })),
          ]}
          onChange={(chosen) => {
            setFilter({ ...filter, kind: kinds.find((kind) => kind === chosen) ?? 'all' });
          }}
        />
        <Select
          label={t('ledger.person')}
          width={220}
          value={filter.person === '' ? EVERYBODY : filter.person}
          choices={[
            { value: EVERYBODY, label: t('ledger.everybody') },
            ...persons.map((person) => ({ value: person, label: person })),
          ]}
          onChange={(chosen) => {
            setFilter({ ...filter, person: chosen === EVERYBODY ? '' : chosen });
          }}
        />
        <TextField
          label={t('ledger.search')}
          width={280}
          value={filter.search}
          onChange={(search) => {
            setFilter({ ...filter, search });
          }}
        />
        <output className={styles['count']}>{t('ledger.shown', { count: shown.length })}</output>
      </search>
      <div className={styles['line']}>
        {byDay(shown, (at) => format.day(at)).map(({ day, entries }) => (
          <section key={`${day} ${String(entries[0]?.position)}`} aria-label={day}>
            <h2 className={styles['day']}>{day}</h2>
            <ol className={styles['entries']}>
              {entries.map((entry) => (
                <Entry key={entry.position} entry={entry} />
              ))}
            </ol>
          </section>
        ))}
        {shown.length === 0 && <p className={styles['what']}>{t('ledger.nothing')}</p>}
      </div>
    </>
  );
}
