import { type ReactElement, useState } from 'react';
import { methodOf, withMethod } from '../../../../shared/domain/tuning/settings.ts';
import { failureText, request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { useTuner } from '../model/useTuner.ts';
import dialog from '../../../app/saving/Saving.module.css';
import styles from './Bar.module.css';

/** The method on screen as the file that `sigill assess` takes, to be read, copied, changed and put on screen. */
export function MethodFileDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t, language } = useWords();
  const tuner = useTuner();
  const [written, setWritten] = useState(() => JSON.stringify(methodOf(tuner.committed), null, 2));
  const [fault, setFault] = useState<string | null>(null);
  const show = async (): Promise<void> => {
    const answer = await request('assessment.read', { text: written });
    if (!answer.ok) {
      setFault(failureText(answer.error, language));
      return;
    }
    const { method, fault: found } = answer.data;
    if (method !== null) {
      tuner.step((settings) => withMethod(settings, method));
      onClose();
    } else if (found !== null) {
      const words = failureText(found, language);
      setFault(found.line === null ? words : t('assessment.atLine', { line: found.line, words }));
    }
  };
  return (
    <Dialog title={t('assessment.methodFile')} opened={opened} onClose={onClose}>
      <form
        className={dialog['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        <label className={dialog['comment']}>
          <span>{t('assessment.methodFileMeans')}</span>
          <textarea
            rows={20}
            spellCheck={false}
            className={styles['code']}
            value={written}
            onChange={(event) => {
              setWritten(event.currentTarget.value);
              setFault(null);
            }}
          />
        </label>
        {fault !== null && (
          <p role="alert" className={dialog['failure']}>
            {fault}
          </p>
        )}
        <div className={dialog['actions']}>
          <Button onClick={onClose}>{t('saving.cancel')}</Button>
          <Button kind="primary" submit>
            {t('assessment.methodFileShow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
