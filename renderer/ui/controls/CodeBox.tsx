import { MultiSelect } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { Choice } from './Select.tsx';
import { tie, type Tied } from './tie.ts';

interface CodeBoxProps extends Tied {
  readonly label: string;
  readonly value: readonly string[];
  /** What is known to choose among. */
  readonly choices: readonly Choice[];
  readonly onChange: (value: readonly string[]) => void;
  readonly placeholder: string;
  readonly nothingFound: string;
  /** How a code that is not among the known ones is offered. */
  readonly other: (code: string) => string;
}

const MOST_SHOWN = 100;

/** Several codes of a list, by code or by what it means; also such as are not in the list. */
export function CodeBox(props: CodeBoxProps): ReactElement {
  const { label, value, choices, onChange, placeholder, nothingFound, other, invalid = false } = props;
  const [search, setSearch] = useState('');
  const typed = search.trim();
  const known = new Set(choices.map((choice) => choice.value));
  const strays = [...new Set([...value, ...(typed === '' ? [] : [typed])])].filter((code) => !known.has(code));
  return (
    <MultiSelect
      aria-label={label}
      value={[...value]}
      data={[...choices, ...strays.map((code) => ({ value: code, label: value.includes(code) ? code : other(code) }))]}
      onChange={(next) => {
        setSearch('');
        onChange(next);
      }}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      hidePickedOptions
      limit={MOST_SHOWN}
      nothingFoundMessage={nothingFound}
      maxDropdownHeight={320}
      comboboxProps={{ position: 'bottom-start' }}
      size="xs"
      error={invalid}
      withErrorStyles
      {...tie(props)}
      {...(value.length === 0 ? { placeholder } : {})}
      styles={{ input: { minHeight: 24, borderRadius: 2 }, option: { fontSize: 13 }, root: { minWidth: 0 } }}
    />
  );
}
