import { type ReactElement, useEffect, useRef } from 'react';
import { municipalityName } from '../state/areaColumns.ts';
import { useAreas } from '../state/areas.ts';
import { followPointing } from '../state/pointing.ts';
import styles from './Linked.module.css';

/** The name of the area that is pointed at, by pointer or keys, in the corner of a picture. */
export function PointedAt(): ReactElement {
  const shown = useRef<HTMLOutputElement>(null);
  const areas = useAreas((state) => state.data?.areas ?? null);
  useEffect(
    () =>
      followPointing(({ hovered }) => {
        if (shown.current === null || areas === null) return;
        const name = areas.names[hovered];
        shown.current.textContent = name === undefined ? '' : `${name}, ${municipalityName(areas, hovered)}`;
      }),
    [areas],
  );
  return <output ref={shown} className={styles['pointed']} />;
}
