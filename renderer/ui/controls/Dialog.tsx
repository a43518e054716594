import { Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';

interface DialogProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Pixels, where there is much to show. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** Only for what needs an answer before anything else can happen. */
export function Dialog({ title, opened, onClose, width, children }: DialogProps): ReactElement {
  const { t } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      {...(width === undefined ? {} : { size: width })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      styles={{ title: { fontWeight: 600 } }}
    >
      {children}
    </Modal>
  );
}
