import { Autocomplete } from '@mantine/core';
import { type ReactElement, useState } from 'react';

export interface SearchHit {
  readonly group: string;
  /** Shown, and unique among the hits. */
  readonly label: string;
}

interface SearchBoxProps<H extends SearchHit> {
  readonly label: string;
  readonly width: number;
  readonly find: (query: string) => readonly H[];
  readonly onChoose: (hit: H) => void;
}

/** Type a name, choose what was found: Enter takes the first. */
export function SearchBox<H extends SearchHit>({ label, width, find, onChoose }: SearchBoxProps<H>): ReactElement {
  const [query, setQuery] = useState('');
  const hits = find(query);
  const groups = [...new Set(hits.map((hit) => hit.group))].map((group) => ({
    group,
    items: [...new Set(hits.filter((hit) => hit.group === group).map((hit) => hit.label))],
  }));
  return (
    <Autocomplete
      aria-label={label}
      placeholder={label}
      w={width}
      size="sm"
      value={query}
      data={groups}
      filter={({ options }) => options}
      selectFirstOptionOnChange
      maxDropdownHeight={420}
      comboboxProps={{ width: 340, position: 'bottom-start' }}
      onChange={setQuery}
      onOptionSubmit={(chosen) => {
        const hit = hits.find((candidate) => candidate.label === chosen);
        if (hit !== undefined) onChoose(hit);
      }}
      styles={{ input: { height: 32, minHeight: 32 } }}
    />
  );
}
