import { Tooltip as MantineTooltip } from '@mantine/core';
import type { ReactElement } from 'react';

interface TooltipProps {
  readonly text: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactElement;
}

export function Tooltip({ text, side = 'bottom', children }: TooltipProps): ReactElement {
  return (
    <MantineTooltip
      label={text}
      position={side}
      multiline
      maw={320}
      fz={12}
      events={{ hover: true, focus: true, touch: false }}
    >
      {children}
    </MantineTooltip>
  );
}
