import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { type SavedAssessment, useSaved } from '../model/saved.ts';
import styles from './Bar.module.css';

interface RemoveDialogProps {
  readonly saved: SavedAssessment;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks first: what is removed cannot be fetched back. */
export function RemoveDialog({ saved, opened, onClose, onRemoved }: RemoveDialogProps): ReactElement {
  const { t } = useWords();
  const remove = useSaved((state) => state.remove);
  return (
    <Dialog title={t('assessment.removeTitle')} opened={opened} onClose={onClose}>
      <p>{t('assessment.removeAsk', { name: saved.name })}</p>
      <div className={styles['actions']}>
        <Button onClick={onClose}>{t('assessment.cancel')}</Button>
        <Button
          kind="danger"
          onClick={() => {
            onRemoved();
            onClose();
            void remove(saved.id);
          }}
        >
          {t('assessment.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
