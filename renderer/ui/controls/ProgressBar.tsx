import { Progress } from '@mantine/core';
import type { ReactElement } from 'react';

interface ProgressBarProps {
  readonly label: string;
  /** 0–1. */
  readonly share: number;
  readonly width?: number | string;
}

export function ProgressBar({ label, share, width = '100%' }: ProgressBarProps): ReactElement {
  return (
    <Progress.Root size={6} w={width} radius={0}>
      <Progress.Section value={Math.round(share * 1000) / 10} aria-label={label} color="var(--sg-accent)" />
    </Progress.Root>
  );
}
