import { type ReactElement, useMemo, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useWizard } from '../model/wizard.ts';
import { ColumnLine } from './ColumnLine.tsx';
import { columnRows } from './columnRows.ts';
import styles from './Wizard.module.css';

type Which = 'all' | 'attention' | 'ignored';

/** What each column is taken for, how sure that is, and how it will be read: all of it to be changed. */
export function ColumnsStep(): ReactElement | null {
  const { t, format } = useWords();
  const { seen, columns: choices } = useWizard();
  const [which, setWhich] = useState<Which>('all');
  const [filter, setFilter] = useState('');
  const rows = useMemo(() => (seen === null ? [] : columnRows(seen, choices)), [seen, choices]);
  if (seen === null) return null;
  if (rows.length === 0) return <p className={styles['pad']}>{t('data.nothingToGuess')}</p>;
  const wanted = filter.trim().toLocaleLowerCase('sv');
  const shown = rows.filter(
    (row) =>
      row.column.name.toLocaleLowerCase('sv').includes(wanted) &&
      (which === 'all' || (which === 'attention' ? row.attention : row.read === 'ignore')),
  );
  const count = (of: Which): string =>
    format.count(rows.filter((row) => (of === 'attention' ? row.attention : row.read === 'ignore')).length);
  return (
    <div className={styles['columnsStep']}>
      <div className={styles['filter']}>
        <TextField
          label={t('data.findColumn')}
          labelHidden
          placeholder={t('data.findColumn')}
          width={240}
          value={filter}
          onChange={setFilter}
        />
        <Segmented<Which>
          label={t('data.whichColumns')}
          value={which}
          choices={[
            { value: 'all', label: t('data.allColumns', { count: rows.length }) },
            { value: 'attention', label: t('data.toCheck', { number: count('attention') }) },
            { value: 'ignored', label: t('data.notRead', { number: count('ignored') }) },
          ]}
          onChange={setWhich}
        />
        {rows.some(({ identifying }) => identifying) && (
          <p className={styles['warning']}>{t('data.identifyingWhat')}</p>
        )}
      </div>
      <ScrollRegion label={t('data.columns')}>
        <table className={styles['columns']}>
          <caption className={styles['unseen']}>{t('data.columns')}</caption>
          <thead>
            <tr>
              <th scope="col" data-number="true">
                {t('data.position')}
              </th>
              <th scope="col">{t('data.column')}</th>
              <th scope="col">{t('data.role')}</th>
              <th scope="col">{t('data.readAs')}</th>
              <th scope="col" data-number="true">
                {t('data.sure')}
              </th>
              <th scope="col" data-number="true">
                {t('data.missingShare')}
              </th>
              <th scope="col" data-number="true">
                {t('data.distinct')}
              </th>
              <th scope="col" data-number="true">
                {t('data.span')}
              </th>
              <th scope="col">{t('data.example')}</th>
              <th scope="col">{t('data.remarks')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <ColumnLine key={row.column.position} row={row} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles['pad']}>{t('data.noColumnFits')}</p>}
      </ScrollRegion>
    </div>
  );
}
