import { type ReactElement, useState } from 'react';
import { request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { useLedger } from '../model/ledger.ts';
import { useOrganisation } from '../model/organisation.ts';
import { Reasons } from '../signing/Reasons.tsx';
import { SigningForm } from '../signing/SigningForm.tsx';
import styles from './Ledger.module.css';

/** Withdraws a release, after it has been said what that cannot undo. */
export function Withdraw({ release, hasLeft }: { readonly release: string; readonly hasLeft: boolean }): ReactElement {
  const { t } = useWords();
  const organisation = useOrganisation((state) => state.chosen);
  const read = useLedger((state) => state.read);
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <div className={styles['withdraw']}>
      <Button
        kind="danger"
        size="small"
        onClick={() => {
          setOpened(true);
        }}
      >
        {t('withdraw.open')}
      </Button>
      <Dialog
        title={t('withdraw.title')}
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
      >
        <div className={styles['dialog']}>
          <p>{t(hasLeft ? 'withdraw.hasLeft' : 'withdraw.notLeft')}</p>
          <SigningForm
            label={t('withdraw.title')}
            action={t('withdraw.now')}
            kind="danger"
            ready={reason.trim() !== '' && organisation !== null}
            onSign={async (signer) => {
              const of = organisation?.fileId ?? '';
              const answer = await request('release.withdraw', { organisation: of, release, reason, ...signer });
              await read(of);
              if (!answer.ok) return answer.error;
              setOpened(false);
              return null;
            }}
          >
            <Reasons label={t('withdraw.reason')} value={reason} onChange={setReason} />
          </SigningForm>
        </div>
      </Dialog>
    </div>
  );
}
