import { type ReactElement, useState } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { useData } from '../model/data.ts';
import styles from './Year.module.css';

interface RemoveDialogProps {
  readonly register: string;
  readonly name: string;
  readonly year: number;
  readonly rows: number;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks first: what is removed is overwritten, and can only be read in again. */
export function RemoveDialog({ register, name, year, rows, opened, onClose }: RemoveDialogProps): ReactElement {
  const { t, language, format } = useWords();
  const remove = useData((state) => state.remove);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const carryOut = async (): Promise<void> => {
    setBusy(true);
    const failure = await remove(register, year);
    setBusy(false);
    if (failure === null) onClose();
    else setFailed(failureText(failure, language));
  };
  return (
    <Dialog title={t('data.removeTitle', { register: name, year })} opened={opened} onClose={onClose}>
      <p>{t('data.removeAsk', { rows: format.count(rows) })}</p>
      {failed !== null && (
        <p role="alert" className={styles['failed']}>
          {failed}
        </p>
      )}
      <div className={styles['actions']}>
        <Button onClick={onClose}>{t('data.cancel')}</Button>
        <Button
          kind="danger"
          busy={busy}
          onClick={() => {
            void carryOut();
          }}
        >
          {t('data.removeThis')}
        </Button>
      </div>
    </Dialog>
  );
}
