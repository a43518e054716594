import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import type { Register } from '../model/registers.ts';
import { RegisterCard } from './RegisterCard.tsx';
import styles from './Registers.module.css';

interface RegistersProps {
  readonly registers: readonly Register[];
  /** The way to bring files in: a button and what it says besides. */
  readonly take: ReactElement;
}

/** Every register of the project as a card; before there is any, what the screen is for. */
export function Registers({ registers, take }: RegistersProps): ReactElement {
  const { t, format } = useWords();
  const years = [...new Set(registers.flatMap((one) => one.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const rows = registers.reduce((sum, one) => sum + one.years.reduce((own, year) => own + year.rows, 0), 0);
  if (registers.length === 0)
    return (
      <div className={styles['empty']}>
        <h1>{t('part.data')}</h1>
        <p>{t('data.emptyWhat')}</p>
        {take}
        <p className={styles['quiet']}>{t('data.emptyDrop')}</p>
        <p className={styles['quiet']}>{t('data.emptyFormats')}</p>
      </div>
    );
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <div>
          <h1>{t('part.data')}</h1>
          <p className={styles['quiet']}>
            {t('data.summary', {
              registers: format.count(registers.length),
              years: years.length > 1 ? `${String(years[0])}–${String(years.at(-1))}` : String(years[0] ?? ''),
              rows: format.count(rows),
            })}
          </p>
        </div>
        <div className={styles['take']}>
          <span className={styles['quiet']}>{t('data.dropHint')}</span>
          {take}
        </div>
      </header>
      <div className={styles['cards']}>
        {registers.map((register) => (
          <RegisterCard key={register.register} register={register} />
        ))}
      </div>
    </div>
  );
}
