import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { NumberBox } from '../../ui/controls/NumberBox.tsx';
import styles from './Classed.module.css';

interface ClassStripProps {
  readonly colours: readonly string[];
  /** Rising; one fewer than the classes. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
  readonly decimals: number;
  readonly step: number;
  readonly said: (value: number) => string;
  /** A limit that has been typed. */
  readonly onType: (at: number, value: number) => void;
}

/** The classes side by side with how many areas each holds, and between them their limits, which can be typed. */
export function ClassStrip(props: ClassStripProps): ReactElement {
  const { colours, limits, counts, decimals, step, said, onType } = props;
  const { t, format } = useWords();
  const width = limits.length > 7 ? 40 : 50;
  return (
    <ol className={styles['classes']} aria-label={t('classes.legend')}>
      {counts.map((count, at) => {
        const [from, to] = [limits[at - 1], limits[at]];
        const range =
          from === undefined
            ? to === undefined
              ? t('classes.all')
              : t('classes.below', { to: said(to) })
            : to === undefined
              ? t('classes.from', { from: said(from) })
              : t('classes.fromTo', { from: said(from), to: said(to) });
        return (
          // A class is the same one while its limits are pulled: its place in the row.
          <li key={`class ${String(at)}`} className={styles['class']}>
            <span className={styles['swatch']} style={{ background: colours[at] }} title={range} />
            <span className={styles['said']}>{range}</span>
            <span className={styles['count']}>{format.count(count)}</span>
            {to !== undefined && (
              <span className={styles['limit']}>
                <NumberBox
                  label={t('classes.limitNumber', { number: at + 1 })}
                  value={to}
                  decimals={decimals}
                  step={step}
                  width={width}
                  onChange={(value) => {
                    onType(at, value);
                  }}
                />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
