import { type ReactElement, useState } from 'react';
import { isTextKey, text } from '../../../shared/texts/text.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import styles from './Log.module.css';
import type { LogEntry } from './logStore.ts';
import { useLogWords } from './useLogWords.ts';

const AT_A_TIME = 200;
/** A longer list is told by its number, and opened when somebody wants it. */
const MOST_IN_LINE = 3;
const MOST_SIGNS = 100;

type Detail = LogEntry['details'][number];

function Value({ values }: { readonly values: Detail['values'] }): ReactElement {
  const { t, language } = useWords();
  const shown = values.map((value) => {
    if (value === 'true') return t('log.yes');
    if (value === 'false') return t('log.no');
    return isTextKey(value) ? text(language, value) : value;
  });
  const line = shown.join(', ');
  if (shown.length <= MOST_IN_LINE && line.length <= MOST_SIGNS) return <span>{line}</span>;
  return (
    <details>
      <summary>{t('log.values', { count: shown.length })}</summary>
      <ul className={styles['values']}>
        {shown.map((value, at) => (
          // A list may hold the same text twice.
          <li key={`${String(at)} ${value}`}>{value}</li>
        ))}
      </ul>
    </details>
  );
}

function Line({ entry }: { readonly entry: LogEntry }): ReactElement {
  const { format } = useWords();
  const words = useLogWords();
  const { position, at, action, kind, details } = entry;
  return (
    <tr data-kind={kind}>
      <td className={styles['number']}>{format.count(position)}</td>
      <td className={styles['time']}>
        <time dateTime={at}>{format.moment(at)}</time>
      </td>
      <th scope="row" className={styles['action']}>
        {words.action(action)}
      </th>
      <td>
        <dl className={styles['details']}>
          {details
            .filter(({ values }) => values.some((value) => value !== ''))
            .map(({ name, values }) => (
              <div key={name}>
                <dt>{words.detail(name)}</dt>
                <dd>
                  <Value values={values} />
                </dd>
              </div>
            ))}
        </dl>
      </td>
    </tr>
  );
}

/** Entries as a table, a page of them at a time. */
export function Entries({ entries }: { readonly entries: readonly LogEntry[] }): ReactElement {
  const { t } = useWords();
  const [most, setMost] = useState(AT_A_TIME);
  const left = entries.length - most;
  return (
    <>
      <table className={styles['table']} data-copyable>
        <caption className={styles['unseen']}>{t('log.table')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['number']}>
              {t('log.number')}
            </th>
            <th scope="col">{t('log.time')}</th>
            <th scope="col">{t('log.done')}</th>
            <th scope="col">{t('log.details')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, most).map((entry) => (
            <Line key={entry.position} entry={entry} />
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <div>
          <Button
            onClick={() => {
              setMost(most + AT_A_TIME);
            }}
          >
            {t('log.more', { count: Math.min(left, AT_A_TIME) })}
          </Button>
        </div>
      )}
    </>
  );
}
