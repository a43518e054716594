import { SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string; readonly disabled?: boolean }[];
  readonly onChange: (value: V) => void;
}

/** A choice of a few that are all worth seeing. */
export function Segmented<V extends string>({ label, value, choices, onChange }: SegmentedProps<V>): ReactElement {
  return (
    <SegmentedControl<V>
      aria-label={label}
      value={value}
      data={choices.map((choice) => ({ ...choice }))}
      onChange={onChange}
      size="xs"
      transitionDuration={0}
      styles={{ root: { background: 'var(--sg-ground)', border: '1px solid var(--sg-line)', padding: 2 } }}
    />
  );
}
