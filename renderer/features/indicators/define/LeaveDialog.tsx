import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import styles from './Define.module.css';

/** Asked before changes are thrown away. */
export function LeaveDialog({
  onStay,
  onLeave,
}: {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { t } = useWords();
  return (
    <Dialog title={t('definition.leaveTitle')} opened onClose={onStay}>
      <div className={styles['dialog']}>
        <p>{t('definition.leaveSaid')}</p>
        <div className={styles['actions']}>
          <Button kind="danger" onClick={onLeave}>
            {t('definition.leave')}
          </Button>
          <Button kind="primary" onClick={onStay}>
            {t('definition.stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
