import { Select as MantineSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ChoiceGroup } from './Select.tsx';
import { tie, type Tied } from './tie.ts';

interface ComboProps extends Tied {
  readonly label: string;
  readonly value: string | null;
  readonly groups: readonly ChoiceGroup[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly nothingFound: string;
  readonly width?: number | string;
}

/** One of many, found by typing a part of its name: small, for rows of a form. */
export function Combo(props: ComboProps): ReactElement {
  const { label, value, groups, onChange, placeholder, nothingFound, width = 200, invalid = false } = props;
  return (
    <MantineSelect
      aria-label={label}
      value={value}
      data={groups.map(({ group, items }) => ({ group, items: [...items] }))}
      onChange={(next) => {
        if (next !== null) onChange(next);
      }}
      allowDeselect={false}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={nothingFound}
      maxDropdownHeight={360}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      size="xs"
      w={width}
      error={invalid}
      withErrorStyles
      {...tie(props)}
      {...(placeholder === undefined ? {} : { placeholder })}
      styles={{ input: { height: 24, minHeight: 24, fontSize: 13, borderRadius: 2 }, option: { fontSize: 13 } }}
    />
  );
}
