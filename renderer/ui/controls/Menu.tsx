import { Menu as MantineMenu } from '@mantine/core';
import type { ReactElement } from 'react';
import { Button } from './Button.tsx';

interface MenuProps {
  readonly button: string;
  readonly items: readonly { readonly label: string; readonly onSelect: () => void; readonly disabled?: boolean }[];
}

export function Menu({ button, items }: MenuProps): ReactElement {
  return (
    <MantineMenu position="bottom-start">
      <MantineMenu.Target>
        <Button>{button}</Button>
      </MantineMenu.Target>
      <MantineMenu.Dropdown>
        {items.map((item) => (
          <MantineMenu.Item key={item.label} disabled={item.disabled ?? false} onClick={item.onSelect}>
            {item.label}
          </MantineMenu.Item>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
