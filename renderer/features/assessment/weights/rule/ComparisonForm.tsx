import type { ReactElement } from 'react';
import {
  canBeCompared,
  timesOf,
  withComparedGroup,
  withoutGroup,
  withTimes,
} from '../../../../../shared/domain/tuning/weightRules.ts';
import { MOST_COMPARED } from '../../../../../shared/domain/assess/weighting/hierarchy.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { useMethodNames } from '../../model/names.ts';
import styles from './Rule.module.css';
import type { RuleFormProps } from './ruleForm.ts';

/** Saaty's scale, from nine times less to nine times more important. */
const SCALE = [-9, -8, -7, -6, -5, -4, -3, -2, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const timesFrom = (mark: number): number => (mark < 0 ? 1 / -mark : mark);
const markOf = (times: number): string =>
  times < 1 ? `1/${String(Math.round(1 / times))}` : String(Math.round(times));

/** Pairwise comparisons as a matrix: the row is so many times as important as the column. */
export function ComparisonForm({ rule, group, onChange }: RuleFormProps<'ahp'>): ReactElement {
  const { t } = useWords();
  const { name } = useMethodNames();
  const { id, children } = group;
  const compared = rule.groups.some((one) => (one.group ?? '') === id);
  if (!canBeCompared(group))
    return <p className={styles['means']}>{t('weightRule.tooMany', { most: MOST_COMPARED })}</p>;
  return (
    <>
      <Checkbox
        label={t('weightRule.compareGroup')}
        checked={compared}
        onChange={(on) => {
          onChange(on ? withComparedGroup(rule, group) : withoutGroup(rule, id));
        }}
      />
      {compared && (
        <ScrollRegion label={t('weightRule.matrix')}>
          <table className={styles['matrix']}>
            <caption className={styles['unseen']}>{t('weightRule.matrix')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('weightRule.part')}</th>
                {children.map((child) => (
                  <th key={child.id} scope="col" title={name(child.id)}>
                    {name(child.id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {children.map((row, i) => (
                <tr key={row.id}>
                  <th scope="row" title={name(row.id)}>
                    {name(row.id)}
                  </th>
                  {children.map((column, j) => (
                    <td key={column.id}>
                      {i < j ? (
                        <SmallSelect
                          label={t('weightRule.times', { a: name(row.id), b: name(column.id) })}
                          value={markOf(timesOf(rule, id, row.id, column.id))}
                          width={58}
                          choices={SCALE.map((mark) => ({
                            value: markOf(timesFrom(mark)),
                            label: markOf(timesFrom(mark)),
                          }))}
                          onChange={(mark) => {
                            const at = SCALE.find((one) => markOf(timesFrom(one)) === mark) ?? 1;
                            onChange(withTimes(rule, id, row.id, column.id, timesFrom(at)));
                          }}
                        />
                      ) : i === j ? (
                        '1'
                      ) : (
                        markOf(timesOf(rule, id, row.id, column.id))
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  );
}
