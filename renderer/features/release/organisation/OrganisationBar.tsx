import type { ReactElement } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { useOrganisation } from '../model/organisation.ts';
import styles from './OrganisationBar.module.css';

/** Which organisation's folder is worked with, and the way to choose another. */
export function OrganisationBar(): ReactElement {
  const { t, language } = useWords();
  const { chosen, failure, choose } = useOrganisation();
  return (
    <div className={styles['bar']}>
      <span className={styles['label']}>{t('organisation.folder')}</span>
      {chosen !== null && <span className={styles['name']}>{chosen.name}</span>}
      <Button
        kind={chosen === null ? 'primary' : 'plain'}
        onClick={() => {
          void choose();
        }}
      >
        {t(chosen === null ? 'organisation.chooseFolder' : 'organisation.otherFolder')}
      </Button>
      {failure !== null && (
        <p role="alert" className={styles['failed']}>
          {failureText(failure, language)}
        </p>
      )}
    </div>
  );
}
