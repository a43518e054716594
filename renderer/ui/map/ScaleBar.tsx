import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { scaleBar } from './view.ts';
import styles from './AreaMap.module.css';

/** A round distance and how long it is here. */
export function ScaleBar({ metresPerPixel }: { readonly metresPerPixel: number }): ReactElement | null {
  const { t, format } = useWords();
  if (!(metresPerPixel > 0)) return null;
  const { metres, pixels } = scaleBar(metresPerPixel, 96);
  const text =
    metres >= 1000
      ? t('map.kilometres', { length: format.count(metres / 1000) })
      : t('map.metres', { length: format.count(metres) });
  return (
    <div className={styles['scale']}>
      <span>{text}</span>
      <svg width={pixels + 2} height="5" aria-hidden="true">
        <path d={`M1 0V4H${String(pixels + 1)}V0`} fill="none" stroke="currentColor" />
      </svg>
    </div>
  );
}
