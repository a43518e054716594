import { type ReactElement, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { readNumber } from './NumberBox.tsx';
import styles from './SmallText.module.css';
import { tie, type Tied } from './tie.ts';

interface SmallNumberProps extends Tied {
  readonly label: string;
  /** null: nothing is said. */
  readonly value: number | null;
  /** With every number that is typed; null when the field is emptied. */
  readonly onChange: (value: number | null) => void;
  readonly onDone?: () => void;
  readonly width?: number | string;
  readonly placeholder?: string;
}

/** As many decimals as the number has, without thousands apart, so that it can be typed on. */
const written = (value: number | null, language: 'sv' | 'en'): string =>
  value === null
    ? ''
    : value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 12, useGrouping: false });

/** A field for a number among others; what is not yet a number stays in the field and goes nowhere. */
export function SmallNumber(props: SmallNumberProps): ReactElement {
  const { label, value, onChange, onDone, width = 72, placeholder, invalid = false } = props;
  const { language } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && (typed.trim() === '' ? value === null : Object.is(readNumber(typed), value));
  const half = typed !== null && typed.trim() !== '' && Number.isNaN(readNumber(typed));
  return (
    <input
      type="text"
      inputMode="decimal"
      className={`${styles['text'] ?? ''} ${styles['number'] ?? ''}`}
      style={{ width }}
      aria-label={label}
      autoComplete="off"
      // What was typed stands as long as it says the number; an undo elsewhere shows the number anew.
      value={shown || half ? typed : written(value, language)}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...tie({ ...props, invalid: invalid || half })}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = readNumber(text);
        if (text.trim() === '') onChange(null);
        else if (!Number.isNaN(number)) onChange(number);
      }}
      onBlur={() => {
        setTyped(null);
        onDone?.();
      }}
    />
  );
}
