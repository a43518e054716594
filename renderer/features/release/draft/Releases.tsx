import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Table } from '../../../ui/controls/Table.tsx';
import { useDraft } from '../model/draft.ts';
import styles from '../Release.module.css';

/** Every release of the project, with how far it has come and what comes next. */
export function Releases(): ReactElement | null {
  const { t, language, format } = useWords();
  const releases = useDraft((state) => state.releases);
  if (releases.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="releases-title">
      <h2 id="releases-title">{t('release.inProject')}</h2>
      <div className={styles['scroll']}>
        <Table
          caption={t('release.inProject')}
          captionHidden
          columns={[
            { key: 'title', header: t('release.release') },
            { key: 'state', header: t('release.state') },
            { key: 'at', header: t('release.changedAt') },
            { key: 'tables', header: t('release.tables'), number: true },
            { key: 'next', header: t('release.next') },
            { key: 'id', header: t('release.id') },
          ]}
          rows={releases.map(({ id, state, changedAt, title, tables, reasons }) => ({
            key: id,
            cells: [
              title[language],
              t(`release.state.${state}`),
              format.moment(changedAt),
              format.count(tables.length),
              state === 'rejected' && reasons !== null && reasons !== ''
                ? t('release.rejectedBecause', { reasons })
                : t(`release.next.${state}`),
              id.slice(0, 8),
            ],
          }))}
        />
      </div>
    </section>
  );
}
