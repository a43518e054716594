import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useWizard } from '../model/wizard.ts';
import styles from './Wizard.module.css';

/** What differs from how the register was delivered the year before, as far as is seen before it is read in. */
export function DifferencesStep(): ReactElement | null {
  const { t, format } = useWords();
  const seen = useWizard((state) => state.seen);
  if (seen === null) return null;
  const { differences } = seen;
  if (differences === null) return <p className={styles['pad']}>{t('data.noEarlier')}</p>;
  const { newColumns, vanishedColumns, changedTypes, changedMissing } = differences;
  const year = differences.year ?? t('data.theSpecification');
  const none = newColumns.length + vanishedColumns.length + changedTypes.length + changedMissing.length === 0;
  const percent = (share: number): string => `${format.number(100 * share, 1)} %`;
  const named = (title: string, what: string, names: readonly string[]): ReactElement | null =>
    names.length === 0 ? null : (
      <section>
        <h2>{title}</h2>
        <p className={styles['quiet']}>{what}</p>
        <ul className={styles['names']}>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </section>
    );
  return (
    <ScrollRegion label={t('data.step.differencesFrom', { year })}>
      <div className={styles['differences']}>
        <p>{t(none ? 'data.sameAsBefore' : 'data.differsFrom', { year })}</p>
        {named(t('data.newColumns'), t('data.newColumnsWhat'), newColumns)}
        {named(t('data.vanishedColumns'), t('data.vanishedColumnsWhat'), vanishedColumns)}
        {changedTypes.length > 0 && (
          <section>
            <h2>{t('data.changedTypes')}</h2>
            <p className={styles['quiet']}>{t('data.changedTypesWhat', { year })}</p>
            <table className={styles['small']}>
              <thead>
                <tr>
                  <th scope="col">{t('data.column')}</th>
                  <th scope="col">{t('data.readIn', { year })}</th>
                  <th scope="col">{t('data.seemsNow')}</th>
                </tr>
              </thead>
              <tbody>
                {changedTypes.map(({ column, before, now }) => (
                  <tr key={column}>
                    <th scope="row">{column}</th>
                    <td>{t(`data.read.${before}`)}</td>
                    <td>{t(`data.read.${now}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        {changedMissing.length > 0 && (
          <section>
            <h2>{t('data.changedMissing')}</h2>
            <p className={styles['quiet']}>{t('data.changedMissingWhat')}</p>
            <table className={styles['small']}>
              <thead>
                <tr>
                  <th scope="col">{t('data.column')}</th>
                  <th scope="col" data-number="true">
                    {t('data.missingIn', { year })}
                  </th>
                  <th scope="col" data-number="true">
                    {t('data.missingNow')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {changedMissing.map(({ column, before, now }) => (
                  <tr key={column}>
                    <th scope="row">{column}</th>
                    <td data-number="true">{percent(before)}</td>
                    <td data-number="true">{percent(now)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <p className={styles['quiet']}>{t('data.moreAfter')}</p>
      </div>
    </ScrollRegion>
  );
}
