import { type ReactElement, useEffect, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { useDraft } from '../model/draft.ts';
import { usePersons } from '../model/persons.ts';
import styles from '../Release.module.css';
import { SigningForm } from '../signing/SigningForm.tsx';

/** Hands the draft to a named reviewer, as a file that only they can open. */
export function SubmitForm({ organisation }: { readonly organisation: string }): ReactElement {
  const { t } = useWords();
  const { organisation: shown, read } = usePersons();
  const submit = useDraft((state) => state.submit);
  const [reviewer, setReviewer] = useState<string | null>(null);
  useEffect(() => {
    void read(organisation);
  }, [organisation, read]);
  const reviewers = (shown?.persons ?? []).filter(({ role, until }) => role === 'reviewer' && until === null);
  return (
    <section className={styles['section']} aria-labelledby="submit-title">
      <h2 id="submit-title">{t('release.submit')}</h2>
      <p className={styles['text']}>{t('release.submitWhat')}</p>
      <SigningForm
        label={t('release.submit')}
        action={t('release.submitNow')}
        ready={reviewer !== null}
        onSign={(signer) => submit({ organisation, reviewer: reviewer ?? '', ...signer })}
      >
        <Select
          label={t('release.reviewer')}
          width={320}
          value={reviewer}
          choices={reviewers.map(({ name }) => ({ value: name, label: name }))}
          onChange={setReviewer}
        />
        {shown !== null && reviewers.length === 0 && <p className={styles['failed']}>{t('release.noReviewer')}</p>}
      </SigningForm>
    </section>
  );
}
