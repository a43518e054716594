import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { missingShare, type Register } from '../model/registers.ts';
import styles from './Year.module.css';

/** What is missing, by column and year. A column that a year does not have is said to be absent, not empty. */
export function MissingTable({ register }: { readonly register: Register }): ReactElement {
  const { t, format } = useWords();
  return (
    <table className={styles['missing']}>
      <caption>{t('data.missingCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('data.column')}</th>
          <th scope="col">{t('data.type')}</th>
          {register.years.map(({ year }) => (
            <th key={year} scope="col" className={styles['share']}>
              {year}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {register.columns.map((column) => (
          <tr key={column.name}>
            <th scope="row">{column.name}</th>
            <td className={styles['quiet']}>{t(`data.type.${column.type}`)}</td>
            {register.years.map(({ year }, at) => {
              const share = missingShare(register, column, at);
              return (
                <td key={year} className={styles['share']}>
                  {share === null ? (
                    <span className={styles['quiet']}>{t('data.noColumn')}</span>
                  ) : (
                    <>
                      <span className={styles['bar']} aria-hidden="true">
                        <span style={{ width: `${String(100 * share)}%` }} />
                      </span>
                      <span className={styles['figure']}>
                        {share === 0 ? '–' : `${format.number(100 * share, 1)} %`}
                      </span>
                    </>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
