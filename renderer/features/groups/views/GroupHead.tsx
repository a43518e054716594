import type { ReactElement } from 'react';
import { colourOf, useGroupWords } from '../model/useGrouper.ts';

/** A group's colour and number as the heading of a column or row; its name stands under the pointer. */
export function GroupHead({ group, scope }: { readonly group: number; readonly scope: 'col' | 'row' }): ReactElement {
  const name = useGroupWords().get(group)?.name ?? '';
  return (
    <th scope={scope} title={name}>
      <svg width="10" height="10" aria-hidden="true">
        <rect width="10" height="10" fill={colourOf(group)} />
      </svg>
      {group}
    </th>
  );
}
