import { type ReactElement, useState } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useGroupings } from '../../../app/state/groupings.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { Checkbox, TextField } from '../../../ui/controls/Fields.tsx';
import { specOf } from '../model/settings.ts';
import { useGrouper, useGroupWords } from '../model/useGrouper.ts';
import styles from './GroupsBar.module.css';

interface SaveGroupingDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Name and comment; what is open can be saved over or beside. */
export function SaveGroupingDialog({ opened, onClose }: SaveGroupingDialogProps): ReactElement {
  const { t, language } = useWords();
  const grouper = useGrouper();
  const groupWords = useGroupWords();
  const { current, save, failure } = useGroupings();
  const [name, setName] = useState(current?.name ?? '');
  const [comment, setComment] = useState(current?.comment ?? '');
  const [beside, setBeside] = useState(current === null);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    const { shown, data, settings } = grouper;
    if (shown === null) return;
    setBusy(true);
    const saved = await save({
      id: beside ? null : (current?.id ?? null),
      name: name.trim(),
      comment: comment.trim(),
      spec: specOf(settings, data.indicators),
      level: data.level,
      year: data.year,
      areas: [...data.areas.codes],
      groups: Array.from(shown.groups),
      // What the groups are called now stays with them, also when it was proposed.
      words: [...groupWords].map(([group, { name: called, text }]) => ({ group, name: called, text })),
    });
    setBusy(false);
    if (saved) onClose();
  };
  return (
    <Dialog title={t('groups.saveTitle')} opened={opened} onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void submit();
        }}
      >
        <TextField label={t('groups.name')} value={name} onChange={setName} />
        <label className={styles['comment']}>
          <span>{t('groups.comment')}</span>
          <textarea
            rows={3}
            maxLength={4000}
            value={comment}
            onChange={(event) => {
              setComment(event.currentTarget.value);
            }}
          />
        </label>
        {current !== null && <Checkbox label={t('groups.saveBeside')} checked={beside} onChange={setBeside} />}
        {failure !== null && (
          <p role="alert" className={styles['failure']}>
            {failureText(failure, language)}
          </p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('groups.cancel')}</Button>
          <Button kind="primary" submit busy={busy} disabled={name.trim() === ''}>
            {t('groups.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
