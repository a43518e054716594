import { type ReactElement, useState } from 'react';
import { methodOf } from '../../../../shared/domain/tuning/settings.ts';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { Checkbox, TextField } from '../../../ui/controls/Fields.tsx';
import { useSaved } from '../model/saved.ts';
import { useTuner } from '../model/useTuner.ts';
import styles from './Bar.module.css';

interface SaveDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Name and comment; what is open can be saved over or beside. */
export function SaveDialog({ opened, onClose }: SaveDialogProps): ReactElement {
  const { t, language } = useWords();
  const tuner = useTuner();
  const { current, save, failure } = useSaved();
  const [name, setName] = useState(current?.name ?? '');
  const [comment, setComment] = useState(current?.comment ?? '');
  const [beside, setBeside] = useState(current === null);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    tuner.commit();
    const saved = await save(
      beside ? null : (current?.id ?? null),
      name.trim(),
      comment.trim(),
      methodOf(tuner.settings),
    );
    setBusy(false);
    if (saved) onClose();
  };
  return (
    <Dialog title={t('assessment.saveTitle')} opened={opened} onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void submit();
        }}
      >
        <TextField label={t('assessment.name')} value={name} onChange={setName} />
        <label className={styles['comment']}>
          <span>{t('assessment.comment')}</span>
          <textarea
            rows={3}
            maxLength={4000}
            value={comment}
            onChange={(event) => {
              setComment(event.currentTarget.value);
            }}
          />
        </label>
        {current !== null && <Checkbox label={t('assessment.saveBeside')} checked={beside} onChange={setBeside} />}
        {failure !== null && (
          <p role="alert" className={styles['failure']}>
            {failureText(failure, language)}
          </p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('assessment.cancel')}</Button>
          <Button kind="primary" submit busy={busy} disabled={name.trim() === ''}>
            {t('assessment.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
