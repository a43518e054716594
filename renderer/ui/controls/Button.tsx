import { Button as MantineButton } from '@mantine/core';
import type { ReactElement, ReactNode, Ref } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** One primary action per screen; quiet for what stands among text. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'normal';
  readonly submit?: boolean;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly label?: string;
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

const VARIANTS = { primary: 'filled', plain: 'default', quiet: 'subtle', danger: 'outline' } as const;

export function Button({
  children,
  onClick,
  kind = 'plain',
  size = 'normal',
  submit = false,
  disabled = false,
  busy = false,
  label,
  pressed,
  ref,
}: ButtonProps): ReactElement {
  return (
    <MantineButton
      ref={ref ?? null}
      variant={VARIANTS[kind]}
      {...(kind === 'danger' ? { color: 'var(--sg-danger)' } : {})}
      {...(kind === 'quiet' ? { color: 'var(--sg-accent)' } : {})}
      size={size === 'small' ? 'compact-sm' : 'sm'}
      h={size === 'small' ? 24 : 32}
      fw={500}
      type={submit ? 'submit' : 'button'}
      disabled={disabled}
      loading={busy}
      {...(onClick === undefined ? {} : { onClick })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      {children}
    </MantineButton>
  );
}
