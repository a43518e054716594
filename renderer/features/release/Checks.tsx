import type { ReactElement } from 'react';
import { useWords, type WordKey } from '../../i18n/words.ts';
import styles from './Release.module.css';

export interface Check {
  readonly key: string;
  /** Null for what is worth knowing and neither holds nor fails. */
  readonly holds: boolean | null;
  readonly said: string;
}

const SAID: Readonly<Record<string, WordKey>> = { true: 'release.holds', false: 'release.fails' };

/** What has been checked, each as a sentence with whether it holds. */
export function Checks({ label, checks }: { readonly label: string; readonly checks: readonly Check[] }): ReactElement {
  const { t } = useWords();
  return (
    <ul className={styles['checks']} aria-label={label}>
      {checks.map(({ key, holds, said }) => (
        <li key={key} data-holds={holds}>
          <span aria-hidden="true">{holds === null ? '!' : holds ? '✓' : '✕'}</span>
          <span>
            <span className={styles['unseen']}>{t(SAID[String(holds)] ?? 'release.note')}: </span>
            {said}
          </span>
        </li>
      ))}
    </ul>
  );
}
