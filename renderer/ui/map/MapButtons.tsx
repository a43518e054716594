import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import styles from './AreaMap.module.css';

interface MapButtonsProps {
  readonly discs: boolean;
  /** null when the map has no populations to size dots by. */
  readonly onDiscs: ((on: boolean) => void) | null;
  readonly onZoom: (factor: number) => void;
  readonly onShowAll: () => void;
}

const MARKS = {
  in: 'M3 8h10M8 3v10',
  out: 'M3 8h10',
  all: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  discs: 'M5 3.5a2.5 2.5 0 1 0 .01 0M11.5 9a1.5 1.5 0 1 0 .01 0M5.5 11.5a1 1 0 1 0 .01 0',
} as const;

function Mark({ shape }: { readonly shape: keyof typeof MARKS }): ReactElement {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d={MARKS[shape]} />
    </svg>
  );
}

/** Zoom, the whole country, and dots by population, in the corner of the map. */
export function MapButtons({ discs, onDiscs, onZoom, onShowAll }: MapButtonsProps): ReactElement {
  const { t } = useWords();
  return (
    <div className={styles['buttons']}>
      <button type="button" aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => onZoom(1.8)}>
        <Mark shape="in" />
      </button>
      <button type="button" aria-label={t('map.zoomOut')} title={t('map.zoomOut')} onClick={() => onZoom(1 / 1.8)}>
        <Mark shape="out" />
      </button>
      <button type="button" aria-label={t('map.showAll')} title={t('map.showAll')} onClick={onShowAll}>
        <Mark shape="all" />
      </button>
      {onDiscs !== null && (
        <button
          type="button"
          aria-label={t('map.discs')}
          title={t('map.discs')}
          aria-pressed={discs}
          onClick={() => onDiscs(!discs)}
        >
          <Mark shape="discs" />
        </button>
      )}
    </div>
  );
}
