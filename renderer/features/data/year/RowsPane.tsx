import { type ReactElement, useState } from 'react';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { failureText, request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { RecordGrid } from '../../../ui/grid/RecordGrid.tsx';
import styles from './Year.module.css';

type Rows = Output<'data.rows'>;

interface RowsPaneProps {
  readonly register: string;
  readonly name: string;
  readonly year: number;
  readonly total: number;
}

const PAGE = 1000;
const NUMERIC = new Set(['integer', 'decimal']);

/**
 * Rows to look at. They are fetched only when asked for, since each look is written in the log, and live in this
 * component alone: leaving it lets them go.
 */
export function RowsPane({ register, name, year, total }: RowsPaneProps): ReactElement {
  const { t, language, format } = useWords();
  const [rows, setRows] = useState<Rows | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const look = async (first: number): Promise<void> => {
    const answer = await request('data.rows', { register, year, first });
    setFailed(answer.ok ? null : failureText(answer.error, language));
    if (answer.ok) setRows(answer.data);
  };
  if (rows === null)
    return (
      <div className={styles['ask']}>
        <p>{t('data.rowsWhat')}</p>
        <p>{t('data.rowsLogged')}</p>
        {failed !== null && (
          <p role="alert" className={styles['failed']}>
            {failed}
          </p>
        )}
        <Button
          kind="primary"
          onClick={() => {
            void look(0);
          }}
        >
          {t('data.rowsShow', { count: format.count(Math.min(PAGE, total)) })}
        </Button>
      </div>
    );
  const decimal = (text: string): string => (language === 'sv' ? text.replace('.', ',') : text);
  const columns = rows.columns.map(({ name: header, type }) => ({ header, number: NUMERIC.has(type) }));
  const shown = rows.rows.map((row) =>
    row.map((text, at) => (rows.columns[at]?.type === 'decimal' ? decimal(text) : text)),
  );
  const last = rows.first + rows.rows.length;
  return (
    <div className={styles['rows']}>
      <div className={styles['rowsBar']}>
        <span>
          {t('data.rowsShown', {
            first: format.count(rows.first + 1),
            last: format.count(last),
            total: format.count(rows.total),
          })}
        </span>
        <span className={styles['quiet']}>{t('data.rowsMasked')}</span>
        <span className={styles['rowsButtons']}>
          <Button
            size="small"
            disabled={rows.first === 0}
            onClick={() => {
              void look(Math.max(0, rows.first - PAGE));
            }}
          >
            {t('data.rowsBefore')}
          </Button>
          <Button
            size="small"
            disabled={last >= rows.total}
            onClick={() => {
              void look(last);
            }}
          >
            {t('data.rowsAfter')}
          </Button>
          <Button
            size="small"
            onClick={() => {
              setRows(null);
            }}
          >
            {t('data.rowsClose')}
          </Button>
        </span>
      </div>
      {failed !== null && (
        <p role="alert" className={styles['failed']}>
          {failed}
        </p>
      )}
      <RecordGrid
        label={t('data.rowsOf', { register: name, year })}
        first={rows.first + 1}
        columns={columns}
        rows={shown}
      />
    </div>
  );
}
