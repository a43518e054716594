import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { colourOf, useGroupWords } from '../model/useGrouper.ts';
import styles from './Views.module.css';

interface GroupHeadProps {
  readonly group: number;
  readonly scope: 'col' | 'row';
  /** Chooses the group's areas; with Ctrl they are added to those chosen. */
  readonly onChoose?: (additive: boolean) => void;
}

/** A group's colour and number as the heading of a column or row; its name stands under the pointer. */
export function GroupHead({ group, scope, onChoose }: GroupHeadProps): ReactElement {
  const { t } = useWords();
  const name = useGroupWords().get(group)?.name ?? '';
  const mark = (
    <>
      <svg width="10" height="10" aria-hidden="true">
        <rect width="10" height="10" fill={colourOf(group)} />
      </svg>
      {group}
    </>
  );
  return (
    <th scope={scope} title={name}>
      {onChoose === undefined ? (
        mark
      ) : (
        <button
          type="button"
          className={styles['cell']}
          aria-label={t('groups.selectGroup', { group, name })}
          onClick={(event) => {
            onChoose(event.ctrlKey || event.metaKey || event.shiftKey);
          }}
        >
          {mark}
        </button>
      )}
    </th>
  );
}
