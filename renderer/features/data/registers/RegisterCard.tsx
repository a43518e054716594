import type { ReactElement } from 'react';
import { registerName } from '../../../i18n/registerName.ts';
import { useWords } from '../../../i18n/words.ts';
import { useData } from '../model/data.ts';
import { coverage, type Register } from '../model/registers.ts';
import { ColumnStrip } from './ColumnStrip.tsx';
import styles from './Registers.module.css';

/** One register: its years with rows and coverage, and how full its columns are. A year opens. */
export function RegisterCard({ register }: { readonly register: Register }): ReactElement {
  const { t, format } = useWords();
  const show = useData((state) => state.show);
  const name = registerName(register.register, { t });
  return (
    <section className={styles['card']} aria-label={name}>
      <header className={styles['cardHead']}>
        <h2>{name}</h2>
        <span className={styles['quiet']}>
          {name === register.register ? '' : `${register.register} · `}
          {t('data.columnCount', { count: register.columns.length })}
        </span>
      </header>
      <table className={styles['years']}>
        <caption className={styles['unseen']}>{t('data.yearsOf', { register: name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('data.year')}</th>
            <th scope="col">{t('data.rows')}</th>
            <th scope="col">{t('data.refused')}</th>
            <th scope="col">{t('data.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {register.years.toReversed().map(({ year, rows, rowsRefused }) => {
            const share = coverage(
              register,
              register.years.findIndex((one) => one.year === year),
            );
            return (
              <tr key={year}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles['open']}
                    aria-label={t('data.openYear', { register: name, year })}
                    onClick={() => {
                      show({ kind: 'year', register: register.register, year });
                    }}
                  >
                    {year}
                  </button>
                </th>
                <td>{format.count(rows)}</td>
                <td data-some={rowsRefused > 0}>{format.count(rowsRefused)}</td>
                <td className={styles['coverage']}>
                  <span className={styles['bar']} aria-hidden="true">
                    <span style={{ width: `${String(Number.isNaN(share) ? 0 : 100 * share)}%` }} />
                  </span>
                  {format.share(share)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ColumnStrip register={register} />
    </section>
  );
}
