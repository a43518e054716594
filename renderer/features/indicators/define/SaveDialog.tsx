import { type ReactElement, useState } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { useIndicators } from '../model/indicators.ts';
import styles from './Define.module.css';
import { textOf, useEditor } from './model/editor.ts';
import { faultText } from './model/faults.ts';

interface SaveDialogProps {
  /** A new version of what is edited, or an indicator of its own beside it. */
  readonly as: 'version' | 'own';
  readonly onClose: () => void;
}

/** An id from a name: small letters without marks, words joined by hyphens. */
export const idFrom = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 80);

/** Why a version is made, or what the copy is to be called; then it is saved and computed. */
export function SaveDialog({ as, onClose }: SaveDialogProps): ReactElement {
  const { t, language } = useWords();
  const { history, editing, faults, failure, save, close } = useEditor();
  const { compute, show } = useIndicators();
  const { present } = history;
  const isCopy = as === 'own' && editing?.replaces !== null;
  const [nameSv, setNameSv] = useState(isCopy ? `${present.name.sv} (egen)` : present.name.sv);
  const [nameEn, setNameEn] = useState(isCopy ? `${present.name.en} (own)` : present.name.en);
  const [id, setId] = useState(
    isCopy ? `${present.id}-egen` : present.id === '' ? idFrom(present.name.sv) : present.id,
  );
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    const definition = as === 'own' ? { ...present, id, name: { sv: nameSv, en: nameEn } } : present;
    const saved = await save(textOf(definition), as === 'own' ? null : (editing?.replaces ?? null), comment.trim());
    setBusy(false);
    setRefused(saved === null);
    if (saved === null) return;
    onClose();
    close();
    show({ kind: 'indicator', id: saved });
    void compute(false);
  };
  return (
    <Dialog
      title={t(as === 'own' ? 'definition.saveOwnTitle' : 'definition.saveVersionTitle')}
      opened
      onClose={onClose}
    >
      <form
        className={styles['dialog']}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {as === 'own' && (
          <>
            <TextField label={t('definition.nameSv')} value={nameSv} onChange={setNameSv} />
            <TextField label={t('definition.nameEn')} value={nameEn} onChange={setNameEn} />
            <TextField label={t('definition.id')} description={t('definition.idHint')} value={id} onChange={setId} />
          </>
        )}
        <TextField label={t('definition.comment')} value={comment} onChange={setComment} />
        <p className={styles['quiet']}>{t('definition.willCompute')}</p>
        {refused && (
          <div role="alert" className={styles['failure']}>
            {failure !== null && <p>{failureText(failure, language)}</p>}
            {faults.map((fault) => (
              <p key={`${fault.place} ${fault.key}`}>{faultText(fault, language)}</p>
            ))}
          </div>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('definition.cancel')}</Button>
          <Button kind="primary" submit busy={busy}>
            {t('definition.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
