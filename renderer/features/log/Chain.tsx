import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import styles from './Log.module.css';
import type { Log } from './logStore.ts';

/** Whether every entry follows from the one before it, and what to note down to notice an older copy. */
export function Chain({ log: { broken, total, head } }: { readonly log: Log }): ReactElement {
  const { t } = useWords();
  return (
    <dl className={styles['chain']}>
      <div>
        <dt>{t('log.chain')}</dt>
        {broken === null ? (
          <dd className={styles['holds']}>
            <span aria-hidden="true">✓ </span>
            {t('log.holds', { count: total })}
          </dd>
        ) : (
          <dd className={styles['failed']}>
            <span role="alert">{t('log.broken', { position: broken })}</span>
          </dd>
        )}
      </div>
      <div>
        <dt>{t('log.head')}</dt>
        <dd className={styles['code']} data-copyable>
          {head}
        </dd>
        <dd className={styles['why']}>{t('log.headWhy')}</dd>
      </div>
    </dl>
  );
}
