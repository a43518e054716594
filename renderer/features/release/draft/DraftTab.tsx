import { type ReactElement, useEffect } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useProject } from '../../../app/state/project.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { useDraft } from '../model/draft.ts';
import { useOrganisation } from '../model/organisation.ts';
import { OrganisationBar } from '../organisation/OrganisationBar.tsx';
import styles from '../Release.module.css';
import { StatementList } from '../tables/draft/StatementList.tsx';
import { ContentsView } from './ContentsView.tsx';
import { Releases } from './Releases.tsx';
import { SubmitForm } from './SubmitForm.tsx';

/** The draft as a package would hold it, before anybody has been asked to review it. */
function Draft(): ReactElement {
  const { t, language } = useWords();
  const { draft, unread, contents, failure, submitted, load, check } = useDraft();
  const organisation = useOrganisation((state) => state.chosen);
  const working = useJobs((state) => state.running !== null);
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <section className={styles['tab']} aria-labelledby="draft-title">
      <h1 id="draft-title">{t('release.tab.draft')}</h1>
      {draft === null ? (
        <p className={styles['text']}>
          {unread === null ? t('release.noDraft') : t('releaseTables.draftUnread', { where: unread })}
        </p>
      ) : (
        <>
          <p className={styles['text']}>
            {t('release.draftHolds', { count: draft.tables.length, title: draft.title[language], year: draft.year })}
          </p>
          {draft.statements !== undefined && (
            <div className={styles['text']}>
              <StatementList statements={draft.statements} tables={draft.tables} />
            </div>
          )}
          <OrganisationBar />
          {organisation !== null && (
            <div>
              <Button
                kind={contents === null ? 'primary' : 'plain'}
                disabled={working}
                onClick={() => {
                  void check(organisation.fileId);
                }}
              >
                {t('release.check')}
              </Button>
            </div>
          )}
          {failure !== null && (
            <p role="alert" className={styles['failed']}>
              {failureText(failure, language)}
            </p>
          )}
          {contents !== null && <ContentsView contents={contents} />}
          {contents !== null && contents.refused.length === 0 && organisation !== null && (
            <SubmitForm organisation={organisation.fileId} />
          )}
        </>
      )}
      {submitted !== null && (
        <output className={styles['done']}>
          {t('release.submittedTo', { file: submitted.file, reviewer: submitted.reviewer })}
        </output>
      )}
      <Releases />
    </section>
  );
}

/** Utkast. `closed` stands in while no project is open. */
export function DraftTab({ closed }: { readonly closed: ReactElement }): ReactElement {
  const open = useProject((state) => state.summary !== null);
  return open ? <Draft /> : closed;
}
