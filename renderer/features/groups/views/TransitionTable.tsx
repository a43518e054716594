import type { ReactElement } from 'react';
import { contingency } from '../../../../shared/domain/groups/agreement/contingency.ts';
import { selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { GroupHead } from './GroupHead.tsx';
import styles from './Views.module.css';

interface TransitionTableProps {
  /** Groups of the same areas before and after, 0 = in none. */
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** How many areas have gone from which group to which; a cell chooses them. */
export function TransitionTable({ before, after }: TransitionTableProps): ReactElement {
  const { t, format } = useWords();
  const crossed = contingency(before, after);
  const rows = Array.from({ length: crossed.rows }, (_none, at) => at + 1).filter((group) => before.includes(group));
  const columns = Array.from({ length: crossed.columns }, (_none, at) => at + 1).filter((group) =>
    after.includes(group),
  );
  return (
    <div className={styles['scroll']}>
      <table className={styles['grid']}>
        <thead>
          <tr>
            <th scope="col" aria-label={t('groups.fromTo')} />
            {columns.map((group) => (
              <GroupHead key={group} group={group} scope="col" />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <GroupHead group={row} scope="row" />
              {columns.map((group) => {
                const count = crossed.counts[(row - 1) * crossed.columns + group - 1] ?? 0;
                return (
                  <td key={group}>
                    {count === 0 ? (
                      '·'
                    ) : (
                      <button
                        type="button"
                        className={styles['cell']}
                        data-stayed={row === group}
                        aria-label={t('groups.cell', { count: format.count(count), from: row, to: group })}
                        onClick={() => {
                          selectAreas(
                            Array.from(before.keys()).filter((area) => before[area] === row && after[area] === group),
                          );
                        }}
                      >
                        {format.count(count)}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
