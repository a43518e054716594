import type { ReactElement } from 'react';
import styles from '../review/Review.module.css';

interface ReasonsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a person has to say about a step that they sign. */
export function Reasons({ label, value, onChange }: ReasonsProps): ReactElement {
  return (
    <label className={styles['reasons']}>
      {label}
      <textarea
        value={value}
        maxLength={4000}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </label>
  );
}
