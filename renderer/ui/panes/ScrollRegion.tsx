import type { ReactElement, ReactNode } from 'react';
import styles from './ScrollRegion.module.css';

interface ScrollRegionProps {
  readonly label: string;
  readonly height?: number;
  /** Grows into the room there is. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

// What can be scrolled must be reachable by keyboard, although it is not a control.
const REACHABLE = { tabIndex: 0 };

export function ScrollRegion({ label, height, fill = false, children }: ScrollRegionProps): ReactElement {
  return (
    <section
      aria-label={label}
      className={fill ? `${styles['region'] ?? ''} ${styles['fill'] ?? ''}` : styles['region']}
      {...(height === undefined ? {} : { style: { maxHeight: height } })}
      {...REACHABLE}
    >
      {children}
    </section>
  );
}
