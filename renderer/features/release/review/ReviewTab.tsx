import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { useOrganisation } from '../model/organisation.ts';
import { useReview } from '../model/review.ts';
import { OrganisationBar } from '../organisation/OrganisationBar.tsx';
import styles from '../Release.module.css';
import { FileChoice } from '../signing/FileChoice.tsx';
import { SigningForm } from '../signing/SigningForm.tsx';
import { Reviewed } from './Reviewed.tsx';

/** Granskning: the second person opens a review file, without the project or its microdata. */
export function ReviewTab(): ReactElement {
  const { t } = useWords();
  const organisation = useOrganisation((state) => state.chosen);
  const { file, review, setFile, open } = useReview();
  if (review !== null) return <Reviewed review={review} />;
  return (
    <section className={styles['tab']} aria-labelledby="review-title">
      <h1 id="review-title">{t('release.tab.review')}</h1>
      <p className={styles['text']}>{t('review.what')}</p>
      <OrganisationBar />
      {organisation !== null && (
        <SigningForm
          label={t('review.open')}
          action={t('review.openNow')}
          ready={file !== null}
          onSign={(signer) => open({ organisation: organisation.fileId, review: file?.fileId ?? '', ...signer })}
        >
          <FileChoice label={t('review.file')} place="review" chosen={file} onChoose={setFile} />
        </SigningForm>
      )}
    </section>
  );
}
