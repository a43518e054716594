import { type ReactElement, useState } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords, type Words } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { type Check, Checks } from '../Checks.tsx';
import { RulesSaid, WaiversSaid } from '../Facts.tsx';
import { FileList } from '../FileList.tsx';
import { type Review, useReview } from '../model/review.ts';
import styles from '../Release.module.css';
import { DecideForm } from './DecideForm.tsx';
import { TableView } from './TableView.tsx';

function checksOf({ findings, tables, together, rules }: Review, { t, language }: Words): Check[] {
  const known = tables.filter((table) => table.known).length;
  return [
    ...(findings.length === 0
      ? [{ key: 'proofs', holds: true, said: t('review.proofsHold', { count: tables.length }) }]
      : findings.map((finding, at) => ({
          key: `finding ${String(at)}`,
          holds: false,
          said: failureText(finding, language),
        }))),
    { key: 'together', holds: true, said: t('release.check.together', { ...together, count: together.earlier }) },
    { key: 'new', holds: true, said: t('review.newTables', { fresh: tables.length - known, known }) },
    {
      key: 'rules',
      holds: rules.looser.length === 0,
      said:
        rules.looser.length === 0
          ? t('release.check.rules', { name: rules.name[language], number: rules.number, limit: rules.minFrequency })
          : t('release.check.looser', { name: rules.name[language], limits: rules.looser.join(', ') }),
    },
  ];
}

/** A review as it would leave: checks, every table with its hidden cells, the files, and the decision. */
export function Reviewed({ review }: { readonly review: Review }): ReactElement {
  const words = useWords();
  const { t, language, format } = words;
  const close = useReview((state) => state.close);
  const [shown, setShown] = useState(review.tables[0]?.id ?? '');
  const table = review.tables.find(({ id }) => id === shown) ?? review.tables[0];
  return (
    <section className={styles['tab']} aria-labelledby="review-title">
      <h1 id="review-title">{t('review.of', { title: review.title[language] })}</h1>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('review.submittedBy')}</dt>
          <dd>{review.submittedBy}</dd>
        </div>
        <div>
          <dt>{t('review.submittedAt')}</dt>
          <dd>{format.moment(review.submittedAt)}</dd>
        </div>
        <div>
          <dt>{t('ledger.organisation')}</dt>
          <dd>{review.organisation}</dd>
        </div>
        <div>
          <dt>{t('ledger.release')}</dt>
          <dd className={styles['code']}>{review.release}</dd>
        </div>
      </dl>
      <div>
        <Button size="small" onClick={close}>
          {t('review.close')}
        </Button>
      </div>
      <section className={styles['section']} aria-labelledby="review-checks">
        <h2 id="review-checks">{t('release.checks')}</h2>
        <Checks label={t('release.checks')} checks={checksOf(review, words)} />
      </section>
      <RulesSaid rules={review.rules} />
      <WaiversSaid tables={review.tables} />
      <section className={styles['section']} aria-labelledby="review-tables">
        <h2 id="review-tables">{t('review.tables')}</h2>
        <Select
          label={t('review.table')}
          width={480}
          value={table?.id ?? null}
          choices={review.tables.map((one) => ({ value: one.id, label: `${one.title[language]} (${one.id})` }))}
          onChange={setShown}
        />
        {table !== undefined && <TableView key={table.id} table={table} />}
      </section>
      <FileList files={review.files} />
      <DecideForm review={review} />
    </section>
  );
}
