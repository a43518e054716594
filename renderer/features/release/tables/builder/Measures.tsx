import type { ReactElement } from 'react';
import type { ReleaseMeasure } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { idFrom, type RegisterContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { identifying, summable } from '../model/registers.ts';
import styles from './Builder.module.css';

type Sum = Extract<ReleaseMeasure, { kind: 'sum' }>;
const MOST_SUMS = 5;
const ROW = '';

/** What stands in the cells: how many rows there are, and sums of what they have. */
export function Measures({
  content,
  year,
}: {
  readonly content: RegisterContent;
  readonly year: number;
}): ReactElement {
  const { t } = useWords();
  const registers = useBuilder((state) => state.registers) ?? [];
  const change = useBuilder((state) => state.change);
  const settle = useBuilder((state) => state.settle);
  const amounts = summable(registers, content.register, year);
  const keys = identifying(registers, content.register, year);
  const measures = content.measures ?? [{ kind: 'count' as const }];
  const sums = measures.filter((measure): measure is Sum => measure.kind === 'sum');
  const counts = measures.some(({ kind }) => kind === 'count');
  const set = (counted: boolean, next: readonly Sum[], by?: string): void => {
    const { measures: _before, ...own } = content;
    const all: ReleaseMeasure[] = [...(counted ? [{ kind: 'count' as const }] : []), ...next];
    // The number of rows alone is what a table holds when nothing is said.
    const said = next.length === 0 ? own : { ...own, measures: all };
    change((before) => ({ ...before, table: { ...before.table, content: said } }), by);
  };
  const first = amounts.find(({ type }) => type === 'decimal') ?? amounts.find(({ name }) => name !== 'Ar');
  return (
    <section className={styles['section']} aria-label={t('releaseTables.measures')}>
      <h2>{t('releaseTables.measures')}</h2>
      <Checkbox
        label={t('releaseTables.countRows')}
        checked={counts}
        disabled={sums.length === 0}
        onChange={(checked) => {
          set(checked, sums);
        }}
      />
      {sums.map((sum, at) => {
        const put = (next: Sum, by?: string): void => {
          set(
            counts,
            sums.map((own, i) => (i === at ? next : own)),
            by,
          );
        };
        return (
          <div key={sum.id} className={styles['division']}>
            <div className={styles['line']}>
              <SmallSelect
                label={t('releaseTables.sumOf', { number: at + 1 })}
                value={sum.variable}
                choices={amounts.map(({ name }) => ({ value: name, label: t('releaseTables.sum', { name }) }))}
                onChange={(variable) => {
                  put({ ...sum, variable, label: { sv: variable, en: variable } });
                }}
              />
              <IconButton
                shape="remove"
                label={t('releaseTables.removeSum', { name: sum.variable })}
                onClick={() => {
                  set(
                    counts || sums.length === 1,
                    sums.filter((_, i) => i !== at),
                  );
                }}
              />
            </div>
            <div className={styles['field']}>
              <span aria-hidden="true">{t('releaseTables.unit')}</span>
              <SmallText
                label={t('releaseTables.unitOf', { name: sum.variable })}
                value={sum.unit.sv.trim()}
                onChange={(unit) => {
                  const own = unit === '' ? ' ' : unit;
                  put({ ...sum, unit: { sv: own, en: own } }, `unit.${String(at)}`);
                }}
                onDone={settle}
              />
            </div>
            <div className={styles['field']}>
              <span aria-hidden="true">{t('releaseTables.contributor')}</span>
              <SmallSelect
                label={t('releaseTables.contributorOf', { name: sum.variable })}
                value={sum.contributor ?? ROW}
                choices={[
                  { value: ROW, label: t('releaseTables.everyRowItself') },
                  ...keys.map(({ name }) => ({ value: name, label: name })),
                ]}
                onChange={(contributor) => {
                  const { contributor: _before, ...own } = sum;
                  put(contributor === ROW ? own : { ...own, contributor });
                }}
              />
            </div>
          </div>
        );
      })}
      {first !== undefined && sums.length < MOST_SUMS && (
        <div className={styles['adding']}>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              const taken = new Set(sums.map(({ id }) => id));
              const label = { sv: first.name, en: first.name };
              set(counts, [
                ...sums,
                {
                  kind: 'sum',
                  id: idFrom(first.name, taken),
                  label,
                  unit: { sv: 'kr', en: 'SEK' },
                  variable: first.name,
                },
              ]);
            }}
          >
            {t('releaseTables.addSum')}
          </Button>
        </div>
      )}
    </section>
  );
}
