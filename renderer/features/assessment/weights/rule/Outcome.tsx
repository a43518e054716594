import type { ReactElement } from 'react';
import { INCONSISTENT_FROM } from '../../../../../shared/domain/assess/weighting/hierarchy.ts';
import type { GroupWeights } from '../../../../../shared/domain/assess/weighting/resolveWeights.ts';
import type { RuledGroup } from '../../../../../shared/domain/tuning/weightRules.ts';
import { type Words, useWords } from '../../../../i18n/words.ts';
import { Table } from '../../../../ui/controls/Table.tsx';
import { useMethodNames } from '../../model/names.ts';
import { useTuned } from '../../model/useTuner.ts';
import styles from './Rule.module.css';

/** Further from the wanted shares than this is told. */
const OFF = 0.02;

function factsOf(made: GroupWeights, { t, format }: Words): string[] {
  const { explained, eigenvalue, consistencyRatio, lambda, off, experts } = made;
  const negative = made.children.filter(({ loading = 0 }) => loading < 0).length;
  return [
    ...(explained === undefined
      ? []
      : [t('weightRule.explained', { share: format.share(explained), eigenvalue: format.number(eigenvalue ?? 0, 2) })]),
    ...(negative > 0 ? [t('weightRule.negative', { count: negative })] : []),
    ...(consistencyRatio === undefined
      ? []
      : [
          t(consistencyRatio < INCONSISTENT_FROM ? 'weightRule.consistent' : 'weightRule.inconsistent', {
            ratio: format.number(consistencyRatio, 3),
            lambda: format.number(lambda ?? Number.NaN, 3),
          }),
        ]),
    ...(off === undefined
      ? []
      : [t(off > OFF ? 'weightRule.notReached' : 'weightRule.reached', { off: format.number(100 * off, 1) })]),
    ...(experts === undefined ? [] : [t('weightRule.experts', { count: experts.length })]),
  ];
}

/** What the rule makes of one group: the weights, and how they came about. */
export function Outcome({ group }: { readonly group: RuledGroup }): ReactElement {
  const words = useWords();
  const { t, format } = words;
  const { name } = useMethodNames();
  const weighted = useTuned(({ live }) => live.weighted);
  const made = weighted?.groups.find((one) => one.group === group.id);
  if (made === undefined) return <p className={styles['means']}>{t('weightRule.asWritten')}</p>;
  const percent = (share: number | undefined): string => format.number(100 * (share ?? Number.NaN), 1);
  const [first] = made.children;
  const extra = [
    ...(first?.loading === undefined ? [] : (['loading'] as const)),
    ...(first?.wanted === undefined ? [] : (['wanted', 'reached'] as const)),
    ...(first?.sd === undefined ? [] : (['sd', 'least', 'most'] as const)),
  ];
  return (
    <div>
      {factsOf(made, words).map((fact) => (
        <p key={fact} className={styles['means']}>
          {fact}
        </p>
      ))}
      <Table
        caption={t('weightRule.outcome')}
        columns={[
          { key: 'name', header: t('weightRule.part') },
          { key: 'weight', header: t('weightRule.weightPercent'), number: true },
          ...extra.map((key) => ({ key, header: t(`weightRule.column.${key}`), number: true })),
        ]}
        rows={made.children.map((child) => ({
          key: child.id,
          cells: [
            name(child.id),
            percent(child.weight),
            ...extra.map((key) => (key === 'loading' ? format.number(child.loading ?? 0, 3) : percent(child[key]))),
          ],
        }))}
      />
    </div>
  );
}
