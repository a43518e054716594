import { Checkbox as MantineCheckbox, NumberInput, PasswordInput, type TextInputProps, TextInput } from '@mantine/core';
import { type ReactElement, type Ref, useEffect, useRef } from 'react';
import { useWords } from '../../i18n/words.ts';

interface FieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly width?: number | string;
  readonly disabled?: boolean;
}

const shared = ({ label, labelHidden = false, description, error, width, disabled = false }: FieldProps) => ({
  ...(labelHidden ? { 'aria-label': label } : { label }),
  ...(description === undefined ? {} : { description }),
  ...(error === undefined ? {} : { error }),
  ...(width === undefined ? {} : { w: width }),
  disabled,
  size: 'sm' as const,
  styles: { input: { height: 32, minHeight: 32 }, label: { fontWeight: 400, color: 'var(--sg-textMuted)' } },
});

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly onKeyDown?: TextInputProps['onKeyDown'];
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { value, onChange, placeholder, onKeyDown, ref } = props;
  return (
    <TextInput
      {...shared(props)}
      ref={ref ?? null}
      value={value}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(onKeyDown === undefined ? {} : { onKeyDown })}
    />
  );
}

interface PasswordFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes the focus when it appears and whenever this changes. */
  readonly focusedAt: number;
}

export function PasswordField(props: PasswordFieldProps): ReactElement {
  const { t } = useWords();
  const { value, onChange, focusedAt } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusedAt >= 0) field.current?.focus();
  }, [focusedAt]);
  return (
    <PasswordInput
      {...shared(props)}
      value={value}
      autoComplete="off"
      ref={field}
      visibilityToggleButtonProps={{ 'aria-label': t('frame.showPassphrase') }}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

interface NumberFieldProps extends FieldProps {
  readonly value: number;
  /** Called only with a number within the limits. */
  readonly onChange: (value: number) => void;
  readonly least?: number;
  readonly most?: number;
  readonly step?: number;
  readonly decimals?: number;
  readonly suffix?: string;
}

export function NumberField(props: NumberFieldProps): ReactElement {
  const { language } = useWords();
  const { value, onChange, least, most, step = 1, decimals = 0, suffix } = props;
  return (
    <NumberInput
      {...shared(props)}
      value={value}
      step={step}
      decimalScale={decimals}
      decimalSeparator={language === 'sv' ? ',' : '.'}
      thousandSeparator={language === 'sv' ? ' ' : ','}
      clampBehavior="blur"
      {...(least === undefined ? {} : { min: least })}
      {...(most === undefined ? {} : { max: most })}
      {...(suffix === undefined ? {} : { suffix })}
      onChange={(next) => {
        const number = typeof next === 'number' ? next : Number.NaN;
        if (Number.isFinite(number) && number >= (least ?? -Infinity) && number <= (most ?? Infinity)) onChange(number);
      }}
    />
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ label, checked, onChange, disabled = false }: CheckboxProps): ReactElement {
  return (
    <MantineCheckbox
      label={label}
      checked={checked}
      disabled={disabled}
      size="xs"
      styles={{ label: { fontSize: 13 } }}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    />
  );
}
