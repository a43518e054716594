import { type ReactElement, useState } from 'react';
import { useProject } from '../../../app/state/project.ts';
import { useWords } from '../../../i18n/words.ts';
import { useOrganisation } from '../model/organisation.ts';
import { usePackages } from '../model/packages.ts';
import type { Chosen } from '../model/signing.ts';
import { OrganisationBar } from '../organisation/OrganisationBar.tsx';
import styles from '../Release.module.css';
import { FileChoice } from '../signing/FileChoice.tsx';
import { SigningForm } from '../signing/SigningForm.tsx';
import { VerifyForm } from './VerifyForm.tsx';

/** Takes a decision in: counted, protected and attacked again, then entered in the ledger and written. */
function SealForm(): ReactElement {
  const { t, format } = useWords();
  const open = useProject((state) => state.summary !== null);
  const organisation = useOrganisation((state) => state.chosen);
  const { sealed, seal } = usePackages();
  const [decision, setDecision] = useState<Chosen | null>(null);
  return (
    <section className={styles['section']} aria-labelledby="seal-title">
      <h2 id="seal-title">{t('package.seal')}</h2>
      <p className={styles['text']}>{t('package.sealWhat')}</p>
      {!open && <p className={styles['text']}>{t('package.needsProject')}</p>}
      {open && organisation !== null && (
        <SigningForm
          label={t('package.seal')}
          action={t('package.sealNow')}
          ready={decision !== null}
          onSign={(signer) => seal({ organisation: organisation.fileId, decision: decision?.fileId ?? '', ...signer })}
        >
          <FileChoice label={t('package.decision')} place="decision" chosen={decision} onChoose={setDecision} />
        </SigningForm>
      )}
      {sealed !== null && (
        <output className={styles['done']}>
          {sealed.outcome === 'rejected' ? (
            <span>{t('package.rejected', { reasons: sealed.reasons })}</span>
          ) : (
            <>
              <span>
                {t('package.sealed', {
                  folder: sealed.folder,
                  within: sealed.within,
                  count: sealed.tables.length,
                  cells: format.count(sealed.tables.reduce((sum, { cells }) => sum + cells, 0)),
                  hidden: format.count(sealed.tables.reduce((sum, { hidden }) => sum + hidden, 0)),
                })}
              </span>
              <span>{t('package.fingerprint', { fingerprint: sealed.administrator })}</span>
            </>
          )}
        </output>
      )}
    </section>
  );
}

/** Paket: the decision taken in, the package sealed, and any package checked. */
export function PackageTab(): ReactElement {
  const { t } = useWords();
  return (
    <section className={styles['tab']} aria-labelledby="package-title">
      <h1 id="package-title">{t('release.tab.package')}</h1>
      <OrganisationBar />
      <div className={styles['pair']}>
        <SealForm />
        <VerifyForm />
      </div>
    </section>
  );
}
