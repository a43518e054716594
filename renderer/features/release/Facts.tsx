import type { ReactElement } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { Table } from '../../ui/controls/Table.tsx';
import styles from './Release.module.css';
import { limitsOf } from './rulesSaid.ts';

type ShownTable = NonNullable<Output<'release.checked'>['contents']>['tables'][number];
type TableFacts = ShownTable['facts'];
type ShownRules = NonNullable<Output<'release.checked'>['contents']>['rules'];

/** How a table is protected, as people say it. */
export const methodSaid = ({ method, base }: TableFacts, { t, format }: Words): string =>
  base === null
    ? t(`release.methodKind.${method}`)
    : t('release.methodBase', { method: t(`release.methodKind.${method}`), base: format.count(base) });

/** What is lost with the hidden cells, or a dash where that cannot be told from what leaves. */
export const hiddenPartSaid = ({ hiddenPart }: TableFacts, { format }: Words): string =>
  hiddenPart === null ? '–' : `${format.number(100 * hiddenPart, 2)} %`;

/** The rules in force, each limit by itself. */
export function RulesSaid({ rules }: { readonly rules: ShownRules }): ReactElement {
  const words = useWords();
  const { t, language } = words;
  return (
    <section className={styles['section']} aria-labelledby="rules-in-force">
      <h2 id="rules-in-force">{t('release.rulesInForce', { name: rules.name[language], number: rules.number })}</h2>
      <ul className={styles['limits']}>
        {limitsOf(rules.set, words).map((said) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </section>
  );
}

/** Unsafe cells that would leave all the same: each with its number, why, and who stands behind it. Nothing when there are none. */
export function WaiversSaid({
  tables,
}: {
  readonly tables: readonly Pick<ShownTable, 'id' | 'facts'>[];
}): ReactElement | null {
  const { t, format } = useWords();
  const all = tables.flatMap(({ id, facts }) => facts.waivers.map((waiver) => ({ id, ...waiver })));
  if (all.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="waivers-said">
      <h2 id="waivers-said">{t('release.waivers')}</h2>
      <p className={styles['text']}>{t('release.waiversMore')}</p>
      <div className={styles['scroll']}>
        <Table
          caption={t('release.waivers')}
          captionHidden
          columns={[
            { key: 'table', header: t('release.table') },
            { key: 'cell', header: t('release.waiver.cell') },
            { key: 'value', header: t('release.waiver.value'), number: true },
            { key: 'reason', header: t('release.waiver.reason') },
            { key: 'by', header: t('release.waiver.by') },
          ]}
          rows={all.map(({ id, cell, value, reason, requestedBy, approvedBy }) => ({
            key: `${id} ${cell}`,
            cells: [
              id,
              cell.replaceAll('|', ', '),
              value === null ? '..' : format.number(value, 0),
              reason,
              t('release.waiver.persons', { requestedBy, approvedBy }),
            ],
          }))}
        />
      </div>
    </section>
  );
}
