import { type ReactElement, useState } from 'react';
import type { ReleasePlace } from '../../../../shared/ipc/signing.ts';
import { failureText, request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import type { Chosen } from '../model/signing.ts';
import styles from './Signing.module.css';

interface FileChoiceProps {
  readonly label: string;
  readonly place: ReleasePlace;
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

/** A file or folder that is chosen in the system's own dialog. */
export function FileChoice({ label, place, chosen, onChoose }: FileChoiceProps): ReactElement {
  const { t, language } = useWords();
  const [failed, setFailed] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const answer = await request('release.choose', { place });
    setFailed(answer.ok ? null : failureText(answer.error, language));
    if (answer.ok && answer.data.chosen !== null) onChoose(answer.data.chosen);
  };
  return (
    <div className={styles['choice']}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['chosen']}>
        <span className={chosen === null ? styles['none'] : styles['name']}>{chosen?.name ?? t('signing.none')}</span>
        <Button
          label={`${t(chosen === null ? 'signing.choose' : 'signing.chooseOther')} ${label}`}
          onClick={() => {
            void choose();
          }}
        >
          {t(chosen === null ? 'signing.choose' : 'signing.chooseOther')}
        </Button>
      </span>
      {failed !== null && (
        <p role="alert" className={styles['failed']}>
          {failed}
        </p>
      )}
    </div>
  );
}
