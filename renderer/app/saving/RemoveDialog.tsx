import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Dialog } from '../../ui/controls/Dialog.tsx';
import styles from './Saving.module.css';

interface RemoveDialogProps {
  readonly title: string;
  readonly question: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** Asks first: what is removed cannot be fetched back. */
export function RemoveDialog({ title, question, opened, onClose, onRemove }: RemoveDialogProps): ReactElement {
  const { t } = useWords();
  return (
    <Dialog title={title} opened={opened} onClose={onClose}>
      <p>{question}</p>
      <div className={styles['actions']}>
        <Button onClick={onClose}>{t('saving.cancel')}</Button>
        <Button
          kind="danger"
          onClick={() => {
            onRemove();
            onClose();
          }}
        >
          {t('saving.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
