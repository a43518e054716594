import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { missingShare, type Register } from '../model/registers.ts';
import styles from './Registers.module.css';

const NAMED = 3;
/** Below this share nothing is said to be missing. */
const LITTLE = 0.005;

/** How full each column of the newest year is: one bar per column, in the columns' order. */
export function ColumnStrip({ register }: { readonly register: Register }): ReactElement | null {
  const { t, format } = useWords();
  const at = register.years.length - 1;
  const year = register.years[at]?.year;
  if (year === undefined) return null;
  const columns = register.columns.flatMap((column) => {
    const missing = missingShare(register, column, at);
    return missing === null ? [] : [{ name: column.name, missing }];
  });
  const emptiest = columns
    .filter(({ missing }) => missing >= LITTLE)
    .toSorted((a, b) => b.missing - a.missing)
    .slice(0, NAMED)
    .map(({ name, missing }) => `${name} ${format.share(missing)}`);
  const said =
    emptiest.length === 0
      ? t('data.nothingMissing', { year })
      : t('data.mostMissing', { year, columns: emptiest.join(', ') });
  const width = Math.max(columns.length, 24);
  return (
    <figure className={styles['strip']}>
      <svg viewBox={`0 0 ${String(width)} 100`} preserveAspectRatio="none" aria-hidden="true">
        {columns.map(({ name, missing }, i) => (
          <g key={name}>
            <rect className={styles['lacking']} x={i + 0.08} width={0.84} y={0} height={100} />
            <rect
              className={styles['filled']}
              x={i + 0.08}
              width={0.84}
              y={100 * missing}
              height={100 * (1 - missing)}
            />
          </g>
        ))}
      </svg>
      <figcaption>
        <span className={styles['unseen']}>{t('data.strip', { count: columns.length, year })}. </span>
        {said}
      </figcaption>
    </figure>
  );
}
