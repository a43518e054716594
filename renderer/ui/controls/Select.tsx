import { Select as MantineSelect } from '@mantine/core';
import type { ReactElement } from 'react';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface ChoiceGroup {
  readonly group: string;
  readonly items: readonly Choice[];
}

interface SelectProps {
  readonly label: string;
  /** The label is read aloud but not shown, where the place makes it plain. */
  readonly labelHidden?: boolean;
  readonly value: string | null;
  readonly choices: readonly Choice[] | readonly ChoiceGroup[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  readonly searchable?: boolean;
  readonly width?: number | string;
  readonly nothingFound?: string;
}

const mutable = (
  choices: readonly Choice[] | readonly ChoiceGroup[],
): (Choice | { group: string; items: Choice[] })[] =>
  choices.map((choice) => ('items' in choice ? { group: choice.group, items: [...choice.items] } : choice));

export function Select({
  label,
  labelHidden = false,
  value,
  choices,
  onChange,
  disabled = false,
  searchable = false,
  width,
  nothingFound,
}: SelectProps): ReactElement {
  return (
    <MantineSelect
      {...(labelHidden ? { 'aria-label': label } : { label })}
      value={value}
      data={mutable(choices)}
      onChange={(next) => {
        if (next !== null) onChange(next);
      }}
      allowDeselect={false}
      disabled={disabled}
      searchable={searchable}
      selectFirstOptionOnChange={searchable}
      maxDropdownHeight={420}
      size="sm"
      {...(width === undefined ? {} : { w: width })}
      {...(nothingFound === undefined ? {} : { nothingFoundMessage: nothingFound })}
      styles={{ input: { height: 32, minHeight: 32 }, label: { fontWeight: 400, color: 'var(--sg-textMuted)' } }}
    />
  );
}
