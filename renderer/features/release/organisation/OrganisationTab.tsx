import { type ReactElement, useEffect } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Table } from '../../../ui/controls/Table.tsx';
import { useOrganisation } from '../model/organisation.ts';
import { type Organisation, usePersons } from '../model/persons.ts';
import styles from '../Release.module.css';
import { Founding } from './Founding.tsx';
import { OrganisationBar } from './OrganisationBar.tsx';
import { Changes } from './Changes.tsx';

function Shown({ organisation }: { readonly organisation: Organisation }): ReactElement {
  const { t, language, format } = useWords();
  const { name, fingerprint, persons, ruleSets } = organisation;
  return (
    <>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('ledger.organisation')}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>{t('ledger.fingerprint')}</dt>
          <dd className={styles['code']} data-copyable>
            {fingerprint}
          </dd>
        </div>
      </dl>
      <section className={styles['section']} aria-labelledby="persons-title">
        <h2 id="persons-title">{t('organisation.persons')}</h2>
        <div className={styles['scroll']}>
          <Table
            caption={t('organisation.persons')}
            captionHidden
            columns={[
              { key: 'name', header: t('organisation.name') },
              { key: 'role', header: t('organisation.role') },
              { key: 'key', header: t('organisation.fingerprint') },
              { key: 'since', header: t('organisation.since') },
              { key: 'until', header: t('organisation.until') },
            ]}
            rows={persons.map((person) => ({
              key: person.fingerprint,
              cells: [
                person.name,
                t(`role.${person.role}`),
                person.fingerprint,
                format.day(person.since),
                person.until === null ? '' : format.day(person.until),
              ],
            }))}
          />
        </div>
      </section>
      <section className={styles['section']} aria-labelledby="rules-title">
        <h2 id="rules-title">{t('organisation.rules')}</h2>
        <div className={styles['scroll']}>
          <Table
            caption={t('organisation.rules')}
            captionHidden
            columns={[
              { key: 'number', header: t('organisation.number') },
              { key: 'name', header: t('organisation.ruleSet') },
              { key: 'limit', header: t('review.limit'), number: true },
              { key: 'looser', header: t('organisation.looser') },
              { key: 'since', header: t('organisation.since') },
            ]}
            rows={ruleSets.map((rules) => ({
              key: String(rules.number),
              cells: [
                String(rules.number),
                rules.name[language],
                format.count(rules.minFrequency),
                rules.looser.length === 0 ? t('organisation.nothingLooser') : rules.looser.join(', '),
                format.moment(rules.since),
              ],
            }))}
          />
        </div>
      </section>
    </>
  );
}

/** Organisation: who may do what, by which rules, and the way to change both with the administrator's key. */
export function OrganisationTab(): ReactElement {
  const { t, language } = useWords();
  const chosen = useOrganisation((state) => state.chosen);
  const { organisation, failure, read } = usePersons();
  useEffect(() => {
    if (chosen !== null) void read(chosen.fileId);
  }, [chosen, read]);
  return (
    <section className={styles['tab']} aria-labelledby="organisation-title">
      <h1 id="organisation-title">{t('release.tab.organisation')}</h1>
      <OrganisationBar />
      {failure !== null && chosen !== null && (
        <p role="alert" className={styles['failed']}>
          {failureText(failure, language)}
        </p>
      )}
      {chosen !== null && organisation !== null && (
        <>
          <Shown organisation={organisation} />
          <Changes organisation={chosen.fileId} shown={organisation} />
        </>
      )}
      <Founding />
    </section>
  );
}
