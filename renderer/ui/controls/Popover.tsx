import { Popover as MantinePopover } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';

interface PopoverProps {
  readonly button: string;
  readonly children: ReactNode;
  readonly width?: number;
}

/** A button that opens a small pane beside it, for choices that need not stand open. */
export function Popover({ button, children, width = 280 }: PopoverProps): ReactElement {
  const [opened, setOpened] = useState(false);
  return (
    <MantinePopover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={width}
      trapFocus
      returnFocus
      withRoles
    >
      <MantinePopover.Target>
        <Button
          onClick={() => {
            setOpened((was) => !was);
          }}
        >
          {button}
        </Button>
      </MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={button} p={12}>
        {children}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}
