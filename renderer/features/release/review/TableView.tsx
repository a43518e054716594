import { type ReactElement, useMemo, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox, TextField } from '../../../ui/controls/Fields.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { hiddenPartSaid, methodSaid } from '../Facts.tsx';
import { linesOf, type ReviewedTable } from '../model/review.ts';
import styles from './Review.module.css';

const PAGE = 60;

/** What any reader can compute of a hidden cell. */
function useInterval(table: ReviewedTable): (cell: number) => string {
  const { t, format } = useWords();
  return (cell) => {
    const [least = Number.NaN, most = Number.NaN] = [table.least[cell], table.most[cell]];
    // Of a list no interval is claimed: what can be known follows from the tables that it stands on.
    if (Number.isNaN(least)) return t('review.followsFromTables');
    const from = format.number(least, table.decimals);
    return most === Number.POSITIVE_INFINITY
      ? t('review.atLeast', { least: from })
      : t('review.between', { least: from, most: format.number(most, table.decimals) });
  };
}

/** A table as it would leave, with hidden cells marked; one that is pointed at or reached by Tab says what can be computed of it. */
export function TableView({ table }: { readonly table: ReviewedTable }): ReactElement {
  const words = useWords();
  const { t, language, format } = words;
  const interval = useInterval(table);
  const meaning = useMemo(() => new Map(table.meanings.map(({ value, label }) => [value, label])), [table]);
  const lines = useMemo(() => linesOf(table, language), [table, language]);
  const [search, setSearch] = useState('');
  const [onlyHidden, setOnlyHidden] = useState(false);
  const [page, setPage] = useState(0);
  const [pointed, setPointed] = useState<{
    readonly line: string;
    readonly column: string;
    readonly cell: number;
  } | null>(null);
  const { dimensions, values, decimals } = table;
  const columns = dimensions.at(-1);
  const before = dimensions.slice(0, -1);
  const wanted = search.trim().toLowerCase();
  const found = lines.filter(
    ({ heading, hidden }) =>
      (!onlyHidden || hidden > 0) &&
      (wanted === '' || heading.some(({ code, label }) => `${code} ${label}`.toLowerCase().includes(wanted))),
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(page, pages - 1);
  const shown = found.slice(at * PAGE, (at + 1) * PAGE);
  return (
    <div className={styles['view']}>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('release.cells')}</dt>
          <dd>{format.count(table.cells)}</dd>
        </div>
        <div>
          <dt>{t('release.hidden')}</dt>
          <dd>{format.count(table.hidden)}</dd>
        </div>
        <div>
          <dt>{t('release.primary')}</dt>
          <dd>{format.count(table.primary)}</dd>
        </div>
        <div>
          <dt>{t('review.limit')}</dt>
          <dd>{format.count(table.minFrequency)}</dd>
        </div>
        <div>
          <dt>{t('release.method')}</dt>
          <dd>{methodSaid(table.facts, words)}</dd>
        </div>
        <div>
          <dt>{t('release.hiddenPart')}</dt>
          <dd>{hiddenPartSaid(table.facts, words)}</dd>
        </div>
        {table.facts.medianWidth !== null && (
          <div>
            <dt>{t('review.medianWidth')}</dt>
            <dd>{format.number(table.facts.medianWidth, decimals)}</dd>
          </div>
        )}
        {table.facts.together.length > 0 && (
          <div>
            <dt>{t('review.together')}</dt>
            <dd>{table.facts.together.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{t('release.against')}</dt>
          <dd>{t(table.known ? 'release.known' : 'release.new')}</dd>
        </div>
      </dl>
      <search className={styles['filter']} aria-label={t('review.find')}>
        <TextField
          label={t('review.findRow')}
          width={280}
          value={search}
          onChange={(next) => {
            setSearch(next);
            setPage(0);
          }}
        />
        <Checkbox
          label={t('review.onlyHidden')}
          checked={onlyHidden}
          onChange={(next) => {
            setOnlyHidden(next);
            setPage(0);
          }}
        />
      </search>
      <output className={styles['pointed']}>
        {pointed === null
          ? t('review.pointAt')
          : t('review.pointed', { row: pointed.line, column: pointed.column, interval: interval(pointed.cell) })}
      </output>
      <div className={styles['scroll']}>
        <ScrollRegion label={table.title[language]} height={420}>
          <table className={styles['table']}>
            <caption className={styles['unseen']}>
              {table.title[language]}, {table.unit[language]}
            </caption>
            <thead>
              <tr>
                {before.map(({ name }) => (
                  <th key={name.sv} scope="col">
                    {name[language]}
                  </th>
                ))}
                {columns?.codes.map((code, c) => (
                  <th key={code} scope="col" data-number={meaning.size === 0}>
                    {columns.labels[language][c]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ key, heading, first }) => (
                <tr key={key}>
                  {heading.map(({ code, label }, d) => (
                    <th key={`${String(d)} ${code}`} scope="row">
                      {label} {label === code ? '' : <span className={styles['code']}>{code}</span>}
                    </th>
                  ))}
                  {columns?.codes.map((code, c) => {
                    const cell = first + c;
                    const value = values[cell] ?? Number.NaN;
                    if (!Number.isNaN(value))
                      return (
                        <td key={code} data-number={!meaning.has(value)}>
                          {meaning.get(value)?.[language] ?? format.number(value, decimals)}
                        </td>
                      );
                    const point = (): void => {
                      const line = heading.map(({ label }) => label).join(', ');
                      setPointed({ line, column: columns.labels[language][c] ?? code, cell });
                    };
                    return (
                      <td key={code} data-number={meaning.size === 0} data-hidden="true">
                        <button
                          type="button"
                          aria-label={t('review.hiddenCell', { interval: interval(cell) })}
                          onClick={point}
                          onFocus={point}
                          onMouseEnter={point}
                        >
                          ..
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </div>
      <div className={styles['pager']}>
        <Button
          size="small"
          disabled={at === 0}
          onClick={() => {
            setPage(at - 1);
          }}
        >
          {t('review.earlierRows')}
        </Button>
        <span>
          {t('review.rows', {
            from: format.count(found.length === 0 ? 0 : at * PAGE + 1),
            to: format.count(Math.min(found.length, (at + 1) * PAGE)),
            of: format.count(found.length),
          })}
        </span>
        <Button
          size="small"
          disabled={at >= pages - 1}
          onClick={() => {
            setPage(at + 1);
          }}
        >
          {t('review.laterRows')}
        </Button>
      </div>
    </div>
  );
}
