import { type ReactElement, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { useOrganisation } from '../model/organisation.ts';
import { type Review, useReview } from '../model/review.ts';
import release from '../Release.module.css';
import { Reasons } from '../signing/Reasons.tsx';
import { SigningForm } from '../signing/SigningForm.tsx';
import styles from './Review.module.css';

type Outcome = 'approved' | 'changed' | 'rejected';

/** The decision, signed with the reviewer's key. What a proof does not hold for can only be rejected. */
export function DecideForm({ review }: { readonly review: Review }): ReactElement {
  const { t, language } = useWords();
  const organisation = useOrganisation((state) => state.chosen);
  const { file, decided, decide } = useReview();
  const sound = review.findings.length === 0;
  const [outcome, setOutcome] = useState<Outcome>(sound ? 'approved' : 'rejected');
  const [without, setWithout] = useState<readonly string[]>([]);
  const [reasons, setReasons] = useState('');
  if (decided !== null)
    return (
      <output className={release['done']}>
        {t('review.decided', { outcome: t(`ledger.state.${decided.outcome}`), file: decided.file })}
      </output>
    );
  const left = outcome === 'changed' ? without : [];
  const ready =
    organisation !== null &&
    file !== null &&
    (outcome === 'approved' || reasons.trim() !== '') &&
    (outcome !== 'changed' || (without.length > 0 && without.length < review.tables.length));
  return (
    <section className={release['section']} aria-labelledby="decide-title">
      <h2 id="decide-title">{t('review.decision')}</h2>
      <SigningForm
        label={t('review.decision')}
        action={t('review.sign')}
        kind={outcome === 'rejected' ? 'danger' : 'primary'}
        ready={ready}
        onSign={(signer) =>
          decide({
            organisation: organisation?.fileId ?? '',
            review: file?.fileId ?? '',
            outcome,
            without: [...left],
            reasons,
            ...signer,
          })
        }
      >
        <Segmented<Outcome>
          label={t('review.decision')}
          value={outcome}
          choices={[
            { value: 'approved', label: t('review.approve'), disabled: !sound },
            { value: 'changed', label: t('review.change'), disabled: !sound || review.tables.length < 2 },
            { value: 'rejected', label: t('review.reject') },
          ]}
          onChange={setOutcome}
        />
        {outcome === 'changed' && (
          <fieldset className={styles['without']}>
            <legend>{t('review.leaveOut')}</legend>
            {review.tables.map(({ id, title }) => (
              <Checkbox
                key={id}
                label={`${title[language]} (${id})`}
                checked={without.includes(id)}
                onChange={(checked) => {
                  setWithout(checked ? [...without, id] : without.filter((one) => one !== id));
                }}
              />
            ))}
          </fieldset>
        )}
        <Reasons
          label={t(outcome === 'approved' ? 'review.comment' : 'review.reasons')}
          value={reasons}
          onChange={setReasons}
        />
      </SigningForm>
    </section>
  );
}
