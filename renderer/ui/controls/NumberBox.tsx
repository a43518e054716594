import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import styles from './NumberBox.module.css';

interface NumberBoxProps {
  readonly label: string;
  readonly value: number;
  readonly decimals: number;
  readonly step: number;
  readonly least?: number;
  readonly most?: number;
  readonly disabled?: boolean;
  readonly width?: number;
  /** On Enter, arrow keys or leaving the field, with a number within the limits. */
  readonly onChange: (value: number) => void;
}

/** Reads a number as people write it: decimal comma or point, spaces between thousands. NaN when it is none. */
export function readNumber(written: string): number {
  const plain = written
    .replaceAll(/[\s\u00A0\u202F]/gu, '')
    .replace('−', '-')
    .replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/u.test(plain) ? Number(plain) : Number.NaN;
}

/** A small field for a number beside a slider or a line: shows the value as it moves, and takes one that is typed. */
export function NumberBox(props: NumberBoxProps): ReactElement {
  const {
    label,
    value,
    decimals,
    step,
    least = -Infinity,
    most = Infinity,
    disabled = false,
    width = 52,
    onChange,
  } = props;
  const { format } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const take = (next: number): void => {
    if (Number.isFinite(next)) onChange(Math.min(most, Math.max(least, next)));
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && typed !== null) take(readNumber(typed));
    else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const from = typed === null ? value : readNumber(typed);
      take(from + (event.key === 'ArrowUp' ? step : -step));
    }
  };
  return (
    <input
      ref={field}
      type="text"
      inputMode="decimal"
      className={styles['box']}
      style={{ width }}
      aria-label={label}
      aria-invalid={typed !== null && Number.isNaN(readNumber(typed))}
      autoComplete="off"
      value={typed ?? format.number(value, decimals)}
      disabled={disabled}
      onFocus={() => {
        field.current?.select();
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={() => {
        if (typed !== null) take(readNumber(typed));
      }}
      onKeyDown={onKeyDown}
    />
  );
}
