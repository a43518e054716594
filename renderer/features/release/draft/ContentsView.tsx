import type { ReactElement } from 'react';
import { failureText } from '../../../app/connection/client.ts';
import { useWords, type Words } from '../../../i18n/words.ts';
import { Table } from '../../../ui/controls/Table.tsx';
import { type Check, Checks } from '../Checks.tsx';
import { hiddenPartSaid, methodSaid, RulesSaid, WaiversSaid } from '../Facts.tsx';
import { FileList } from '../FileList.tsx';
import type { Contents } from '../model/draft.ts';
import styles from '../Release.module.css';

function checksOf({ tables, refused, together, rules, files }: Contents, { t, language }: Words): Check[] {
  const formats = [...new Set(files.map(({ format }) => format))];
  return [
    {
      key: 'tables',
      holds: refused.length === 0,
      said:
        refused.length === 0
          ? t('release.check.tables', { count: tables.length })
          : t('release.check.refused', { count: refused.length }),
    },
    ...(together === null
      ? []
      : [
          { key: 'together', holds: true, said: t('release.check.together', { ...together, count: together.earlier }) },
        ]),
    {
      key: 'rules',
      holds: rules.looser.length === 0,
      said:
        rules.looser.length === 0
          ? t('release.check.rules', { name: rules.name[language], number: rules.number, limit: rules.minFrequency })
          : t('release.check.looser', { name: rules.name[language], limits: rules.looser.join(', ') }),
    },
    ...(formats.length === 0
      ? []
      : [{ key: 'formats', holds: true, said: t('release.check.formats', { formats: formats.join(', ') }) }]),
  ];
}

/** Which tables are protected as one, each group told once. */
function Linked({ tables }: Pick<Contents, 'tables'>): ReactElement | null {
  const { t } = useWords();
  const groups = new Set(
    tables.flatMap(({ id, facts }) =>
      facts.together.length === 0 ? [] : [[id, ...facts.together].sort((a, b) => (a < b ? -1 : 1)).join(', ')],
    ),
  );
  return groups.size === 0 ? null : (
    <p className={styles['text']}>{[...groups].map((names) => t('release.together', { tables: names })).join(' ')}</p>
  );
}

/** Tables with their protection, what is refused and why, and the files that a package would hold. */
export function ContentsView({ contents }: { readonly contents: Contents }): ReactElement {
  const words = useWords();
  const { t, language, format } = words;
  const { tables, refused, files } = contents;
  return (
    <>
      <section className={styles['section']} aria-labelledby="draft-checks">
        <h2 id="draft-checks">{t('release.checks')}</h2>
        <Checks label={t('release.checks')} checks={checksOf(contents, words)} />
      </section>
      <RulesSaid rules={contents.rules} />
      <WaiversSaid tables={tables} />
      {refused.length > 0 && (
        <section className={styles['section']} aria-labelledby="draft-refused">
          <h2 id="draft-refused">{t('release.refused')}</h2>
          <ul className={styles['checks']}>
            {refused.map(({ table, title, why }) => (
              <li key={table} data-holds="false">
                <span aria-hidden="true">✕</span>
                <span>
                  <strong>{title[language]}</strong> ({table}). {failureText(why, language)}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles['text']}>{t('release.refusedWhat')}</p>
        </section>
      )}
      {tables.length > 0 && (
        <section className={styles['section']} aria-labelledby="draft-tables">
          <h2 id="draft-tables">{t('release.contents')}</h2>
          <div className={styles['scroll']}>
            <Table
              caption={t('release.contents')}
              captionHidden
              columns={[
                { key: 'title', header: t('release.table') },
                { key: 'level', header: t('frame.level') },
                { key: 'cells', header: t('release.cells'), number: true },
                { key: 'hidden', header: t('release.hidden'), number: true },
                { key: 'share', header: t('release.hiddenShare'), number: true },
                { key: 'primary', header: t('release.primary'), number: true },
                { key: 'method', header: t('release.method') },
                { key: 'part', header: t('release.hiddenPart'), number: true },
                { key: 'known', header: t('release.against') },
              ]}
              rows={tables.map((table) => ({
                key: table.id,
                cells: [
                  table.title[language],
                  t(`level.${table.level}`),
                  format.count(table.cells),
                  format.count(table.hidden),
                  `${format.number((100 * table.hidden) / Math.max(1, table.cells), 1)} %`,
                  format.count(table.primary),
                  methodSaid(table.facts, words),
                  hiddenPartSaid(table.facts, words),
                  t(table.known ? 'release.known' : 'release.new'),
                ],
              }))}
            />
          </div>
          <Linked tables={tables} />
          <FileList files={files} />
          <p className={`${styles['text'] ?? ''} ${styles['muted'] ?? ''}`}>{t('release.filesAdded')}</p>
        </section>
      )}
    </>
  );
}
