import { type ReactElement, useEffect, useState } from 'react';
import { LOG_KINDS } from '../../../shared/schemas/logNames.ts';
import { failureText } from '../../app/connection/client.ts';
import { useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { TextField } from '../../ui/controls/Fields.tsx';
import { Segmented } from '../../ui/controls/Segmented.tsx';
import { Chain } from './Chain.tsx';
import { Entries } from './Entries.tsx';
import { found, type LogFilter } from './found.ts';
import styles from './Log.module.css';
import { useLog } from './logStore.ts';
import { useLogWords } from './useLogWords.ts';

const KINDS = ['all', ...LOG_KINDS] as const;

/** Logg: what was done in the open project, and whether its chain is whole. */
export function LogScreen({ closed }: { readonly closed: ReactElement }): ReactElement {
  const { t, language } = useWords();
  const open = useProject((state) => state.summary !== null);
  const { log, failure, read } = useLog();
  const [filter, setFilter] = useState<LogFilter>({ kind: 'all', search: '' });
  const words = useLogWords();
  useEffect(() => {
    if (open) void read();
  }, [open, read]);
  if (!open) return closed;
  const entries = log === null ? [] : found(log.entries, filter, ({ action }) => words.action(action));
  return (
    <section className={styles['log']} aria-labelledby="log-title">
      <header className={styles['head']}>
        <h1 id="log-title">{t('part.log')}</h1>
        <p className={styles['what']}>{t('log.what')}</p>
      </header>
      {failure !== null && (
        <p role="alert" className={styles['failed']}>
          {failureText(failure, language)}
        </p>
      )}
      {log !== null && (
        <>
          <Chain log={log} />
          <search className={styles['filter']} aria-label={t('log.filter')}>
            <Segmented<LogFilter['kind']>
              label={t('log.kind')}
              value={filter.kind}
              choices={KINDS.map((kind) => ({ value: kind, label: t(`log.kind.${kind}`) }))}
              onChange={(kind) => {
                setFilter({ ...filter, kind });
              }}
            />
            <TextField
              label={t('log.search')}
              labelHidden
              placeholder={t('log.searchFor')}
              width={300}
              value={filter.search}
              onChange={(search) => {
                setFilter({ ...filter, search });
              }}
            />
            <Button
              onClick={() => {
                void read();
              }}
            >
              {t('log.again')}
            </Button>
            <output className={styles['count']}>{t('log.shown', { count: entries.length })}</output>
          </search>
          {entries.length === 0 ? <p>{t('log.nothing')}</p> : <Entries entries={entries} />}
          {log.total > log.entries.length && <p className={styles['what']}>{t('log.cut', { count: log.total })}</p>}
        </>
      )}
    </section>
  );
}
