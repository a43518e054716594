import type { ReactElement } from 'react';
import styles from './IconButton.module.css';

const SHAPES = {
  undo: 'M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H9',
  locked: 'M4.5 7.5h7v5.5h-7zM6 7.5V5a2 2 0 0 1 4 0v2.5',
  unlocked: 'M4.5 7.5h7v5.5h-7zM6 7.5V4.6a2 2 0 0 1 3.9-.6',
  open: 'M4 6l4 4 4-4',
  closed: 'M6 4l4 4-4 4',
  remove: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  more: 'M8 3.5v9M3.5 8h9',
  less: 'M3.5 8h9',
} as const;

interface IconButtonProps {
  readonly shape: keyof typeof SHAPES;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  /** 24 among rows, 28 in bars. */
  readonly size?: 24 | 28;
}

/** A button that only a mark fits in; its label is its tooltip too. */
export function IconButton(props: IconButtonProps): ReactElement {
  const { shape, label, onClick, disabled = false, pressed, expanded, size = 24 } = props;
  return (
    <button
      type="button"
      className={styles['button']}
      style={{ width: size, height: size }}
      aria-label={label}
      title={label}
      disabled={disabled}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      onClick={onClick}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        aria-hidden="true"
      >
        <path d={SHAPES[shape]} />
      </svg>
    </button>
  );
}
