import type { ReactElement } from 'react';
import { type SavedGrouping, useGroupings } from '../../../app/state/groupings.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import styles from './GroupsBar.module.css';

interface RemoveGroupingDialogProps {
  readonly saved: SavedGrouping;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function RemoveGroupingDialog({ saved, opened, onClose }: RemoveGroupingDialogProps): ReactElement {
  const { t } = useWords();
  const remove = useGroupings((state) => state.remove);
  return (
    <Dialog title={t('groups.removeTitle')} opened={opened} onClose={onClose}>
      <p>{t('groups.removeAsk', { name: saved.name })}</p>
      <div className={styles['actions']}>
        <Button onClick={onClose}>{t('groups.cancel')}</Button>
        <Button
          kind="danger"
          onClick={() => {
            void remove(saved.id);
            onClose();
          }}
        >
          {t('groups.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
