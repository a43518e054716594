import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { failureText, request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { PasswordField, TextField } from '../../../ui/controls/Fields.tsx';
import { useOrganisation } from '../model/organisation.ts';
import styles from '../Release.module.css';
import form from '../signing/Signing.module.css';
import { SigningForm } from '../signing/SigningForm.tsx';

/** A person's own key: made where they say, with a card for the administrator. */
function OwnKey(): ReactElement {
  const { t, language } = useWords();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [said, setSaid] = useState<{ readonly failed: boolean; readonly text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    const answer = await request('organisation.makeKey', { name: name.trim(), passphrase });
    setPassphrase('');
    setBusy(false);
    if (!answer.ok) setSaid({ failed: true, text: failureText(answer.error, language) });
    else if (answer.data.made !== null) setSaid({ failed: false, text: t('organisation.keyMade', answer.data.made) });
  };
  const can = name.trim() !== '' && passphrase !== '' && !busy;
  return (
    <form
      className={form['form']}
      aria-label={t('organisation.makeKey')}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (can) void make();
      }}
    >
      <p className={styles['text']}>{t('organisation.makeKeyWhat')}</p>
      <TextField label={t('organisation.yourName')} width={320} value={name} onChange={setName} />
      <PasswordField
        label={t('organisation.newPassphrase')}
        width={320}
        value={passphrase}
        onChange={setPassphrase}
        focusedAt={-1}
      />
      {said !== null && (
        <p role={said.failed ? 'alert' : undefined} className={styles[said.failed ? 'failed' : 'done']}>
          {said.text}
        </p>
      )}
      <div>
        <Button submit disabled={!can} busy={busy}>
          {t('organisation.makeKeyNow')}
        </Button>
      </div>
    </form>
  );
}

/** What is done once: a key of one's own, and an organisation. */
export function Founding(): ReactElement {
  const { t } = useWords();
  const setChosen = useOrganisation((state) => state.setChosen);
  const [name, setName] = useState('');
  return (
    <div className={styles['pair']}>
      <details>
        <summary>{t('organisation.makeKey')}</summary>
        <OwnKey />
      </details>
      <details>
        <summary>{t('organisation.found')}</summary>
        <p className={styles['text']}>{t('organisation.foundWhat')}</p>
        <SigningForm
          label={t('organisation.found')}
          action={t('organisation.foundNow')}
          kind="plain"
          ready={name.trim() !== ''}
          onSign={async (signer) => {
            const answer = await request('organisation.create', { name: name.trim(), ...signer });
            if (!answer.ok) return answer.error;
            if (answer.data.chosen !== null) setChosen(answer.data.chosen);
            return null;
          }}
        >
          <TextField label={t('organisation.itsName')} width={320} value={name} onChange={setName} />
        </SigningForm>
      </details>
    </div>
  );
}
