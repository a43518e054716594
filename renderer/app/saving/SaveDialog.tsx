import { type ReactElement, useState } from 'react';
import type { AppError } from '../../../shared/ipc/result.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Dialog } from '../../ui/controls/Dialog.tsx';
import { Checkbox, TextField } from '../../ui/controls/Fields.tsx';
import { failureText } from '../connection/client.ts';
import styles from './Saving.module.css';

/** What a person calls it. Without an id it becomes a new one. */
export interface Naming {
  readonly id: string | null;
  readonly name: string;
  readonly comment: string;
}

interface SaveDialogProps {
  readonly title: string;
  /** What the choice is called to save beside what is open. */
  readonly besideLabel: string;
  readonly current: Naming | null;
  readonly failure: AppError | null;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** True when it was saved; the dialog stays otherwise, and tells the failure. */
  readonly onSave: (naming: Naming) => Promise<boolean>;
}

/** Name and comment; what is open can be saved over or beside. */
export function SaveDialog({
  title,
  besideLabel,
  current,
  failure,
  opened,
  onClose,
  onSave,
}: SaveDialogProps): ReactElement {
  const { t, language } = useWords();
  const [name, setName] = useState(current?.name ?? '');
  const [comment, setComment] = useState(current?.comment ?? '');
  const [beside, setBeside] = useState(current === null);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    const id = beside ? null : (current?.id ?? null);
    const saved = await onSave({ id, name: name.trim(), comment: comment.trim() });
    setBusy(false);
    if (saved) onClose();
  };
  return (
    <Dialog title={title} opened={opened} onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void submit();
        }}
      >
        <TextField label={t('saving.name')} value={name} onChange={setName} />
        <label className={styles['comment']}>
          <span>{t('saving.comment')}</span>
          <textarea
            rows={3}
            maxLength={4000}
            value={comment}
            onChange={(event) => {
              setComment(event.currentTarget.value);
            }}
          />
        </label>
        {current !== null && <Checkbox label={besideLabel} checked={beside} onChange={setBeside} />}
        {failure !== null && (
          <p role="alert" className={styles['failure']}>
            {failureText(failure, language)}
          </p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('saving.cancel')}</Button>
          <Button kind="primary" submit busy={busy} disabled={name.trim() === ''}>
            {t('saving.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
