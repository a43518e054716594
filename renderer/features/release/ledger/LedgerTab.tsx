import { type ReactElement, useEffect } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { useLedger } from '../model/ledger.ts';
import { useOrganisation } from '../model/organisation.ts';
import { OrganisationBar } from '../organisation/OrganisationBar.tsx';
import { Enter } from './Enter.tsx';
import styles from './Ledger.module.css';
import { Timeline } from './Timeline.tsx';

/** Liggaren: everything that the organisation has submitted, let out, refused and taken back. */
export function LedgerTab(): ReactElement {
  const { t, language } = useWords();
  const chosen = useOrganisation((state) => state.chosen);
  const { ledger, failure, read } = useLedger();
  useEffect(() => {
    if (chosen !== null) void read(chosen.fileId);
  }, [chosen, read]);
  return (
    <section className={styles['ledger']} aria-labelledby="ledger-title">
      <h1 id="ledger-title">{t('release.tab.ledger')}</h1>
      <OrganisationBar />
      {chosen === null && <p className={styles['what']}>{t('ledger.what')}</p>}
      {failure !== null && (
        <p role="alert" className={styles['failed']}>
          {failureText(failure, language)}
        </p>
      )}
      {chosen !== null && ledger?.fault === null && (
        <details>
          <summary>{t('enter.title')}</summary>
          <Enter organisation={chosen.fileId} />
        </details>
      )}
      {chosen !== null && ledger !== null && <Timeline ledger={ledger} />}
    </section>
  );
}
