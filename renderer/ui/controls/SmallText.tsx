import type { ReactElement } from 'react';
import styles from './SmallText.module.css';
import { tie, type Tied } from './tie.ts';

interface SmallTextProps extends Tied {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** When the field is left. */
  readonly onDone?: () => void;
  /** More than one makes a field of that many lines. */
  readonly lines?: number;
  readonly width?: number | string;
  readonly placeholder?: string;
}

/** A field of text among others, without room for a label of its own above it. */
export function SmallText(props: SmallTextProps): ReactElement {
  const { label, value, onChange, onDone, lines = 1, width = '100%', placeholder } = props;
  const shared = {
    className: styles['text'],
    style: { width },
    'aria-label': label,
    value,
    autoComplete: 'off',
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(onDone === undefined ? {} : { onBlur: onDone }),
    ...tie(props),
  };
  return lines > 1 ? (
    <textarea
      {...shared}
      rows={lines}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  ) : (
    <input
      {...shared}
      type="text"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
