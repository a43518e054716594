import type { ReactElement, ReactNode } from 'react';
import styles from './SmallForm.module.css';

interface PartProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A part of a form with a heading. */
export function FormSection({ label, children }: PartProps): ReactElement {
  return (
    <section className={styles['section']} aria-label={label}>
      <h2>{label}</h2>
      {children}
    </section>
  );
}

/** One field with what it is called before it; the field has a name of its own for those who do not see. */
export function FormField({ label, children }: PartProps): ReactElement {
  return (
    <div className={styles['field']}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

/** Fields that belong together. */
export function FormGroup({ label, children }: PartProps): ReactElement {
  return (
    <fieldset className={styles['nested']} aria-label={label}>
      {children}
    </fieldset>
  );
}

/** What few need to say: folded away until it is opened. */
export function FormMore({ label, children }: PartProps): ReactElement {
  return (
    <details className={styles['more']}>
      <summary>{label}</summary>
      <div>{children}</div>
    </details>
  );
}
