import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { type Check, Checks } from '../Checks.tsx';
import { useOrganisation } from '../model/organisation.ts';
import { usePackages, type Verified } from '../model/packages.ts';
import type { Chosen } from '../model/signing.ts';
import styles from '../Release.module.css';
import { FileChoice } from '../signing/FileChoice.tsx';
import form from '../signing/Signing.module.css';

function Outcome({ verified }: { readonly verified: Verified }): ReactElement {
  const { t, language, format } = useWords();
  const { findings, approval, tables, files, title, pinned, inLedger } = verified;
  const checks: Check[] =
    findings.length > 0
      ? findings.map((finding, at) => ({ key: String(at), holds: false, said: failureText(finding, language) }))
      : [
          { key: 'files', holds: true, said: t('package.filesHold', { count: files }) },
          { key: 'tables', holds: true, said: t('review.proofsHold', { count: tables.length }) },
          ...(approval === null
            ? []
            : [
                {
                  key: 'approval',
                  holds: true,
                  said: t('package.approved', {
                    ...approval,
                    submittedAt: format.moment(approval.submittedAt),
                    decidedAt: format.moment(approval.decidedAt),
                  }),
                },
                ...(approval.looser.length === 0
                  ? []
                  : [
                      {
                        key: 'looser',
                        holds: false,
                        said: t('release.check.looser', { name: '', limits: approval.looser.join(', ') }),
                      },
                    ]),
              ]),
          { key: 'pinned', holds: pinned ? true : null, said: t(pinned ? 'package.pinned' : 'package.notPinned') },
          ...(inLedger ? [{ key: 'ledger', holds: true, said: t('package.inLedger') }] : []),
        ];
  return (
    <div className={styles['section']}>
      <h3>
        {t(findings.length === 0 ? 'package.holds' : 'package.doesNotHold')}
        {title === null ? '' : `: ${title[language]}`}
      </h3>
      <Checks label={t('package.verify')} checks={checks} />
    </div>
  );
}

/** Checks any package from its folder alone: neither project nor key is needed. */
export function VerifyForm(): ReactElement {
  const { t, language } = useWords();
  const organisation = useOrganisation((state) => state.chosen);
  const working = useJobs((state) => state.running !== null);
  const { verified, verify } = usePackages();
  const [folder, setFolder] = useState<Chosen | null>(null);
  const [administrator, setAdministrator] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const run = async (chosen: Chosen): Promise<void> => {
    setFailed(null);
    const failure = await verify({
      package: chosen.fileId,
      organisation: organisation?.fileId ?? null,
      administrator: administrator.trim(),
    });
    if (failure !== null) setFailed(failureText(failure, language));
  };
  return (
    <section className={styles['section']} aria-labelledby="verify-title">
      <h2 id="verify-title">{t('package.verify')}</h2>
      <p className={styles['text']}>{t('package.verifyWhat')}</p>
      <form
        className={form['form']}
        aria-label={t('package.verify')}
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (folder !== null && !working) void run(folder);
        }}
      >
        <FileChoice label={t('package.folder')} place="package" chosen={folder} onChoose={setFolder} />
        <TextField
          label={t('package.administrator')}
          description={t('package.administratorWhy')}
          width={320}
          value={administrator}
          onChange={setAdministrator}
        />
        <div>
          <Button submit disabled={folder === null || working}>
            {t('package.verifyNow')}
          </Button>
        </div>
        {failed !== null && (
          <p role="alert" className={styles['failed']}>
            {failed}
          </p>
        )}
      </form>
      {verified !== null && <Outcome verified={verified} />}
    </section>
  );
}
