import { type ReactElement, useState } from 'react';
import { failureText, request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { useWizard } from '../model/wizard.ts';
import styles from './Wizard.module.css';

/** Chooses files in the system's dialog and looks at them. One piece of work at a time: while one runs, it waits. */
export function TakeFiles(): ReactElement {
  const { t, language } = useWords();
  const begin = useWizard((state) => state.begin);
  const running = useJobs((state) => state.running !== null);
  const [failed, setFailed] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const answer = await request('data.choose', {});
    setFailed(answer.ok ? null : failureText(answer.error, language));
    if (answer.ok) begin(answer.data.files);
  };
  return (
    <span className={styles['choose']}>
      {failed !== null && (
        <span role="alert" className={styles['failed']}>
          {failed}
        </span>
      )}
      <Button
        kind="primary"
        disabled={running}
        onClick={() => {
          void choose();
        }}
      >
        {t('data.take')}
      </Button>
    </span>
  );
}
