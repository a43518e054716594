import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import styles from './Tabs.module.css';

interface TabsProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly tabs: readonly { readonly value: V; readonly label: string; readonly content: ReactNode }[];
  readonly onChange: (value: V) => void;
}

/** Views of one part, one at a time; the arrow keys go between them. What is left is kept as it was. */
export function Tabs<V extends string>({ label, value, tabs, onChange }: TabsProps<V>): ReactElement {
  return (
    <MantineTabs
      value={value}
      onChange={(next) => {
        const found = tabs.find((tab) => tab.value === next);
        if (found !== undefined) onChange(found.value);
      }}
      classNames={{ root: styles['tabs'] ?? '', list: styles['list'] ?? '', panel: styles['panel'] ?? '' }}
      styles={{ tab: { fontSize: 14, padding: '8px 16px' } }}
    >
      <MantineTabs.List aria-label={label}>
        {tabs.map((tab) => (
          <MantineTabs.Tab key={tab.value} value={tab.value}>
            {tab.label}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => (
        <MantineTabs.Panel key={tab.value} value={tab.value} tabIndex={-1}>
          {tab.content}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}
