import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { failureText } from '../../app/connection/client.ts';
import { useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { PasswordField } from '../../ui/controls/Fields.tsx';
import styles from './Unlock.module.css';

export interface Closed {
  readonly fileId: string;
  readonly name: string;
  /** The demonstration country's passphrase is known, and filled in. */
  readonly knownPassphrase: string | null;
}

/** Asks for the passphrase where the project stands. The passphrase is kept nowhere. */
export function Unlock({ project }: { readonly project: Closed }): ReactElement {
  const { t, language } = useWords();
  const open = useProject((state) => state.open);
  const [passphrase, setPassphrase] = useState(project.knownPassphrase ?? '');
  const [error, setError] = useState<string | undefined>();
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const failure = await open(project.fileId, passphrase);
    setBusy(false);
    if (failure === null) return;
    setPassphrase('');
    setAttempt((before) => before + 1);
    setError(failureText(failure, language));
  };
  return (
    <form
      className={styles['unlock']}
      aria-label={t('project.unlock', { name: project.name })}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (passphrase !== '' && !busy) void unlock();
      }}
    >
      <PasswordField
        label={t('project.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        error={error}
        width={320}
        focusedAt={attempt}
      />
      <Button submit busy={busy} disabled={passphrase === ''}>
        {t('project.openThis')}
      </Button>
    </form>
  );
}
