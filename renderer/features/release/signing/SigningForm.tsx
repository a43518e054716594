import { type ReactElement, type ReactNode, type SyntheticEvent, useState } from 'react';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { failureText } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { PasswordField } from '../../../ui/controls/Fields.tsx';
import { useSigning } from '../model/signing.ts';
import { FileChoice } from './FileChoice.tsx';
import styles from './Signing.module.css';

interface SigningFormProps {
  readonly label: string;
  /** What the button says. */
  readonly action: string;
  readonly kind?: 'primary' | 'danger' | 'plain';
  /** True when everything else that is asked for has been given. */
  readonly ready: boolean;
  readonly onSign: (signer: {
    readonly key: string;
    readonly passphrase: string;
  }) => Promise<Pick<AppError, 'key' | 'parameters'> | null>;
  readonly children?: ReactNode;
}

/** A step that a person signs: their own key and its passphrase, which is forgotten as soon as it has been used. */
export function SigningForm({
  label,
  action,
  kind = 'primary',
  ready,
  onSign,
  children,
}: SigningFormProps): ReactElement {
  const { t, language } = useWords();
  const { key, setKey } = useSigning();
  const working = useJobs((state) => state.running !== null);
  const [passphrase, setPassphrase] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const can = ready && key !== null && passphrase !== '' && !busy && !working;
  const sign = async (own: string): Promise<void> => {
    setBusy(true);
    setFailed(null);
    const given = passphrase;
    setPassphrase('');
    const failure = await onSign({ key: own, passphrase: given });
    setBusy(false);
    if (failure !== null) setFailed(failureText(failure, language));
  };
  return (
    <form
      className={styles['form']}
      aria-label={label}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (can) void sign(key.fileId);
      }}
    >
      {children}
      <FileChoice label={t('signing.key')} place="personKey" chosen={key} onChoose={setKey} />
      <PasswordField
        label={t('signing.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        width={320}
        focusedAt={-1}
      />
      {failed !== null && (
        <p role="alert" className={styles['failed']}>
          {failed}
        </p>
      )}
      <div>
        <Button submit kind={kind} disabled={!can} busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
