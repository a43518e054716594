import type { ReactElement } from 'react';
import { tie, type Tied } from './tie.ts';
import styles from './SmallSelect.module.css';

interface SmallSelectProps<V extends string> extends Tied {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
  readonly width?: number | string;
}

/** The system's own list, for rows of a table: hundreds of them cost next to nothing. */
export function SmallSelect<V extends string>(props: SmallSelectProps<V>): ReactElement {
  const { label, value, choices, onChange, disabled = false, width = '100%' } = props;
  const stray = choices.every((choice) => choice.value !== value);
  return (
    <select
      className={styles['select']}
      style={{ width }}
      aria-label={label}
      value={value}
      disabled={disabled}
      {...tie(props)}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {stray && <option value={value}>{value}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
